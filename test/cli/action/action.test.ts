import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { ACTION_MAIN } from "../../../scripts/generate/action-file.ts";
import { environmentName, INPUT_NAMES, type InputName } from "../../../src/cli/action/inputs.ts";
import { chartFiles, recorded } from "../../helm/fixtures.ts";
import { runnerLog } from "../../report/workflow-commands.ts";
import { type ProgramCall, plimsoll, type World } from "../fake-io.ts";

const OUTPUT = "/run/output";
const SUMMARY = "/run/summary.md";
const POD = `apiVersion: v1
kind: Pod
metadata: {name: shop}
spec:
  containers:
    - name: app
      image: shop:1
      volumeMounts:
        - {name: data, mountPath: /data}
`;

const helm = ({ args }: ProgramCall) =>
  args.at(-1)?.endsWith("/basic") ? { stdout: recorded("helm4", "basic") } : { status: 1, stderr: "Error: no wind" };

/** What a runner hands over, with the inputs that a workflow names. */
function action(inputs: Partial<Record<InputName, string>>, world: World = {}) {
  const given = Object.entries(inputs).map(([name, value]) => [environmentName(name as InputName), value]);
  return plimsoll(["action"], {
    stdin: "",
    programs: { helm },
    ...world,
    env: {
      GITHUB_ACTIONS: "true",
      GITHUB_WORKSPACE: "/home/ada/shop",
      GITHUB_OUTPUT: OUTPUT,
      GITHUB_STEP_SUMMARY: SUMMARY,
      ...Object.fromEntries(given),
      ...world.env,
    },
  });
}

const commandsIn = (stdout: string) => runnerLog(stdout).commands;

const outputsIn = (text = ""): Record<string, string> =>
  Object.fromEntries(
    [...text.matchAll(/^(\S+)<<END\n(.*?)\nEND\n/gms)].map(([, name = "", value = ""]) => [name, value]),
  );

