import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { bundleCommand, type CommandBundle } from "../scripts/build/command.ts";
import { writeRuleProse } from "../scripts/build/rule-prose.ts";
import { filesMatching } from "../src/cli/files-matching.ts";
import type { Io } from "../src/cli/io.ts";
import { nodeIo } from "../src/cli/node-io.ts";
import { run } from "../src/cli/run.ts";
import { FORMAT_NAMES } from "../src/report/formats.ts";

const ENTRY = "plimsoll.cjs";
const MOST_ENTRY_BYTES = 120_000;

const root = realpathSync(mkdtempSync(join(tmpdir(), "plimsoll-bundle-")));
const [out, work] = [join(root, "bin"), join(root, "work")];
const hook = join(root, "hook.cjs");
const breaking = join(root, "breaking.cjs");
const log = join(root, "loaded.json");
let bundle: CommandBundle;

/** Tells which modules a process asked for, and which of its own Node had loaded at the end. */
const HOOK = `const Module = require("node:module");
const { _load } = Module;
const asked = [];
Module._load = (request, ...rest) => { asked.push(request); return _load(request, ...rest); };
process.on("exit", () => {
  const own = process.moduleLoadList.filter((name) => name.startsWith("NativeModule "));
  process.getBuiltinModule("node:fs").writeFileSync(process.env.LOADED_LOG, JSON.stringify({ asked, own }));
});`;

/** Breaks the checks of the rules about YAML. */
const BREAKING = `const Module = require("node:module");
const { _load } = Module;
const check = () => { throw new TypeError("broken on purpose"); };
Module._load = (request, ...rest) => {
  const loaded = _load(request, ...rest);
  return request.endsWith("late-rules-yaml.cjs") ? { modules: loaded.modules.map(() => ({ default: { check } })) } : loaded;
};`;

const clean = `apiVersion: apps/v1
kind: Deployment
metadata: {name: web, labels: {app: web}}
spec:
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec:
      securityContext: {runAsUser: 1000, fsGroup: 1000}
      containers:
        - name: web
          image: example/web:1
          env: [{name: PORT, value: "8080"}]
          volumeMounts: [{name: data, mountPath: /data}]
      volumes: [{name: data, persistentVolumeClaim: {claimName: data}}]
---
apiVersion: v1
kind: PersistentVolumeClaim
metadata: {name: data}
spec: {accessModes: [ReadWriteMany], resources: {requests: {storage: 1Gi}}}
---
apiVersion: v1
kind: Service
metadata: {name: web}
spec: {selector: {app: web}, ports: [{port: 80}]}
`;
const FILES: Readonly<Record<string, string>> = {
  "clean.yaml": clean,
  "folder/web.yaml": clean,
  "values.yaml": "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\ndata:\n  debug: yes\n",
  "misindented.yaml": "apiVersion: v1\nkind: ConfigMap\n name: a\n",
  "unreadable.yaml": 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: "a}\n',
  "seldom.yaml":
    "%YAML 1.1\n---\napiVersion: v1\nkind: ConfigMap\nmetadata: {name: &a x}\ndata: {n: !!str 1, b: *a, 8080: c}\n",
  "suppressed.yaml":
    "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\ndata: {}  # plimsoll: allow key-duplicate -- none\n",
  "crd.yaml":
    "apiVersion: apiextensions.k8s.io/v1\nkind: CustomResourceDefinition\nmetadata:\n  name: ships.example.org\nspec:\n  group: example.org\n",
  "image.yaml": `apiVersion: v1
kind: Pod
metadata: {name: db}
spec:
  initContainers:
    - {name: own, image: bitnami/postgresql:16, command: [chown, -R, "999", /data], volumeMounts: [{name: data, mountPath: /data}]}
  containers:
    - {name: db, image: postgres:16, volumeMounts: [{name: data, mountPath: /data}]}
  volumes: [{name: data, persistentVolumeClaim: {claimName: data}}]
`,
  "script.yaml": `apiVersion: v1
kind: Pod
metadata: {name: db}
spec:
  initContainers:
    - {name: own, image: example/own:1, command: [sh, /own/own.sh], volumeMounts: [{name: own, mountPath: /own}]}
  containers:
    - {name: db, image: example/db:1}
  volumes: [{name: own, configMap: {name: own}}]
---
apiVersion: v1
kind: ConfigMap
metadata: {name: own}
data: {own.sh: "chown 5 /own"}
`,
  "known.json": JSON.stringify({
    version: 1,
    findings: [
      { rule: "volume-mount-not-found", resource: "Deployment/web", message: "m", fingerprint: "0".repeat(16) },
    ],
  }),
  "tide/Chart.yaml": "name: tide\nversion: 0.1.0\n",
  "config.yaml": `rules:
  value-not-text: {severity: warning, only: {kinds: [ConfigMap]}}
`,
};

