import { describe, expect, test } from "vitest";
import { type Outcome, plimsoll, type World } from "./fake-io.ts";

const CWD = "/home/ada/shop";
const NAME = "plimsoll-baseline.json";

/** Each mount is of a volume that the pod does not have: an error of its own. */
const pod = (name: string, ...mounts: readonly string[]): string => `apiVersion: v1
kind: Pod
metadata: {name: ${name}}
spec:
  containers:
    - name: web
      volumeMounts:
${mounts.map((mount) => `        - {name: ${mount}, mountPath: /${mount}}\n`).join("")}`;

const CLEAN = "apiVersion: v1\nkind: Service\nmetadata: {name: web}\n";

/** The baseline of what is found in these files. */
async function baselineOf(files: Readonly<Record<string, string>>, argv: readonly string[] = []): Promise<string> {
  const { written } = await plimsoll(["baseline", "write", ...argv, ...Object.keys(files)], { files });
  return written[`${CWD}/${NAME}`] ?? "";
}

/** What the entries of a baseline that was written are about. */
const pathsIn = ({ written }: Outcome, file = NAME): readonly string[] => {
  const { findings } = JSON.parse(written[`${CWD}/${file}`] ?? "{}") as { findings: readonly { path?: string }[] };
  return findings.map(({ path = "" }) => path);
};

const mountOf = (mount: string): string => `spec.containers[web].volumeMounts[/${mount}].name`;