describe("the Action", () => {
  test("lints manifests: the log, annotations, a summary and outputs", async () => {
    const { code, stdout, stderr, written } = await action(
      { manifests: "rendered" },
      { files: { "rendered/a.yaml": POD } },
    );
    expect([code, stderr]).toEqual([1, ""]);
    expect(stdout).toContain("error[volume-mount-not-found]: ");
    expect(stdout.match(/^1 error in 1 object of 1 file$/gm)).toHaveLength(1);
    expect(commandsIn(stdout)).toMatchObject([
      { name: "error", properties: { file: "rendered/a.yaml", line: "9", title: "volume-mount-not-found" } },
    ]);
    expect(written[SUMMARY]).toMatch(/^## Plimsoll: 1 error\n/);
    expect(outputsIn(written[OUTPUT])).toEqual({
      errors: "1",
      warnings: "0",
      infos: "0",
      total: "1",
      "exit-code": "1",
      charts: "",
      "sarif-file": "",
    });
  });
  test("renders charts and lints them with manifests in one report", async () => {
    const { code, stdout, written } = await action(
      {
        charts: "charts/basic",
        manifests: "a.yaml",
        "sarif-file": "out.sarif",
        "sarif-category": "all",
        annotations: "false",
      },
      { files: { "a.yaml": POD, ...chartFiles("basic", "charts/basic") } },
    );
    expect(code).toBe(1);
    expect(commandsIn(stdout)).toEqual([]);
    const sarif = JSON.parse(written["/home/ada/shop/out.sarif"] ?? "") as {
      runs: [
        {
          automationDetails: { id: string };
          results: { locations: [{ physicalLocation: { artifactLocation: { uri: string } } }] }[];
        },
      ];
    };
    const [{ automationDetails, results }] = sarif.runs;
    expect(automationDetails.id).toBe("all/");
    expect([...new Set(results.map(({ locations: [place] }) => place.physicalLocation.artifactLocation.uri))]).toEqual([
      "a.yaml",
      "charts/basic/templates/statefulset.yaml",
    ]);
    expect(outputsIn(written[OUTPUT])).toMatchObject({
      charts: "charts/basic",
      "sarif-file": "out.sarif",
      "exit-code": "1",
    });
  });
  test("names the SARIF file as its upload wants it, and only where it was written", async () => {
    const files = { "deploy/a.yaml": POD, "out/plimsoll.sarif": "{}" };
    const inputs = { "working-directory": "deploy", "sarif-file": "../out/plimsoll.sarif" };
    const written = await action({ ...inputs, manifests: "a.yaml" }, { files: { ...files, "out/plimsoll.sarif": "" } });
    expect(outputsIn(written.written[OUTPUT])["sarif-file"]).toBe("out/plimsoll.sarif");
    const alone = { files: { ...files, "out/plimsoll.sarif": "" }, env: { GITHUB_WORKSPACE: "" } };
    const without = await action({ ...inputs, manifests: "a.yaml" }, alone);
    expect(outputsIn(without.written[OUTPUT])["sarif-file"]).toBe("out/plimsoll.sarif");
    const failed = await action({ ...inputs, manifests: "gone.yaml" }, { files });
    expect(outputsIn(failed.written[OUTPUT])["sarif-file"]).toBe("");
  });
  test("says in annotations what it could not use, and reports the rest", async () => {
    const { code, stdout, written } = await action(
      {},
      {
        files: {
          ...chartFiles("basic", "charts/basic"),
          "charts/calm/Chart.yaml": "apiVersion: v2\nname: calm\nversion: 1.0.0\n",
        },
      },
    );
    expect(code).toBe(2);
    const [first, ...others] = commandsIn(stdout);
    expect(first).toMatchObject({
      name: "error",
      data: expect.stringContaining('"charts/calm" cannot be rendered: Helm says: no wind'),
    });
    expect(others.map(({ properties }) => properties["title"])).toContain("volume-mount-not-found");
    expect(written[SUMMARY]).toContain("Not all that was asked could be done");
    expect(outputsIn(written[OUTPUT])["exit-code"]).toBe("2");
  });
  test.each<[Partial<Record<InputName, string>>, string]>([
    [{ "fail-on": "warn" }, 'option --fail-on does not know "warn"'],
    [{ summary: "maybe" }, 'input summary is given "maybe"'],
    [{ "working-directory": "gone" }, 'input working-directory is given "gone", which is no folder here'],
    [{ manifests: "gone.yaml" }, '"gone.yaml" does not exist'],
    [{ config: "gone.yaml" }, '"gone.yaml" does not exist'],
    [{ args: "--colour" }, "option --colour is not known"],
  ])("that is given %j fails with one annotation that says why", async (inputs, why) => {
    const { code, stdout, stderr, written } = await action(
      { manifests: "a.yaml", ...inputs },
      { files: { "a.yaml": POD } },
    );
    expect(code).toBe(2);
    expect(stderr).toContain(why);
    const told = commandsIn(stdout);
    expect(told).toHaveLength(1);
    expect(told[0]).toMatchObject({ name: "error", data: expect.stringContaining(why) });
    expect(outputsIn(written[OUTPUT])).toMatchObject({ "exit-code": "2", total: "0" });
  });
  test("that cannot write its outputs fails, and says so beside what it found", async () => {
    const { code, stdout, stderr } = await action(
      { manifests: "a.yaml", summary: "false" },
      { files: { "a.yaml": POD }, writeFault: "EACCES" },
    );
    expect(code).toBe(2);
    const why = `the outputs of the step cannot be written to "${OUTPUT}": permission denied`;
    expect(stderr).toBe(`plimsoll: ${why}\n`);
    expect(commandsIn(stdout).map(({ data }) => data)).toEqual([expect.stringMatching(/^container "app"/), why]);
  });
  test("that meets a defect says so in an annotation, and has outputs", async () => {
    const { code, stdout, stderr, written } = await action(
      { charts: "charts/basic" },
      {
        files: chartFiles("basic", "charts/basic"),
        programs: {
          helm: () => {
            throw new TypeError("nobody expects this");
          },
        },
      },
    );
    expect(code).toBe(2);
    expect(stderr).toContain("a defect of Plimsoll");
    expect(commandsIn(stdout)).toMatchObject([{ name: "error", data: expect.stringContaining("nobody expects this") }]);
    expect(outputsIn(written[OUTPUT])["exit-code"]).toBe("2");
  });
  test.each([
    ["plimsoll.sarif", "plimsoll.sarif", {}],
    ["out/plimsoll.sarif", "out", {}],
    ["plimsoll.sarif", "Plimsoll.SARIF", {}],
    ["", "report.tap", { args: "--format=tap=report.tap" }],
  ])("writes nothing through a link of the checkout: %j, of which %j is one", async (file, link, more) => {
    const { code, stderr, written } = await action(
      { manifests: "a.yaml", "sarif-file": file, ...more },
      { files: { "a.yaml": POD, [link]: { link: "/home/ada/.profile" } } },
    );
    expect(code).toBe(2);
    expect(stderr).toContain("through a link of the checkout");
    expect(Object.keys(written)).toEqual([OUTPUT]);
  });
  test("writes through links that lie outside the checkout", async () => {
    const { code, written } = await action(
      { manifests: "a.yaml", "sarif-file": "/run/plimsoll.sarif" },
      { files: { "a.yaml": POD, "/run/plimsoll.sarif": { link: "/run/other.sarif" } } },
    );
    expect(code).toBe(1);
    expect(written).toHaveProperty("/run/plimsoll.sarif");
  });
  test("names files as the repository does, wherever its working directory is", async () => {
    const { stdout } = await action(
      { "working-directory": "deploy", manifests: "a.yaml\n../b.yaml" },
      { files: { "deploy/a.yaml": POD, "b.yaml": POD.replace("shop}", "other}") } },
    );
    expect(commandsIn(stdout).map(({ properties }) => properties["file"])).toEqual(["b.yaml", "deploy/a.yaml"]);
  });
  test("reports everything, and says so, where it cannot tell what has changed", async () => {
    const files = { "a.yaml": POD };
    const { code, stdout } = await action({ manifests: "a.yaml", "only-changed": "true" }, { files });
    expect(code).toBe(1);
    expect(commandsIn(stdout).map(({ name, data }) => `${name}: ${data}`)).toEqual([
      "notice: only-changed has no effect: this event names no commit to compare with",
      expect.stringMatching(/^error: container "app" mounts/),
    ]);
    const shallow = await action(
      { manifests: "a.yaml", "only-changed": "true" },
      {
        files,
        env: { GITHUB_BASE_REF: "main" },
        programs: { git: () => ({ status: 128, stderr: "fatal: not a git repository" }) },
      },
    );
    expect(shallow.code).toBe(1);
    expect(shallow.stdout).toMatch(/^::notice [^\n]*only-changed has no effect: [^\n]*Git/);
  });
  test.each([
    ["no file differs", "", ['notice: only-changed: no file differs from "origin/main"'], 0],
    ["one does", "a.yaml\0", [expect.stringMatching(/^error: container "app" mounts/)], 1],
  ])("reports what only-changed leaves of it, where %s", async (_, differing, told, status) => {
    const git = ({ args }: ProgramCall) => {
      if (args.includes("--show-toplevel")) return { stdout: "false\n/home/ada/shop\n" };
      if (args[0] === "diff") return { stdout: differing };
      if (args[0] === "ls-files") return { stdout: args.includes("--others") ? "" : "a.yaml\0" };
      return { stdout: `${"a".repeat(40)}\n` };
    };
    const { code, stdout } = await action(
      { manifests: "a.yaml", "only-changed": "true" },
      { files: { "a.yaml": POD }, env: { GITHUB_BASE_REF: "main" }, programs: { git } },
    );
    expect(code).toBe(status);
    expect(commandsIn(stdout).map(({ name, data }) => `${name}: ${data}`)).toEqual(told);
  });
  test("lets no text of a workflow become a command, or part of one", async () => {
    const evil = "x\n::set-output name=a::b\n::error::%0A::stop-commands::t";
    const { stdout } = await action({ manifests: "a.yaml", namespace: evil }, { files: { "a.yaml": POD } });
    expect(commandsIn(stdout)).toHaveLength(1);
    const named = await action({ manifests: evil }, {});
    for (const { name, properties } of commandsIn(named.stdout))
      expect([name, properties["title"]]).toEqual(["error", "Plimsoll could not do all that was asked"]);
  });
});

describe("action.yml", () => {
  const { inputs, outputs, runs } = parse(readFileSync("action.yml", "utf8")) as {
    inputs: Record<string, { default: unknown; required: unknown; description: string }>;
    outputs: Record<string, { description: string }>;
    runs: unknown;
  };
  test("starts the file that the build writes", () => {
    expect(runs).toEqual({ using: "node24", main: ACTION_MAIN });
  });
  test("has the inputs that the code asks the environment for, and no others", async () => {
    const asked = new Set<string>();
    const env = new Proxy<Record<string, string>>(
      { INPUT_CHARTS: ".", INPUT_MANIFESTS: "." },
      {
        get: (target, name) => {
          asked.add(String(name));
          return target[String(name)];
        },
      },
    );
    await plimsoll(["action"], { stdin: "", env });
    expect([...asked].filter((name) => name.startsWith("INPUT_")).sort()).toEqual(
      Object.keys(inputs)
        .map((name) => `INPUT_${name.toUpperCase()}`)
        .sort(),
    );
    expect(Object.keys(inputs)).toEqual(INPUT_NAMES);
  });
  test("gives each input a text for its default, and wants none", () => {
    for (const [name, input] of Object.entries(inputs)) {
      expect(typeof input.default, name).toBe("string");
      expect(input.required, name).toBe(false);
      expect(input.description, name).toMatch(/^[A-Zt].*\.$/s);
    }
  });
  test("has the outputs that the code writes", async () => {
    const { written } = await action({ manifests: "a.yaml" }, { files: { "a.yaml": POD } });
    expect(Object.keys(outputsIn(written[OUTPUT])).sort()).toEqual(Object.keys(outputs).sort());
  });
});