beforeAll(async () => {
  for (const [name, text] of Object.entries(FILES)) {
    mkdirSync(dirname(join(work, name)), { recursive: true });
    writeFileSync(join(work, name), text);
  }
  for (const name of readdirSync("examples/incident"))
    writeFileSync(join(work, "folder", name), readFileSync(`examples/incident/${name}`));
  writeFileSync(hook, HOOK);
  writeFileSync(breaking, BREAKING);
  writeRuleProse(root);
  bundle = await bundleCommand(out);
}, 60_000);
afterAll(() => rmSync(root, { recursive: true }));

const ENV = { ...process.env, GITHUB_WORKSPACE: root, NODE_OPTIONS: "", NO_COLOR: "1", LOADED_LOG: log };

function command(argv: readonly string[], input = "", hooks: readonly string[] = [hook]) {
  const required = hooks.flatMap((path) => ["--require", path]);
  const { status, stdout, stderr } = spawnSync(process.execPath, [...required, join(out, ENTRY), ...argv], {
    cwd: work,
    encoding: "utf8",
    input,
    env: ENV,
  });
  const { asked, own } = JSON.parse(readFileSync(log, "utf8")) as { asked: string[]; own: string[] };
  return { status, stdout, stderr, asked, own };
}

describe("the entry", () => {
  test("is small, with room for more rules", () => {
    expect(bundle.entryBytes).toBeLessThanOrEqual(MOST_ENTRY_BYTES);
    expect(bundle.entryBytes).toBe(readFileSync(join(out, ENTRY)).length);
  });
  test("holds nothing of other packages", () => {
    const modules = bundle.modules.get(ENTRY) ?? [];
    expect(modules.length).toBeGreaterThan(100);
    expect(modules.filter((module) => !module.startsWith("src/"))).toEqual([]);
  });
  test("tells nothing about rules: that stands in one file, which the library reads too", () => {
    expect(readFileSync(join(out, ENTRY), "utf8")).toContain("volume-mount-not-found");
    const prose = "A container mounts a volume that its pod does not have.";
    for (const file of readdirSync(out)) expect(readFileSync(join(out, file), "utf8"), file).not.toContain(prose);
    expect(readFileSync(join(root, "rule-prose.cjs"), "utf8")).toContain(prose);
  });
});

test("what has classes or tables stands in one file, so that a run never has two of them", () => {
  const rooms = /^src\/(yaml|kubernetes|operators|release|config|engine)\//;
  const modules = [...bundle.modules.values()].flat().filter((module) => rooms.test(module));
  expect(modules.filter((module, index) => modules.indexOf(module) !== index)).toEqual([]);
});

describe("a run without findings", () => {
  test.each([["clean.yaml"], ["-"]])("reads no file but the entry: %s", (argument) => {
    const { status, stdout, stderr, asked, own } = command([argument], clean);
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    expect(stdout).toBe("nothing found in 3 objects of 1 file\n");
    expect([...new Set(asked)].sort()).toEqual([join(out, ENTRY), "node:buffer", "node:fs", "node:path", "node:util"]);
    // Each of these takes more than a millisecond to be loaded.
    for (const name of [
      "net",
      "tty",
      "perf_hooks",
      "crypto",
      "child_process",
      "worker_threads",
      "internal/fs/promises",
    ])
      expect(own).not.toContain(`NativeModule ${name}`);
  });
});

/** The same call of the sources, in this process. */
async function sources(argv: readonly string[]) {
  const said = { stdout: "", stderr: "" };
  const output = (stream: keyof typeof said) => ({
    isTerminal: false,
    columns: undefined,
    write: (text: string) => {
      said[stream] += text;
    },
  });
  const io: Io = {
    ...nodeIo,
    argv,
    cwd: work,
    env: ENV,
    stdout: output("stdout"),
    stderr: output("stderr"),
    filesMatching: (glob) => filesMatching(glob, work),
  };
  return { status: await run(io), ...said };
}

