import { describe, expect, test } from "vitest";
import { chartFiles, recorded } from "../helm/fixtures.ts";
import { type ProgramCall, plimsoll, type World } from "./fake-io.ts";

/** A helm that prints what was recorded of each chart, by the folder that it is given. */
const helm =
  (fixtures: Readonly<Record<string, string>>, fails: readonly string[] = []) =>
  ({ args }: ProgramCall) => {
    const folder = (args.at(-1) ?? "").replace("/home/ada/shop/", "");
    const fixture = fixtures[folder] ?? "";
    return fails.includes(fixture)
      ? { status: 1, stderr: recorded("helm4", fixture) }
      : { stdout: recorded("helm4", fixture) };
  };

const BASIC: World = {
  files: { ...chartFiles("basic", "charts/tide"), "README.md": "" },
  programs: { helm: helm({ "charts/tide": "basic" }) },
};

/** Finds what containers mount and nobody declares. */
const chart = (args: readonly string[], world: World = BASIC) => plimsoll(["chart", ...args], world);

describe("a chart", () => {
  test("is linted, and what is found stands in its template where the line is known", async () => {
    const { code, stdout, stderr } = await chart(["charts/tide"]);
    expect(stderr).toBe("");
    expect(code).toBe(1);
    expect(stdout).toContain(`
  --> charts/tide/templates/statefulset.yaml:23:21
   |
23 |             - name: data # L23
   |                     ^^^^ not declared
   |
`);
    expect(stdout).not.toContain("= from:");
  });
  test("is found from a file in it, also from one that is not there any more, and linted once", async () => {
    const { ran } = await chart(["charts/tide/values.yaml", "charts/tide/templates/gone/x.yaml", "charts/tide"]);
    expect(ran.map(({ args }) => args.at(-1))).toEqual(["/home/ada/shop/charts/tide"]);
  });
  test.each([[[]], [["."]], [["charts"]]])("is found below the folder that %j names", async (args) => {
    const { ran, code } = await chart(args);
    expect(ran.map(({ args }) => args.at(-1))).toEqual(["/home/ada/shop/charts/tide"]);
    expect(code).toBe(1);
  });
  test("is rendered with what the call names, each a word of its own", async () => {
    const world = { ...BASIC, files: { ...BASIC.files, "a,b.yaml": "", "c.yaml": "" } };
    const args = ["charts/tide", "-f", "a,b.yaml", "--values", "c.yaml", "--set", "a=$(id)", "--set-string=-b=1"];
    const more = ["--release", "low", "--namespace", "shop", "--kube-version", "1.30"];
    const { ran } = await chart([...args, ...more], world);
    expect(ran).toHaveLength(1);
    expect(ran[0]).toMatchObject({
      program: "helm",
      cwd: "/",
      args: [
        "template",
        "--include-crds",
        "--namespace=shop",
        "--kube-version=1.30",
        '--values="/home/ada/shop/a,b.yaml"',
        "--values=/home/ada/shop/c.yaml",
        "--set=a=$(id)",
        "--set-string=-b=1",
        "--",
        "low",
        "/home/ada/shop/charts/tide",
      ],
    });
  });
  test("is rendered as its own name says, for the default namespace and whatever version Helm takes", async () => {
    const { ran } = await chart(["charts/tide"]);
    expect(ran[0]?.args).toEqual([
      "template",
      "--include-crds",
      "--namespace=default",
      "--",
      "tide",
      "/home/ada/shop/charts/tide",
    ]);
  });
  test("is rendered for the namespace and the version of the config", async () => {
    const files = { ...BASIC.files, "plimsoll.yaml": 'namespace: shop\nkubeVersion: "1.31"\n' };
    const { ran } = await chart(["charts/tide"], { ...BASIC, files });
    expect(ran[0]?.args.slice(2, 4)).toEqual(["--namespace=shop", "--kube-version=1.31"]);
  });
  test("is rendered without the plugins and settings of the environment", async () => {
    const env = {
      PATH: "/bin",
      HELM_PLUGINS: "/p",
      HELM_DEBUG: "1",
      helm_namespace: "x",
      KUBECONFIG: "/k",
      KUBE_TOKEN: "t",
    };
    const { ran } = await chart(["charts/tide"], { ...BASIC, env });
    expect(ran[0]?.env).toEqual({
      PATH: "/bin",
      HELM_PLUGINS: "/tmp/plimsoll-0/plugins",
      HELM_CONFIG_HOME: "/tmp/plimsoll-0/config",
      HELM_CACHE_HOME: "/tmp/plimsoll-0/cache",
      HELM_DATA_HOME: "/tmp/plimsoll-0/data",
      KUBECONFIG: "/tmp/plimsoll-0/kubeconfig",
    });
  });
  test("of which nothing is rendered is refused, unless that is accepted", async () => {
    const world = { ...BASIC, programs: { helm: () => ({ stdout: "" }) } };
    expect(await chart(["charts/tide"], world)).toMatchObject({
      code: 2,
      stderr:
        'plimsoll: "charts/tide (rendered)" holds no Kubernetes object\n' +
        "  help: switch on what its values switch off, with -f FILE or --set KEY=VALUE, or accept this with --allow-empty\n",
    });
    expect((await chart(["charts/tide", "--allow-empty"], world)).code).toBe(0);
  });
  test("is linted whatever Helm remarks, which is passed on", async () => {
    const stderr = "walk.go:75: found symbolic link in path: /x\nwarning: cannot overwrite table with non table\n\n";
    const world = { ...BASIC, programs: { helm: () => ({ stdout: recorded("helm3", "alias"), stderr }) } };
    expect(await chart(["charts/tide"], world)).toMatchObject({
      code: 1,
      stderr: 'plimsoll: Helm says of "charts/tide": warning: cannot overwrite table with non table\n',
    });
  });
  test("in the working directory is named by its files alone", async () => {
    const world = {
      files: chartFiles("basic", "."),
      programs: { helm: () => ({ stdout: recorded("helm3", "basic") }) },
    };
    expect((await chart([], world)).stdout).toContain("--> templates/statefulset.yaml:23:21\n");
  });
});