describe("plimsoll baseline write", () => {
  test("writes down what is found, tells what became of the entries, and how to use the file", async () => {
    const first = await plimsoll(["baseline", "write", "a.yaml"], { files: { "a.yaml": pod("web", "gone", "lost") } });
    expect(first).toMatchObject({
      code: 0,
      stdout: `${NAME} holds 2 findings: 2 added, 0 kept, 0 dropped\nto use it, write "baseline: ${NAME}" in plimsoll.yaml, or call plimsoll --baseline ${NAME}\n`,
      stderr: "",
    });
    expect(pathsIn(first)).toEqual([mountOf("gone"), mountOf("lost")]);

    const files = { "a.yaml": pod("web", "lost", "new", "newer"), [NAME]: first.written[`${CWD}/${NAME}`] ?? "" };
    const second = await plimsoll(["baseline", "write", "a.yaml"], { files });
    expect(second.stdout).toMatch(/holds 3 findings: 2 added, 1 kept, 1 dropped/);
    expect(pathsIn(second)).toEqual([mountOf("lost"), mountOf("new"), mountOf("newer")]);
  });

  test("writes the same file whatever it held before, and an empty one where nothing is found", async () => {
    const files = { "a.yaml": pod("web", "gone") };
    const again = await plimsoll(["baseline", "write", "a.yaml"], {
      files: { ...files, [NAME]: await baselineOf({ "b.yaml": pod("b", "x"), ...files }) },
    });
    expect(again.written[`${CWD}/${NAME}`]).toBe(await baselineOf(files));
    expect(await baselineOf({ "a.yaml": CLEAN })).toBe('{\n  "version": 1,\n  "findings": []\n}\n');
  });

  test("writes where the option says, or else the config, beside which it lies", async () => {
    const files = { "a.yaml": pod("web", "gone"), "../plimsoll.yaml": "baseline: ci/known.json\n" };
    const configured = await plimsoll(["baseline", "write", "a.yaml"], { files });
    expect(Object.keys(configured.written)).toEqual(["/home/ada/ci/known.json"]);
    expect(configured.stdout).toBe("/home/ada/ci/known.json holds 1 finding: 1 added, 0 kept, 0 dropped\n");
    const named = await plimsoll(["baseline", "write", "a.yaml", "--baseline", "b.json"], { files });
    expect(Object.keys(named.written)).toEqual([`${CWD}/b.json`]);
  });

  test("lints with the options of lint, and not with the baseline of the config", async () => {
    const files = { "a.yaml": pod("web", "gone"), "plimsoll.yaml": `baseline: ${NAME}\n` };
    const known = { ...files, [NAME]: await baselineOf({ "a.yaml": files["a.yaml"] }) };
    const { stdout, written } = await plimsoll(["baseline", "write", "--namespace", "shop", "a.yaml"], {
      files: known,
    });
    expect(stdout).toMatch(/holds 1 finding: 1 added, 0 kept, 1 dropped/);
    expect(written[`${CWD}/${NAME}`]).toContain('"resource": "Pod/shop/web"');
  });

  test("leaves out what no baseline hides, and says so", async () => {
    const text = `# plimsoll: allow no-such-rule -- x\n${pod("web", "gone")}`;
    const { stdout, written } = await plimsoll(["baseline", "write", "a.yaml"], { files: { "a.yaml": text } });
    expect(stdout).toContain("1 finding of suppression-unknown stays reported: a baseline holds none of them\n");
    expect(written[`${CWD}/${NAME}`]).not.toContain("suppression-unknown");
  });

  test.each<[string, World["files"], RegExp]>([
    ["a document", { "a.yaml": `${CLEAN}---\na: [\n` }, /1 document could not be read/],
    ["a file", { "a.yaml": { fault: "EACCES" } }, /"a.yaml" cannot be read: permission denied/],
    ["an object", { "a.yaml": "a: 1\n" }, /holds no Kubernetes object/],
    ["the config", { "a.yaml": CLEAN, "plimsoll.yaml": "x: 1\n" }, /unknown key "x"/],
    ["the old baseline", { "a.yaml": CLEAN, [NAME]: "hello" }, /must be a mapping, not a text/],
    ["what is no baseline", { "a.yaml": CLEAN, [NAME]: CLEAN }, /unknown key "apiVersion"/],
  ])("writes nothing where it cannot use %s", async (_, files, said) => {
    const { code, stdout, stderr, written } = await plimsoll(["baseline", "write", "a.yaml"], { files: files ?? {} });
    expect({ code, stdout, written }).toEqual({ code: 2, stdout: "", written: {} });
    expect(stderr).toMatch(said);
    expect(stderr).toMatch(/nothing was (?:written|linted)/);
  });

  test("says why the file cannot be written", async () => {
    const world = { files: { "a.yaml": CLEAN }, writeFault: "ENOSPC" };
    expect(await plimsoll(["baseline", "write", "a.yaml"], world)).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/"plimsoll-baseline.json" cannot be written/),
    });
  });

  test.each([
    ["puts all of it or nothing in the place of an old file", { replaceFault: "ENOSPC" }],
    ["leaves an old file alone that is read-only", { readOnly: [NAME] }],
  ])("%s", async (_, faults) => {
    const files = { "a.yaml": CLEAN, [NAME]: await baselineOf({ "a.yaml": pod("web", "gone") }) };
    expect(await plimsoll(["baseline", "write", "a.yaml"], { files, ...faults })).toMatchObject({
      code: 2,
      stdout: "",
      stderr: expect.stringMatching(/"plimsoll-baseline.json" cannot be written/),
      written: {},
    });
  });

  test("makes no file where a link leads to nothing, which may be anywhere", async () => {
    const files = { "a.yaml": CLEAN, [NAME]: { link: "/home/ada/.aliases" } };
    expect(await plimsoll(["baseline", "write", "a.yaml"], { files })).toMatchObject({
      code: 2,
      stderr: `plimsoll: "${NAME}" is a link that leads to nothing\n  help: mend the link, or name another file with --baseline\n`,
      written: {},
    });
  });

  test("reads nothing from a pipe that it is to write into", async () => {
    const files = { "a.yaml": CLEAN, "/dev/stdout": { pipe: "hello" } };
    const { code, written } = await plimsoll(["baseline", "write", "a.yaml", "--baseline", "/dev/stdout"], { files });
    expect({ code, written: Object.keys(written) }).toEqual({ code: 0, written: ["/dev/stdout"] });
  });

  test("shows no file's name as it is", async () => {
    const name = "a\u001b[31m.json";
    const { stdout } = await plimsoll(["baseline", "write", "a.yaml", "--baseline", name], {
      files: { "a.yaml": CLEAN },
    });
    expect(stdout).toContain("a\\u001b[31m.json holds 0 findings");
  });
});

