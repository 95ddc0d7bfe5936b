import { beforeEach, expect, test, vi } from "vitest";
import { FORMAT_NAMES } from "../../src/report/formats.ts";
import { plimsoll, type World } from "./fake-io.ts";
import { calls, readings } from "./scripted-lint.ts";

vi.mock("../../src/index.ts", () => import("./scripted-lint.ts"));

beforeEach(() => {
  calls.length = 0;
  readings.length = 0;
});

const object = (report = ""): string => `apiVersion: v1\nkind: Service\nreport: ${report || "none"}\n`;
const unix = ["--format", "unix"];

interface Scenario {
  readonly name: string;
  readonly argv: readonly string[];
  readonly world?: World;
  readonly code: number;
  readonly stdout?: string;
  readonly stderr?: string;
}

const scenarios: readonly Scenario[] = [
  {
    name: "a clean file exits 0 and says what was read",
    argv: ["a.yaml"],
    world: { files: { "a.yaml": object() } },
    code: 0,
    stdout: "nothing found in 1 object of 1 file\n",
    stderr: "",
  },
  {
    name: "an error exits 1",
    argv: [...unix, "a.yaml"],
    world: { files: { "a.yaml": object("error") } },
    code: 1,
    stdout: "a.yaml:1:1: error: error of the day [mast-missing]\n",
    stderr: "",
  },
  {
    name: "the command's name may be written",
    argv: ["lint", ...unix, "a.yaml"],
    world: { files: { "a.yaml": object("error") } },
    code: 1,
    stderr: "",
  },
  {
    name: "without an argument a pipe is read",
    argv: [],
    world: { stdin: object() },
    code: 0,
    stdout: "nothing found in 1 object of 1 file\n",
    stderr: "",
  },
  {
    name: "- is standard input, and findings name it <stdin>",
    argv: [...unix, "-"],
    world: { stdin: object("error") },
    code: 1,
    stdout: "<stdin>:1:1: error: error of the day [mast-missing]\n",
  },
  {
    name: "options alone, at a terminal, name nothing to lint",
    argv: ["--each"],
    code: 2,
    stdout: "",
    stderr:
      "plimsoll: nothing was named to be linted\n  help: name a file, a folder, a glob, or - for standard input\n",
  },
  {
    name: "an unreadable document is a finding and no second thing: SARIF that says more is refused with the finding",
    argv: ["--format", "sarif", "a.yaml"],
    world: { files: { "a.yaml": `${object("error")}---\na: [\n` } },
    code: 2,
    stdout: expect.stringMatching(/^(?!.*executionSuccessful).*"ruleId": "document-unreadable"/s),
  },
  {
    name: "an unreadable document exits 2 although --fail-on is never, and the rest is reported",
    argv: ["--fail-on", "never", ...unix, "a.yaml"],
    world: { files: { "a.yaml": `${object("warning")}---\na: [\n` } },
    code: 2,
    stdout: expect.stringMatching(
      /^a\.yaml:1:1: warning: warning of the day \[mast-missing\]\na\.yaml:1:1: error: .+ \[document-unreadable\]\n$/,
    ),
    stderr:
      "plimsoll: 1 document could not be read, and nothing in it was checked\n" +
      "  help: mend what the report names; to accept a file as it is, ignore document-unreadable for its path in plimsoll.yaml\n",
  },
  {
    name: "an empty stream exits 2 and tells the usual cause",
    argv: ["-"],
    world: { stdin: "" },
    code: 2,
    stdout: "nothing found in 0 objects of 1 file\n",
    stderr:
      'plimsoll: "<stdin>" holds no Kubernetes object\n' +
      "  help: run what stands before the pipe alone: helm template prints nothing where it fails or renders nothing; --allow-empty accepts that\n",
  },
  {
    name: "an empty stream is accepted with --allow-empty",
    argv: ["--allow-empty", "-"],
    world: { stdin: "" },
    code: 0,
    stderr: "",
  },
  {
    name: "values files hold documents, but no object",
    argv: ["a.yaml", "b.yaml"],
    world: { files: { "a.yaml": "replicas: 1\n", "b.yaml": "replicas: 2\n" } },
    code: 2,
    stderr:
      'plimsoll: "a.yaml" and "b.yaml" hold no Kubernetes object, only 2 documents without apiVersion and kind\n' +
      "  help: values and settings are no manifests: lint what helm template prints, or accept this with --allow-empty\n",
  },
  {
    name: "an empty file may be the wrong one",
    argv: ["a.yaml"],
    world: { files: { "a.yaml": "" } },
    code: 2,
    stderr:
      'plimsoll: "a.yaml" holds no Kubernetes object\n' +
      "  help: name the files that hold your manifests, or accept this with --allow-empty\n",
  },
  {
    name: "a missing file exits 2, names the nearest one, and the rest is reported",
    argv: [...unix, "rendred.yaml", "a.yaml"],
    world: { files: { "a.yaml": object("warning"), "rendered.yaml": object() } },
    code: 2,
    stdout: "a.yaml:1:1: warning: warning of the day [mast-missing]\n",
    stderr: 'plimsoll: "rendred.yaml" does not exist\n  help: did you mean "rendered.yaml"?\n',
  },
  {
    name: "exit code 2 wins over 1",
    argv: [...unix, "missing.yaml", "a.yaml"],
    world: { files: { "a.yaml": object("error") } },
    code: 2,
    stdout: "a.yaml:1:1: error: error of the day [mast-missing]\n",
  },
  {
    name: "where nothing can be read there is no report, which would look like a clean one",
    argv: ["--format", "json", "missing.yaml"],
    code: 2,
    stdout: "",
    stderr:
      'plimsoll: "missing.yaml" does not exist\n' +
      "  help: name a file, a folder, a glob in quotes, or - for standard input\n",
  },
  {
    name: "a misspelt command is no file either",
    argv: ["explian", "hull-leaking"],
    code: 2,
    stderr:
      'plimsoll: "explian" does not exist\n  help: did you mean plimsoll explain?\n' +
      'plimsoll: "hull-leaking" does not exist\n  help: name a file, a folder, a glob in quotes, or - for standard input\n',
  },
  {
    name: "a missing file in a missing folder",
    argv: ["out/a.yaml"],
    code: 2,
    stderr: 'plimsoll: "out/a.yaml" does not exist\n  help: there is no folder "out" either\n',
  },
  {
    name: "a missing file in what is no folder",
    argv: ["a.yaml/b.yaml"],
    world: { files: { "a.yaml": object() } },
    code: 2,
    stderr: 'plimsoll: "a.yaml/b.yaml" does not exist\n  help: "a.yaml" is no folder\n',
  },
  {
    name: "a missing file outside the working directory has a neighbour, shown as it would be written",
    argv: ["/srv/rendred.yaml"],
    world: { files: { "/srv/rendered.yaml": object() } },
    code: 2,
    stderr: 'plimsoll: "/srv/rendred.yaml" does not exist\n  help: did you mean "/srv/rendered.yaml"?\n',
  },
  {
    name: "a link to nothing is called one",
    argv: ["now.yaml"],
    world: { files: { "now.yaml": { link: "gone.yaml" } } },
    code: 2,
    stderr:
      'plimsoll: "now.yaml" is a link that leads to nothing\n' +
      "  help: mend the link, or name the file that it should lead to\n",
  },
  {
    name: "a file named - is not offered for an option-like name",
    argv: ["--", "-x"],
    world: { files: { "-": "" } },
    code: 2,
    stderr: 'plimsoll: "-x" does not exist\n  help: name a file, a folder, a glob in quotes, or - for standard input\n',
  },
  {
    name: "a manifest in the place of its name is told the way in, and not shown whole",
    argv: ["k".repeat(9999)],
    world: { files: { ["k".repeat(9999)]: { fault: "ENAMETOOLONG" } } },
    code: 2,
    stderr:
      `plimsoll: "${"k".repeat(200)}..." cannot be read: its name is too long\n` +
      "  help: name a file; a manifest itself goes through a pipe: helm template ./chart | plimsoll -\n",
  },
  {
    name: "a socket is called one, in words",
    argv: ["a.sock"],
    world: { files: { "a.sock": { fault: "ENXIO" } } },
    code: 2,
    stderr:
      'plimsoll: "a.sock" cannot be read: it is a socket or a device with nothing behind it\n' +
      "  help: leave it out, or pipe what it would give: COMMAND | plimsoll -\n",
  },
  {
    name: "what the system says in no known words is passed on",
    argv: ["a.yaml"],
    world: { files: { "a.yaml": { fault: "EWEIRD" } } },
    code: 2,
    stderr: 'plimsoll: "a.yaml" cannot be read: the system answers EWEIRD\n',
  },
  {
    name: "a folder without manifests exits 2",
    argv: ["docs"],
    world: { files: { "docs/readme.md": "" } },
    code: 2,
    stdout: "",
    stderr:
      'plimsoll: "docs" holds no .yaml, .yml or .json file\n' +
      "  help: hidden folders and node_modules are left out: name what you want to be read\n",
  },
  {
    name: "a chart is refused with the command that lints it",
    argv: ["charts/web", "a.yaml"],
    world: {
      files: {
        "charts/web/Chart.yaml": "name: web\n",
        "charts/web/templates/web.yaml": "{{ x }}\n",
        "a.yaml": object(),
      },
    },
    code: 2,
    stdout: "nothing found in 1 object of 1 file\n",
    stderr:
      'plimsoll: "charts/web" is a chart, and its templates are no manifests before Helm renders them: nothing in it was read\n' +
      "  help: plimsoll chart charts/web\n",
  },
  {
    name: "a chart below a folder is left out and named, quoted for the shell",
    argv: ["deploy"],
    world: {
      files: { "deploy/a.yaml": object(), "deploy/my web/Chart.yaml": "", "deploy/my web/values.yaml": "a: 1\n" },
    },
    code: 2,
    stdout: "nothing found in 1 object of 1 file\n",
    stderr:
      'plimsoll: "deploy/my web" is a chart, and its templates are no manifests before Helm renders them: nothing in it was read\n' +
      "  help: plimsoll chart 'deploy/my web'\n",
  },
  {
    name: "a file without permission is named, and the rest is reported",
    argv: ["."],
    world: { files: { "a.yaml": object(), "b.yaml": { fault: "EACCES" } } },
    code: 2,
    stdout: "nothing found in 1 object of 1 file\n",
    stderr:
      'plimsoll: "b.yaml" cannot be read: permission denied\n' +
      "  help: make it readable for this user, or leave it out\n",
  },
  {
    name: "a folder without permission is named, and the rest is reported",
    argv: ["."],
    world: { files: { "a.yaml": object(), secret: { fault: "EACCES" }, "secret/b.yaml": object() } },
    code: 2,
    stdout: "nothing found in 1 object of 1 file\n",
    stderr:
      'plimsoll: "secret" cannot be read: permission denied\n  help: make it readable for this user, or leave it out\n',
  },
  {
    name: "a file of more than 256 MB is not loaded",
    argv: ["huge.yaml"],
    world: { files: { "huge.yaml": { size: 256 * 1024 * 1024 + 1 } } },
    code: 2,
    stdout: "",
    stderr:
      'plimsoll: "huge.yaml" is larger than 256 MB, the most that is read of one input\n' +
      "  help: raise the limit with --max-size MB, or split the input at a line that holds only ---\n",
  },
  {
    name: "--max-size lowers the limit",
    argv: ["--max-size", "1", "large.yaml"],
    world: { files: { "large.yaml": { size: 1024 * 1024 + 1 } } },
    code: 2,
    stderr: expect.stringContaining('plimsoll: "large.yaml" is larger than 1 MB, the most that is read of one input\n'),
  },
  {
    name: "what no --max-size lets in has to be split",
    argv: ["--max-size", "511", "huge.yaml"],
    world: { files: { "huge.yaml": { size: 511 * 1024 * 1024 + 1 } } },
    code: 2,
    stderr:
      'plimsoll: "huge.yaml" is larger than 511 MB, the most that is read of one input\n' +
      "  help: split it at a line that holds only ---\n",
  },
  {
    name: "a glob that matches nothing exits 2",
    argv: ["out/*.yaml"],
    code: 2,
    stderr:
      'plimsoll: no file matches "out/*.yaml"\n' +
      "  help: links are not followed and node_modules is left out: name the files, or a folder\n",
  },
  {
    name: "control characters of an argument are shown, not obeyed",
    argv: ["\u001b[2Ja.yaml"],
    code: 2,
    stderr: expect.stringContaining('plimsoll: "\\u001b[2Ja.yaml" does not exist\n'),
  },
];