test("of a packed chart what is found is told at the line that brings it, with the rendered lines", async () => {
  const world = {
    files: { ...chartFiles("packed", "quay"), "quay/charts/crane-0.1.0.tgz": "" },
    programs: { helm: helm({ quay: "packed" }) },
  };
  expect((await chart(["quay"], world)).stdout).toContain(`
  --> quay/Chart.yaml:5:11
  --> quay (rendered):16:18
   |
16 |         - {name: hook, mountPath: /hook}
   |                  ^^^^ not declared
   |
`);
  expect((await chart(["quay"], world)).stdout).toContain("= from: quay/charts/crane/templates/pod.yaml\n");
});

test("where the line is not known the template stands first, and the rendered lines below it", async () => {
  const stdout = recorded("helm4", "basic").replace("name: data # L23", "name: other");
  const world = { ...BASIC, programs: { helm: () => ({ stdout }) } };
  expect((await chart(["charts/tide"], world)).stdout).toContain(`
  --> charts/tide/templates/statefulset.yaml
  --> charts/tide (rendered):68:21
   |
`);
});

test("formats that point into files point into the template, and JSON says how it is known", async () => {
  const { stdout } = await chart(["charts/tide", "--format", "json"]);
  const { findings } = JSON.parse(stdout) as { findings: readonly { origin: unknown; path: string }[] };
  const place = {
    file: "charts/tide/templates/statefulset.yaml",
    start: { line: 23, column: 21 },
    end: { line: 23, column: 25 },
  };
  expect(findings.find(({ path }) => path.includes("[/data]"))).toMatchObject({
    origin: { how: "aligned", place, template: place },
    location: { file: "charts/tide (rendered)" },
  });
});