describe("with a baseline", () => {
  test("only what is new is reported, and the last line counts the rest and what is stale", async () => {
    const files = { [NAME]: await baselineOf({ "a.yaml": pod("web", "gone", "lost") }) };
    const argv = ["--baseline", NAME, "a.yaml"];
    const known = await plimsoll(argv, { files: { ...files, "a.yaml": pod("web", "gone") } });
    expect(known).toMatchObject({
      code: 0,
      stdout:
        "nothing found in 1 object of 1 file; 1 baselined; 1 stale in the baseline (plimsoll baseline write drops them)\n",
    });
    const news = await plimsoll([...argv, "--format", "unix"], {
      files: { ...files, "a.yaml": pod("web", "gone", "new") },
    });
    expect(news.code).toBe(1);
    expect(news.stdout.split("\n").filter(Boolean)).toEqual([expect.stringContaining('volume "new"')]);
  });

  test("the config's counts without an option, and the option's wins", async () => {
    const web = pod("web", "gone");
    const files = {
      "a.yaml": web,
      "plimsoll.yaml": "baseline: known.json\n",
      "known.json": await baselineOf({ "a.yaml": web }),
      "none.json": await baselineOf({ "a.yaml": CLEAN }),
    };
    expect(await plimsoll(["a.yaml"], { files })).toMatchObject({ code: 0 });
    expect(await plimsoll(["--baseline", "none.json", "a.yaml"], { files })).toMatchObject({ code: 1 });
    expect(await plimsoll(["fix", "a.yaml"], { files })).toMatchObject({ code: 1 });
  });

  test.each([
    [NAME, ["--baseline", NAME]],
    ["known.json", []],
    ["link.json", ["--baseline", NAME]],
  ])("a report over the baseline %s is refused", async (file, argv) => {
    const known = await baselineOf({ "a.yaml": pod("web", "gone") });
    const files = {
      "a.yaml": pod("web", "gone"),
      [NAME]: known,
      "known.json": known,
      "link.json": { link: NAME },
      "plimsoll.yaml": "baseline: known.json\n",
    };
    expect(await plimsoll([...argv, `--format=json=${file}`, "a.yaml"], { files })).toMatchObject({
      code: 2,
      stderr: `plimsoll: the report would be written over "${file}", the baseline\n  help: name another file\n`,
      written: {},
    });
  });

  test("a folder is read without the baseline and the config in use, and with what is not", async () => {
    const known = await baselineOf({ "a.yaml": pod("web", "gone") });
    const files = { "a.yaml": pod("web", "gone"), "k/known.json": known, "plimsoll.yaml": "baseline: k/known.json\n" };
    const { stdout } = await plimsoll(["."], { files });
    expect(stdout).toBe("nothing found in 1 object of 1 file; 1 baselined\n");
    const others = await plimsoll([".", "--baseline", NAME], { files: { ...files, [NAME]: known } });
    expect(others.stdout).toContain("in 1 object of 2 files; 1 baselined; 1 document without apiVersion and kind");
    expect((await plimsoll(["a.yaml", "plimsoll.yaml"], { files })).stdout).toContain("1 document without apiVersion");
  });

  test("a pipe or a device is read only where the option names it", async () => {
    const known = { pipe: await baselineOf({ "a.yaml": pod("web", "gone") }) };
    const files = { "a.yaml": pod("web", "gone"), "/dev/fd/63": known };
    expect(await plimsoll(["--baseline", "/dev/fd/63", "a.yaml"], { files })).toMatchObject({ code: 0 });
    const configured = { ...files, "plimsoll.yaml": "baseline: /dev/fd/63\n" };
    expect(await plimsoll(["a.yaml"], { files: configured })).toMatchObject({
      code: 2,
      stdout: "",
      stderr: expect.stringContaining('"/dev/fd/63" is a pipe or a device, and no file\n'),
    });
    expect(await plimsoll(["baseline", "check", "a.yaml"], { files: { ...files, [NAME]: known } })).toMatchObject({
      code: 2,
      stderr: expect.stringContaining(`"${NAME}" is a pipe or a device, and no file\n`),
    });
  });

  test("json carries the numbers", async () => {
    const files = { "a.yaml": pod("web", "gone"), [NAME]: await baselineOf({ "a.yaml": pod("web", "gone", "lost") }) };
    const { stdout } = await plimsoll(["--baseline", NAME, "--format", "json", "a.yaml"], { files });
    expect(JSON.parse(stdout)).toMatchObject({ summary: { error: 0, baselined: 1, stale: 1 }, findings: [] });
  });

  test.each<[string, World["files"], readonly string[], string]>([
    [
      "that is not there",
      { [NAME]: "{}" },
      ["--baseline", "plimsol-baseline.json"],
      `"plimsol-baseline.json" does not exist\n  help: did you mean "${NAME}"?`,
    ],
    [
      "that the config names, and that is not there",
      { "plimsoll.yaml": "baseline: known.json\n" },
      [],
      '"known.json" does not exist\n  help: plimsoll baseline write makes one of what is found now',
    ],
    ["that is a folder", { "ci/a": "" }, ["--baseline", "ci"], '"ci" is a folder, and no baseline'],
    ["that is far too large", { b: { size: 40_000_000 } }, ["--baseline", "b"], '"b" is larger than 32 MB'],
    [
      "with a place that is wrong",
      { b: '{"version": 1, "findings": [{"rule": 1}]}' },
      ["--baseline", "b"],
      'b:1:38: "findings[0].rule" must be text, not the number 1',
    ],
  ])("nothing is linted with one %s", async (_, files, argv, said) => {
    const { code, stdout, stderr } = await plimsoll([...argv, "a.yaml"], { files: { "a.yaml": CLEAN, ...files } });
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toContain(said);
    expect(stderr).toContain("nothing was linted, because the baseline cannot be used");
  });
});