test.each(scenarios)("$name", async ({ argv, world, code, stdout, stderr }) => {
  const outcome = await plimsoll(argv, world);
  expect(outcome).toMatchObject({
    code,
    ...(stdout !== undefined && { stdout }),
    ...(stderr !== undefined && { stderr }),
  });
});

test("stdin of more than 256 MB is refused", async () => {
  const stdin = { length: 256 * 1024 * 1024 + 1 } as Uint8Array;
  const { code, stderr } = await plimsoll(["-"], { stdin });
  expect(code).toBe(2);
  expect(stderr).toContain('plimsoll: "<stdin>" is larger than 256 MB, the most that is read of one input\n');
});

const failOn: readonly (readonly [failOn: string, found: string, code: number])[] = [
  ["error", "error", 1],
  ["error", "warning", 0],
  ["error", "info", 0],
  ["warning", "error", 1],
  ["warning", "warning", 1],
  ["warning", "info", 0],
  ["info", "error", 1],
  ["info", "warning", 1],
  ["info", "info", 1],
  ["info", "nothing", 0],
  ["never", "error", 0],
];

test.each(failOn)("with --fail-on %s, a release with %s exits %i in every format", async (least, found, code) => {
  for (const format of FORMAT_NAMES) {
    const argv = ["--fail-on", least, "--format", format, "a.yaml"];
    expect(await plimsoll(argv, { files: { "a.yaml": object(found) } })).toMatchObject({ code, stderr: "" });
  }
});