test("the config ignores by the template's path", async () => {
  const files = {
    ...BASIC.files,
    "plimsoll.yaml":
      "ignore:\n  - rule: volume-mount-not-found\n    path: charts/tide/templates/**\n    reason: declared elsewhere\n",
  };
  const { code, stdout } = await chart(["charts/tide"], { ...BASIC, files });
  expect(stdout).toContain("ignored");
  expect(code).toBe(0);
});

describe("several charts", () => {
  const world: World = {
    files: {
      ...chartFiles("basic", "charts/tide"),
      ...chartFiles("alias", "charts/pier"),
      ...chartFiles("required", "charts/toll"),
      "charts/common/Chart.yaml": "name: common\ntype: library\n",
    },
    programs: {
      helm: helm({ "charts/tide": "basic", "charts/pier": "alias", "charts/toll": "required" }, ["required"]),
    },
  };

  test("are one report; what cannot be rendered is told, and the others are linted all the same", async () => {
    const { code, stdout, stderr } = await chart(["charts"], world);
    expect(code).toBe(2);
    expect(stderr).toBe(
      'plimsoll: charts/toll/templates/config.yaml:5:11: "charts/toll" cannot be rendered: name the fee: fee\n' +
        "  help: give the value with -f FILE or --set KEY=VALUE\n",
    );
    expect(stdout).toContain("--> charts/pier/charts/kid-src/templates/pod.yaml:9:18\n");
    expect(stdout).toContain("--> charts/tide/templates/statefulset.yaml:23:21\n");
  });
  test("are each a release of its own", async () => {
    const files = {
      "a/Chart.yaml": "name: a\n",
      "b/Chart.yaml": "name: a\n",
    };
    const claim =
      "---\n# Source: a/templates/a.yaml\napiVersion: v1\nkind: Pod\nmetadata: {name: x}\n" +
      "spec: {containers: [{name: a, image: 'a:1', volumeMounts: [{name: x, mountPath: /x}]}]}\n";
    const twins: World = { files, programs: { helm: () => ({ stdout: claim }) } };
    const { stdout } = await chart(["a", "b", "--format", "unix"], twins);
    expect(stdout.match(/\[volume-mount-not-found\]$/gm)).toHaveLength(2);
  });
  test("are told once that there is no helm", async () => {
    const { code, stdout, stderr } = await chart(["charts"], { files: world.files ?? {} });
    expect(code).toBe(2);
    expect(stdout).toBe("");
    expect(stderr).toBe(
      "plimsoll: there is no helm on the PATH, and neither --helm nor HELM_BIN names one\n" +
        "  help: install Helm, or name the program with --helm PATH, or pipe what it prints: helm template ./chart | plimsoll -\n",
    );
  });
  test("below a folder leave out libraries, which a call must not name", async () => {
    const { ran } = await chart(["charts"], world);
    expect(ran.map(({ args }) => args.at(-1))).not.toContain("/home/ada/shop/charts/common");
    const named = await chart(["charts/common"], {
      ...world,
      programs: { helm: () => ({ status: 1, stderr: "Error: library charts are not installable\n" }) },
    });
    expect(named).toMatchObject({
      code: 2,
      stderr:
        'plimsoll: "charts/common" cannot be rendered: it is a library, which is a part of other charts\n' +
        "  help: name a chart that depends on it\n",
    });
  });
});