describe("plimsoll baseline check", () => {
  test("is content where all is as it is written", async () => {
    const files = { "a.yaml": pod("web", "gone"), [NAME]: await baselineOf({ "a.yaml": pod("web", "gone") }) };
    expect(await plimsoll(["baseline", "check", "a.yaml"], { files })).toMatchObject({
      code: 0,
      stdout: "nothing found in 1 object of 1 file; 1 baselined\n",
      stderr: "",
    });
  });

  test("names entries that match nothing, on standard error", async () => {
    const old = { "a.yaml": pod("web", "gone"), "b.yaml": pod("api", "lost") };
    const files = { "a.yaml": pod("web"), [NAME]: await baselineOf(old) };
    const { code, stdout, stderr } = await plimsoll(["baseline", "check", "--format", "json", "a.yaml"], { files });
    expect(code).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({ findings: [], summary: { stale: 1 } });
    expect(stderr).toBe(`plimsoll: 2 entries of "${NAME}" match nothing
  volume-mount-not-found Pod/web ${mountOf("gone")}: not found any more
  volume-mount-not-found Pod/api ${mountOf("lost")}: the input holds no Pod/api
  help: where these arguments are all that the baseline is of, plimsoll baseline write, with the same arguments, drops them
`);
    const { stderr: ofOne } = await plimsoll(["baseline", "check", "a.yaml", "b.yaml"], {
      files: { ...files, "b.yaml": old["b.yaml"] },
    });
    expect(ofOne).toMatch(/1 entry of .* matches nothing\n.*\n {2}help: plimsoll baseline write, with/);
  });

  test("reports what is new as lint does", async () => {
    const files = { "a.yaml": pod("web", "gone"), [NAME]: await baselineOf({ "a.yaml": CLEAN }) };
    const argv = ["baseline", "check", "--format", "unix", "a.yaml"];
    const { code, stdout } = await plimsoll(argv, { files });
    expect({ code, stdout }).toEqual({ code: 1, stdout: expect.stringMatching(/^a.yaml:8:18: error: .*"gone"/) });
    expect(await plimsoll([...argv, "--fail-on", "never"], { files })).toMatchObject({ code: 0 });
  });

  test("says nothing of entries where a part could not be read", async () => {
    const files = { "a.yaml": "a: [\n", [NAME]: await baselineOf({ "a.yaml": pod("web", "gone") }) };
    const { code, stderr } = await plimsoll(["baseline", "check", "a.yaml"], { files });
    expect(code).toBe(2);
    expect(stderr).not.toContain("match");
  });

  test("tells what to run where there is no baseline", async () => {
    expect(await plimsoll(["baseline", "check", "a.yaml"], { files: { "a.yaml": CLEAN } })).toMatchObject({
      code: 2,
      stderr: `plimsoll: there is no baseline: "${NAME}" does not exist\n  help: plimsoll baseline write makes one of what is found now\nplimsoll: nothing was linted, because the baseline cannot be used\n`,
    });
  });

  test("shows an entry of a hostile hand as text", async () => {
    const entry = { rule: "volume-mount-not-found", message: "m", fingerprint: "0".repeat(16) };
    const text = JSON.stringify({ version: 1, findings: [{ ...entry, resource: "Pod/\u001b[2J\n::error::x" }] });
    const { stderr } = await plimsoll(["baseline", "check", "a.yaml"], { files: { "a.yaml": CLEAN, [NAME]: text } });
    expect(stderr).toContain("Pod/\\u001b[2J\\n::error::x: the input holds no Pod");
  });
});