test("what the call asks for reaches lint, with the day on which it runs", async () => {
  const argv = ["--namespace", "shop", "--profile", "advice", "--profile=security", "--closed-world"];
  await plimsoll([...argv, "--kube-version", "v1.33.2", "--platform", "openshift", "a.yaml"], {
    files: { "a.yaml": object() },
  });
  expect(calls).toEqual([
    {
      files: ["a.yaml"],
      options: expect.objectContaining({
        namespace: "shop",
        profiles: ["advice", "security"],
        closedWorld: true,
        kubernetes: { minor: 33 },
        platform: "openshift",
        today: "2024-02-29",
      }),
    },
  ]);
});

test.each([
  [[], false],
  [["--read-crds"], true],
])("with %j, whether CustomResourceDefinitions are read whole is %s", async (argv, readCrds) => {
  await plimsoll([...argv, "a.yaml"], { files: { "a.yaml": object() } });
  expect(readings).toEqual([{ readCrds }]);
});

test("all files are one release", async () => {
  await plimsoll(["b.yaml", "a.yaml", "-"], { files: { "a.yaml": object(), "b.yaml": object() }, stdin: object() });
  expect(calls.map(({ files }) => files)).toEqual([["b.yaml", "a.yaml", "<stdin>"]]);
});

test("with --each every file is a release, and there is one report", async () => {
  const files = { "a.yaml": object("error"), "b.yaml": object("error") };
  const { code, stdout } = await plimsoll(["--each", ...unix, "a.yaml", "b.yaml"], { files });
  expect(calls.map(({ files, options }) => [files, options.each])).toEqual([[["a.yaml", "b.yaml"], true]]);
  expect(code).toBe(1);
  expect(stdout.split("\n").map((line) => line.split(":")[0])).toEqual(["a.yaml", "b.yaml", ""]);
});