const CALLS: readonly (readonly [argv: readonly string[], status: number, said: RegExp])[] = [
  [["folder"], 1, /error\[volume-mount-not-found\].*(?:did you mean|mount "prometheus-)/s],
  [["--format", "json", "folder"], 1, /"fingerprint"/],
  [["--format", "unix", "folder"], 1, /\[storage-class-fstype-missing\]/],
  [["--format", "sarif", "folder"], 1, /"fullDescription"/],
  ...FORMAT_NAMES.map((format) => [["--format", format, "folder"], 1, /storage-class-fstype-missing/] as const),
  [["--format", "json=report.json", "clean.yaml"], 0, /^$/],
  [["--profile", "all", "image.yaml"], 0, /mounts claim "data", which is not in the input/],
  [["script.yaml"], 1, /"Read-only file system"/],
  [["values.yaml"], 1, /value-not-text/],
  [["--config", "config.yaml", "values.yaml"], 0, /warning\[value-not-text\]/],
  [["unreadable.yaml"], 2, /never closed/],
  [["misindented.yaml"], 2, /document-unreadable/],
  [["seldom.yaml"], 0, /key-not-text/],
  [["suppressed.yaml"], 0, /suppression-unused/],
  [["crd.yaml"], 0, /1 CRD header only/],
  [["*.yml", "cl*.yaml"], 2, /no file matches "\*\.yml"/],
  [["claen.yaml"], 2, /did you mean "clean.yaml"\?/],
  [["--formt", "json"], 2, /did you mean "--format"\?/],
  [["explain", "fs-group-missing"], 0, /Why\n/],
  [["explain", "fs-group-mising"], 2, /did you mean "fs-group-missing"\?/],
  [["--baseline", "known.json", "clean.yaml"], 0, /1 stale in the baseline/],
  [["baseline", "check", "--baseline", "known.json", "clean.yaml"], 1, /1 entry of "known.json" matches nothing/],
  [["--changed-since", "main", "clean.yaml"], 2, /no Git repository|Git is not to be found/],
  [["chart", "folder"], 2, /chart/],
  [["action"], 2, /Plimsoll could not do all that was asked/],
  [["formats"], 0, /^pretty +For people/],
  [["matcher", "github"], 0, /^\{\n {2}"problemMatcher": \[/],
  [["completion", "bash"], 0, /^complete -o/m],
  [["rules"], 0, /A container that is not root writes a claim/],
  [["chart", "tide", "--helm", "no-helm"], 2, /the program "no-helm", which --helm names, does not exist/],
  [["--help"], 0, /Usage:/],
];

describe("the command says what its sources say", () => {
  const loaded = new Set<string>();
  test.each(CALLS)("%j", async (argv, status, said) => {
    const { asked, own: _, ...outcome } = command(argv);
    for (const request of asked) loaded.add(basename(request));
    expect(outcome).toEqual(await sources(argv));
    expect(outcome.status).toBe(status);
    expect(outcome.stdout + outcome.stderr).toMatch(said);
  });
  test("and how long it took, which nothing can be compared with", () => {
    const { status, stderr, asked } = command(["--timing", "clean.yaml"]);
    expect(status).toBe(0);
    expect(stderr).toMatch(/^ +\d+\.\d ms {2}start\n/);
    for (const request of asked) loaded.add(basename(request));
  });
  test("and fixes a file, in which nothing is found then", () => {
    const file = join(work, "fixed.yaml");
    writeFileSync(file, FILES["values.yaml"] ?? "");
    const { status, stdout, asked } = command(["fix", "--unsafe", "fixed.yaml"]);
    expect([status, stdout]).toEqual([0, expect.stringContaining("fixed.yaml:5:10: fixed [value-not-text]")]);
    expect(readFileSync(file, "utf8")).toBe(FILES["values.yaml"]?.replace("yes", '"yes"'));
    for (const request of asked) loaded.add(basename(request));
  });
  test("and writes a config, which it reads then", () => {
    const config = join(work, "plimsoll.yaml");
    const { status, stdout, asked } = command(["init"]);
    expect([status, stdout]).toEqual([0, expect.stringMatching(/^plimsoll\.yaml is written\n/)]);
    expect(command(["clean.yaml"])).toMatchObject({ status: 0, stderr: "" });
    expect(command(["init"])).toMatchObject({ status: 2, stdout: "" });
    rmSync(config);
    for (const request of asked) loaded.add(basename(request));
  });
  test("and goes on where a rule breaks off, which only a defect makes it do", () => {
    const { status, stdout, stderr, asked } = command(["values.yaml"], "", [hook, breaking]);
    expect([status, stdout]).toEqual([2, expect.stringMatching(/ 1 file; \d rules? unfinished\n$/)]);
    expect(stderr).toMatch(
      /^plimsoll: a defect of Plimsoll .* kept the rules? .*value-not-text from looking at the release of "values.yaml": TypeError: .*\n {2}help: /,
    );
    for (const request of asked) loaded.add(basename(request));
  });
  test("by which every one of its files was loaded", () => {
    expect(readdirSync(out).filter((file) => !loaded.has(file))).toEqual([]);
    expect(readdirSync(out).sort()).toEqual([...bundle.modules.keys()].sort());
  });
});