describe("a glob that the shell left alone", () => {
  const files = {
    ...chartFiles("basic", "charts/tide"),
    ...chartFiles("alias", "charts/pier"),
    "charts/common/Chart.yaml": "name: common\ntype: library\n",
    "charts/README.md": "",
    "../far/buoy/Chart.yaml": "name: buoy\n",
    "odd[1]/Chart.yaml": "name: odd\n",
  };
  const globs = {
    "charts/*": ["charts/README.md"],
    "charts/*/Chart.yaml": ["charts/tide/Chart.yaml", "charts/common/Chart.yaml", "charts/pier/Chart.yaml"],
    "charts/*/values.yaml": ["charts/tide/values.yaml", "charts/pier/values.yaml"],
    "charts/p*/charts/*/Chart.yaml": ["charts/pier/charts/kid-src/Chart.yaml"],
    "charts/c*/Chart.yaml": ["charts/common/Chart.yaml"],
    "../far/*/Chart.yaml": ["../far/buoy/Chart.yaml"],
    "odd[1]/Chart.yaml": ["odd1/Chart.yaml"],
  };
  const programs = { helm: helm({ "charts/tide": "basic", "charts/pier": "alias" }) };

  test.each([
    ["charts/*", ["charts/pier", "charts/tide"]],
    ["charts/*/", ["charts/pier", "charts/tide"]],
    ["charts/*/values.yaml", ["charts/pier", "charts/tide"]],
    ["charts/p*/charts/*", ["charts/pier"]],
    ["odd[1]", ["odd[1]"]],
  ])(
    "%s stands for charts, also by their files, for no library and for no path of that very name",
    async (glob, found) => {
      const { ran } = await chart([glob], { files, globs, programs });
      expect(ran.map(({ args }) => args.at(-1))).toEqual(found.map((path) => `/home/ada/shop/${path}`));
    },
  );
  test("shows charts as it was written, relative or not", async () => {
    const { stderr } = await chart(["../far/*"], { files, globs, programs: { helm: () => ({}) } });
    expect(stderr).toContain('"../far/buoy (rendered)" holds no Kubernetes object');
  });
  test.each([
    [
      "nothere/*",
      'no chart matches "nothere/*", nor does a file in one',
      "links are not followed and node_modules is left out: name the charts' folders",
    ],
    [
      "charts/c*",
      '"charts/c*" leads to libraries alone, which are parts of other charts: nothing was rendered',
      "name a chart that depends on one of them",
    ],
  ])("and matches none (%s) is told of", async (glob, message, help) => {
    expect(await chart([glob], { files, globs, programs })).toMatchObject({
      code: 2,
      stdout: "",
      stderr: `plimsoll: ${message}\n  help: ${help}\n`,
      ran: [],
    });
  });
  test("is no glob among touched files", async () => {
    const { ran } = await chart(["--touched", "charts/tide/templates/*.yaml"], { files, globs, programs });
    expect(ran.map(({ args }) => args.at(-1))).toEqual(["/home/ada/shop/charts/tide"]);
  });
});

test("a folder that holds libraries alone is no success", async () => {
  const files = { "parts/common/Chart.yaml": "name: common\ntype: library\n" };
  expect(await chart(["parts"], { files })).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('"parts" leads to libraries alone'),
  });
});

describe("touched files", () => {
  const world: World = {
    ...BASIC,
    files: { ...BASIC.files, "charts/common/Chart.yaml": "name: common\ntype: library\n" },
  };
  test("stand for their charts, and those of none are passed over", async () => {
    const touched = ["README.md", "charts/tide/templates/gone.yaml", "docs/gone/x.md", "charts/common/a.tpl"];
    const { code, ran, stderr } = await chart(["--touched", ...touched], world);
    expect(ran.map(({ args }) => args.at(-1))).toEqual(["/home/ada/shop/charts/tide"]);
    expect(stderr).toBe("");
    expect(code).toBe(1);
  });
  test.each([[["README.md"]], [["charts/common/values.yaml"]], [["charts"]], [[]]])(
    "of no chart (%j) are no reason to fail, nor silence",
    async (touched) => {
      expect(await chart(["--touched", ...touched], world)).toMatchObject({
        code: 0,
        stdout: "",
        stderr: "plimsoll: no chart was touched: nothing was linted\n",
        ran: [],
      });
    },
  );
});

test("no touched file at all is no chart either, in the folder of one", async () => {
  const world = { files: chartFiles("basic", "."), programs: { helm: helm({ "/home/ada/shop": "basic" }) } };
  expect(await chart(["--touched"], world)).toMatchObject({ code: 0, ran: [] });
});