test.each([
  [["--verbose"], true],
  [["--profile", "default"], true],
  [[], false],
])("pretty prints info with %j: %s", async (argv, printed) => {
  const { stdout } = await plimsoll([...argv, "a.yaml"], { files: { "a.yaml": object("info") } });
  expect(stdout.includes("info of the day")).toBe(printed);
});

test("a profile of the config prints info too", async () => {
  const files = { "a.yaml": object("info"), "plimsoll.yaml": "profile: advice\n" };
  expect((await plimsoll(["a.yaml"], { files })).stdout).toContain("info of the day");
});

test("pretty shows the line that a finding is about", async () => {
  const { stdout } = await plimsoll(["a.yaml"], { files: { "a.yaml": object("error") } });
  expect(stdout).toContain("1 | apiVersion: v1");
});

test("a report with a file goes there, without colours, and nothing to stdout", async () => {
  const world = { files: { "a.yaml": object("error") }, terminal: 80 };
  const outcome = await plimsoll(["--color", "always", "--format", "pretty=../out.txt", "a.yaml"], world);
  expect(outcome).toMatchObject({ code: 1, stdout: "", stderr: "" });
  expect(outcome.written["/home/ada/out.txt"]).toContain("error[mast-missing]: error of the day\n");
});

test("several reports come from one run", async () => {
  const argv = ["--format", "unix", "--format", "json=a.json", "--format", "sarif=b.sarif", "a.yaml"];
  const { stdout, written } = await plimsoll(argv, { files: { "a.yaml": object("error") } });
  expect(stdout).toBe("a.yaml:1:1: error: error of the day [mast-missing]\n");
  expect(Object.keys(written)).toEqual(["/home/ada/shop/a.json", "/home/ada/shop/b.sarif"]);
  expect(calls).toHaveLength(1);
});

test.each([
  [
    "from the root of the repository where CI says where that is",
    { GITHUB_WORKSPACE: "/home/ada" },
    "shop/deploy/a.yaml",
  ],
  ["from the working directory where nobody says", {}, "deploy/a.yaml"],
])("sarif names files %s", async (_, env, uri) => {
  const { stdout } = await plimsoll(["--format", "sarif", "deploy/a.yaml"], {
    files: { "deploy/a.yaml": object("error") },
    env,
  });
  const [{ locations }] = JSON.parse(stdout).runs[0].results;
  expect(locations[0].physicalLocation.artifactLocation.uri).toBe(uri);
});