describe("of charts", () => {
  const CHART = { "charts/db/Chart.yaml": "apiVersion: v2\nname: db\nversion: 1.0.0\n" };
  const chart = (text: string): World => ({
    files: { ...CHART, "charts/db/templates/web.yaml": text },
    programs: { helm: () => ({ stdout: `---\n# Source: db/templates/web.yaml\n${text}` }) },
  });

  test("the baseline is written and checked with the options of plimsoll chart", async () => {
    const argv = ["chart", "charts/db", "--set", "a=b"];
    const world = chart(pod("web", "gone"));
    const first = await plimsoll(["baseline", "write", ...argv], world);
    expect(first).toMatchObject({ code: 0, stdout: expect.stringContaining("holds 1 finding: 1 added") });
    expect(first.ran.find(({ args }) => args[0] === "template")?.args).toContain("--set=a=b");
    const files = { ...world.files, [NAME]: first.written[`${CWD}/${NAME}`] ?? "" };
    expect(await plimsoll(["baseline", "check", ...argv], { ...world, files })).toMatchObject({
      code: 0,
      stdout: "nothing found in 1 object of 1 file; 1 baselined\n",
    });
    expect(await plimsoll(["chart", "charts/db", "--baseline", NAME], { ...world, files })).toMatchObject({ code: 0 });
  });
});

describe("a call that cannot be understood", () => {
  test.each<[readonly string[], string]>([
    [["baseline"], "plimsoll baseline is not told what to do\n  help: it takes write or check"],
    [["baseline", "writ", "a.yaml"], 'plimsoll baseline does not know "writ"\n  help: did you mean "write"?'],
    [
      ["baseline", "write", "--format", "json", "a.yaml"],
      "plimsoll baseline write makes no report, and has no use for --format",
    ],
    [
      ["baseline", "write", "--set", "a=b", "a.yaml"],
      "plimsoll baseline write has no option --set\n  help: it belongs to plimsoll baseline write chart",
    ],
    [
      ["baseline", "check", "chart", "--each", "."],
      "plimsoll baseline check chart has no option --each\n  help: it belongs to plimsoll baseline check",
    ],
    [["fix", "--baseline", "b.json", "a.yaml"], "plimsoll fix has no option --baseline"],
  ])("%j", async (argv, said) => {
    const { code, stderr } = await plimsoll(argv, { files: { "a.yaml": CLEAN } });
    expect(code).toBe(2);
    expect(stderr).toContain(said);
  });

  test("asks for input at a terminal", async () => {
    expect(await plimsoll(["baseline", "write"], {})).toMatchObject({
      code: 2,
      stderr: expect.stringContaining("nothing was named to be linted"),
    });
    const { stdout } = await plimsoll(["baseline", "write"], { stdin: pod("web", "gone") });
    expect(stdout).toContain("holds 1 finding");
  });
});