test("a chart and its values that may not be read are told of, and are no defect", async () => {
  const files = {
    "charts/a/Chart.yaml": { fault: "EACCES" },
    "charts/tide/Chart.yaml": "name: tide\n",
    "charts/tide/values.yaml": { fault: "EACCES" },
  };
  const programs = { helm: () => ({ status: 1, stderr: recorded("helm4", "schema") }) };
  expect(await chart(["charts/a", "charts/tide"], { files, programs })).toMatchObject({
    code: 2,
    stderr: expect.stringMatching(
      /^plimsoll: "charts\/a" cannot be read: permission denied\n.*\nplimsoll: "charts\/tide" cannot be rendered: its schema refuses/,
    ),
  });
});

describe("which helm is run", () => {
  const programs = Object.fromEntries(
    ["helm", "helm3", "/opt/helm", "/home/ada/shop/bin/helm"].map((name) => [name, helm({ "charts/tide": "basic" })]),
  );
  test.each([
    [[], {}, "helm"],
    [[], { HELM_BIN: "/opt/helm" }, "/opt/helm"],
    [[], { HELM_BIN: "" }, "helm"],
    [["--helm", "bin/helm"], { HELM_BIN: "/opt/helm" }, "/home/ada/shop/bin/helm"],
    [["--helm", "helm3"], {}, "helm3"],
  ])("is named by %j and %j", async (args, env, program) => {
    const { ran } = await chart(["charts/tide", ...args], { ...BASIC, env, programs });
    expect(ran.map((call) => call.program)).toEqual([program]);
  });
  test.each([
    [
      ["--helm", "bin/helm"],
      {},
      "ENOENT",
      'plimsoll: the program "/home/ada/shop/bin/helm", which --helm names, does not exist\n' +
        "  help: name Helm's program; without --helm it is looked for on the PATH\n",
    ],
    [
      [],
      { HELM_BIN: "/opt/helm" },
      "EACCES",
      'plimsoll: the program "/opt/helm", which HELM_BIN names, cannot be run: permission denied\n' +
        "  help: name a program that this user may run with --helm PATH, or pipe what it prints: helm template ./chart | plimsoll -\n",
    ],
    [
      ["--helm", "charts/"],
      {},
      "EACCES",
      'plimsoll: "/home/ada/shop/charts", which --helm names, is a folder, and no program\n' +
        "  help: name Helm's program in it; without --helm it is looked for on the PATH\n",
    ],
    [
      ["--helm", "helm.cmd"],
      {},
      "EINVAL",
      'plimsoll: the program "helm.cmd", which --helm names, cannot be run: the system answers EINVAL\n' +
        "  help: name a program that this user may run with --helm PATH, or pipe what it prints: helm template ./chart | plimsoll -\n",
    ],
  ])("is told where it cannot be started: %j, %j, %s", async (args, env, fault, stderr) => {
    const cannot = Object.fromEntries(
      Object.keys(programs)
        .concat("helm.cmd", "/home/ada/shop/charts")
        .map((name) => [name, () => ({ fault })]),
    );
    expect(await chart(["charts/tide", ...args], { ...BASIC, env, programs: cannot })).toMatchObject({
      code: 2,
      stderr,
    });
  });
  test.each([
    ["time", "is not rendered: Helm was ended after 60 seconds"],
    ["room", "is not linted: Helm prints more than 7 MB of it, the most that is read of one input"],
    [undefined, "is not rendered: the system or somebody else has ended Helm"],
  ] as const)("is ended when it takes too much %s, or by others", async (stopped, said) => {
    const world = { ...BASIC, programs: { helm: () => ({ status: undefined, ...(stopped && { stopped }) }) } };
    const { code, stderr } = await chart(["charts/tide", "--max-size", "7"], world);
    expect(code).toBe(2);
    expect(stderr).toContain(`plimsoll: "charts/tide" ${said}\n`);
  });
});