test("a report that cannot be written is told in the one on standard output", async () => {
  const { code, stdout } = await plimsoll(["--format", "github", "--format", "json=a.json", "shop.yaml"], {
    files: { "shop.yaml": "kind: Service" },
    writeFault: "ENOSPC",
  });
  expect(code).toBe(2);
  expect(stdout).toMatch(/^::error [^\n]*"a\.json" cannot be written: no space left/m);
});

test("a report that cannot be written exits 2, and the others are written", async () => {
  const world: World = { files: { "a.yaml": object("error") }, writeFault: "ENOSPC" };
  expect(await plimsoll(["--format", "json=a.json", ...unix, "a.yaml"], world)).toMatchObject({
    code: 2,
    stdout: "a.yaml:1:1: error: error of the day [mast-missing]\n",
    stderr:
      'plimsoll: "a.json" cannot be written: no space left on the device\n' +
      "  help: free some space, or name a file elsewhere\n",
  });
});

test.each([
  ["out/new/a.json", 'there is no folder "out/new"', "make it first: mkdir -p out/new"],
  ["-my out/a.json", 'there is no folder "-my out"', "make it first: mkdir -p './-my out'"],
  [
    "a.json",
    "there is no such file or folder",
    "it may be a link into a folder that does not exist: mend the link, or name a file elsewhere",
  ],
])("a report to %s, for which there is no folder, says what to do", async (file, reason, help) => {
  const world: World = { files: { "a.yaml": object() }, writeFault: "ENOENT" };
  expect(await plimsoll([`--format=json=${file}`, "a.yaml"], world)).toMatchObject({
    code: 2,
    stderr: `plimsoll: "${file}" cannot be written: ${reason}\n  help: ${help}\n`,
  });
});

test.each([
  ["a.yaml", ["a.yaml"]],
  ["./out/../a.yaml", ["/home/ada/shop/a.yaml"]],
  ["out/report.json", ["out"]],
  ["out/report.json", ["out/*"]],
  ["link.yaml", ["a.yaml"]],
  ["a.yaml", ["link.yaml"]],
  ["piped.yaml", ["-"]],
])("a report to %s is refused where %j is linted", async (file, inputs) => {
  const files = { "a.yaml": object(), "out/report.json": "{}", "link.yaml": { link: "a.yaml" } };
  const redirected = { "piped.yaml": object(), "/dev/stdin": { link: "/home/ada/shop/piped.yaml" } };
  const world: World = { files: { ...files, ...redirected }, stdin: object(), globs: { "out/*": ["out/report.json"] } };
  const outcome = await plimsoll([`--format=json=new.json`, `--format=sarif=${file}`, ...inputs], world);
  expect(outcome).toEqual({
    code: 2,
    stdout: "",
    stderr:
      `plimsoll: the report would be written over "${file}", which is one of the inputs\n` +
      "  help: name another file, in none of the folders that are read; where it is an old report, delete it\n",
    written: {},
    ran: [],
  });
  expect(calls).toEqual([]);
});

test.each([
  ["plimsoll.yaml", []],
  ["ci.yaml", ["--config", "ci.yaml"]],
])("a report over the config %s is refused", async (file, argv) => {
  const files = { "a.yaml": object(), "plimsoll.yaml": "", "ci.yaml": "" };
  expect(await plimsoll([...argv, `--format=sarif=${file}`, "a.yaml"], { files })).toMatchObject({
    code: 2,
    stderr: `plimsoll: the report would be written over "${file}", the config\n  help: name another file\n`,
    written: {},
  });
});

test.each([
  ["./new.json", {}],
  ["link.json", { "new.json": "{}", "link.json": { link: "new.json" } }],
])("two reports to new.json and %s are refused: one would be lost", async (other, more) => {
  const files = { "a.yaml": object(), ...more };
  expect(await plimsoll(["--format=json=new.json", `--format=sarif=${other}`, "a.yaml"], { files })).toMatchObject({
    code: 2,
    stderr: `plimsoll: two reports would be written to "${other}"\n  help: name a file for each\n`,
    written: {},
  });
});

test("a report takes the place of an older one that is no input", async () => {
  const files = { "a.yaml": object(), "report.json": "{}" };
  const { code, written } = await plimsoll(["--format=json=report.json", "a.yaml", "-"], { files, stdin: object() });
  expect({ code, written: Object.keys(written) }).toEqual({ code: 0, written: ["/home/ada/shop/report.json"] });
});