test("of what Helm says at great length, begin and end are read", async () => {
  const middle = "error calling include: ".repeat(200_000);
  const stderr = `Error: template: tide/templates/a.yaml:1:1: executing "a" at <b>: ${middle}executing "r" at <c>: nested\n`;
  const { stderr: told } = await chart(["charts/tide"], {
    ...BASIC,
    programs: { helm: () => ({ status: 1, stderr }) },
  });
  expect(told).toBe('plimsoll: charts/tide/Chart.yaml:1:1: "charts/tide" cannot be rendered: c: nested\n');
});

describe("a call that cannot be used", () => {
  const files = {
    "notes/a.txt": "",
    "manifests/a.yaml": "",
    "pack/tide-0.1.0.tgz": "",
    "charts/tide/Chart.yaml": "name: tide\n",
    "values-prod.yaml": "",
  };
  test.each([
    [["nothere"], 'plimsoll: "nothere" does not exist\n  help: name a chart\'s folder, or a file in it\n'],
    [
      ["manifests"],
      'plimsoll: "manifests" is no chart and holds none: there is no Chart.yaml in it, above it or below it\n' +
        "  help: name a chart's folder; manifests that are no templates are linted by plimsoll lint\n",
    ],
    [
      ["notes/a.txt"],
      'plimsoll: "notes/a.txt" belongs to no chart: there is no Chart.yaml in a folder above it\n' +
        "  help: name a chart's folder; manifests that are no templates are linted by plimsoll lint\n",
    ],
    [
      ["pack/tide-0.1.0.tgz"],
      'plimsoll: "pack/tide-0.1.0.tgz" belongs to no chart: there is no Chart.yaml in a folder above it\n' +
        "  help: unpack it and name its folder: tar -xzf pack/tide-0.1.0.tgz\n",
    ],
    [
      ["charts/tide", "-f", "values-prd.yaml"],
      'plimsoll: "values-prd.yaml" does not exist\n  help: did you mean "values-prod.yaml"?\n',
    ],
    [
      ["charts/tide", "-f", "manifests"],
      'plimsoll: "manifests" is a folder, and no file of values\n  help: name a file of values in it\n',
    ],
    [
      ["charts/tide", "-f", "https://example.org/v.yaml"],
      'plimsoll: values are read from files, and "https://example.org/v.yaml" is none\n  help: fetch it, and name the file\n',
    ],
    ...["-", "/dev/stdin", "/dev/fd/63", "/proc/self/fd/0"].map((file): [string[], string] => [
      ["charts/tide", "--values", file],
      `plimsoll: values are read from files, and "${file}" is none that Helm could open\n  help: write the values into a file, and name that\n`,
    ]),
    [
      ["charts/tide", "--release", "Tide_1"],
      'plimsoll: option --release is given "Tide_1", which Helm takes for no name of a release\n' +
        "  help: a release's name has at most 53 characters, which are a to z, 0 to 9, - and ., and begins and ends with a letter or digit\n",
    ],
    [
      ["--each"],
      "plimsoll: plimsoll chart has no option --each\n  help: it belongs to plimsoll lint, plimsoll fix and plimsoll baseline\n",
    ],
    [
      ["charts/tide", "-f", "values-prod.yaml", "--format", "json=values-prod.yaml"],
      'plimsoll: the report would be written over "values-prod.yaml", which is one of the inputs\n' +
        "  help: name another file, in none of the folders that are read; where it is an old report, delete it\n",
    ],
  ])("%j", async (args, stderr) => {
    expect(await chart(args, { files })).toEqual({ code: 2, stdout: "", stderr, written: {}, ran: [] });
  });
});

test("what charts and Helm say reaches the terminal escaped", async () => {
  const evil = "charts/a\u001b]0;x\u0007b";
  const world: World = {
    files: { [`${evil}/Chart.yaml`]: "name: a\n" },
    programs: {
      helm: () => ({
        status: 1,
        stderr: "Error: execution error at (a/templates/\u001b[2J.yaml:1:1): \u001b[31m::error::x\n",
      }),
    },
  };
  const { stdout, stderr } = await chart([evil], world);
  expect(stdout + stderr).not.toMatch(/[^\P{Cc}\n]/u);
  expect(stderr).toContain("::error::x");
});
