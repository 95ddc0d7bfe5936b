import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { FORMAT_NAMES } from "../src/report/formats.ts";
import { RULES } from "../src/rules/index.ts";
import { VERSION } from "../src/tool-version.ts";

const manifest = JSON.parse(readFileSync("package.json", "utf8")) as {
  version: string;
  dependencies: Record<string, string>;
};

// What `npm pack` would publish, unpacked where a newcomer's node_modules would have it.
const folder = mkdtempSync(join(tmpdir(), "plimsoll-package-"));
const installed = join(folder, "node_modules", "plimsoll");

beforeAll(() => {
  if (!existsSync("dist/cli/plimsoll.cjs")) throw new Error("dist is missing: run npm run build");
  const [{ filename }] = JSON.parse(
    execFileSync("npm", ["pack", "--json", "--ignore-scripts", "--pack-destination", folder], { encoding: "utf8" }),
  ) as [{ filename: string }];
  mkdirSync(installed, { recursive: true });
  execFileSync("tar", ["-xzf", join(folder, filename), "-C", installed, "--strip-components=1"]);
  // No more than what its manifest asks for: what only builds or tests it is not there.
  for (const name of Object.keys(manifest.dependencies))
    symlinkSync(resolve("node_modules", name), join(folder, "node_modules", name));
}, 60_000);
afterAll(() => rmSync(folder, { recursive: true }));

const plimsoll = (args: readonly string[], input?: string) =>
  spawnSync(process.execPath, [join(installed, "dist/cli/plimsoll.cjs"), ...args], {
    encoding: "utf8",
    input,
    env: { ...process.env, NO_COLOR: "1" },
  });

test("the version is the package's", () => {
  expect(VERSION).toBe(manifest.version);
});

describe("the command, as it is installed", () => {
  test("lints the incident and exits with 1", () => {
    const { status, stdout, stderr } = plimsoll(["--format", "unix", "examples/incident"]);
    expect(stderr).toBe("");
    expect(
      stdout
        .split("\n")
        .map((line) => /^(\S+?): .*\[(\S+)\]$/.exec(line)?.slice(1).join(" "))
        .filter(Boolean),
    ).toEqual([
      "examples/incident/prometheus.yaml:24:3 fs-group-missing",
      "examples/incident/prometheus.yaml:40:26 init-container-chown",
      "examples/incident/prometheus.yaml:45:17 volume-mount-not-found",
      "examples/incident/storage.yaml:7:1 storage-class-fstype-missing",
    ]);
    expect(status).toBe(1);
  });
  test("reads a pipe, in every format", () => {
    const stream = ["edge", "prometheus", "storage"]
      .map((name) => readFileSync(`examples/incident/${name}.yaml`, "utf8"))
      .join("---\n");
    for (const format of FORMAT_NAMES) {
      const { status, stdout } = plimsoll(["--format", format, "-"], stream);
      expect(stdout, format).toContain("prometheus-metrics-db");
      expect(status).toBe(1);
    }
  });
  test("exits with 2 and says why where the input cannot be read, and reports the rest", () => {
    const file = join(folder, "broken.yaml");
    writeFileSync(file, `a: [1\n---\n${readFileSync("examples/incident/storage.yaml", "utf8")}`);
    const { status, stdout, stderr } = plimsoll([file]);
    expect(stdout).toContain("document-unreadable");
    expect(stdout).toContain("storage-class-fstype-missing");
    expect(stderr).toContain("could not be read");
    expect(status).toBe(2);
  });
  test("fixes a file in place", () => {
    const file = join(folder, "fixed.yaml");
    writeFileSync(file, "apiVersion: v1\r\nkind: ConfigMap\r\nmetadata: {name: a}\r\ndata:\r\n  debug: yes # why");
    const { status, stdout, stderr } = plimsoll(["fix", file]);
    expect([status, stderr]).toEqual([0, ""]);
    expect(stdout).toContain("1 fixed in 1 file");
    expect(readFileSync(file, "utf8")).toMatch(/\r\n {2}debug: "yes" # why$/);
  });
  test("explains each rule and lists them all", () => {
    const { stdout } = plimsoll(["rules"]);
    const ids = stdout
      .trim()
      .split("\n")
      .map((line) => line.split(/\s/)[0] ?? "");
    expect(ids).toContain("volume-mount-not-found");
    for (const id of ids) expect(plimsoll(["explain", id]).status, id).toBe(0);
  }, 60_000);
  test("finds the files of a glob", () => {
    const { status, stdout } = plimsoll(["--format", "unix", "examples/**/stor*.yaml"]);
    expect(stdout).toMatch(/^examples\/incident\/storage\.yaml:7:1: warning: .*\[storage-class-fstype-missing\]\n$/);
    expect(status).toBe(0);
  });
});

describe("the library, as it is installed", () => {
  const script = (body: string, name: string) => {
    const file = join(folder, name);
    writeFileSync(file, body);
    return spawnSync(process.execPath, [file], { encoding: "utf8" });
  };
  const lintsStorage = `
const bytes = new TextEncoder().encode("apiVersion: storage.k8s.io/v1\\nkind: StorageClass\\nmetadata: {name: a}\\nprovisioner: cinder.csi.openstack.org\\n");
console.log(lint([readSource("a.yaml", bytes)]).findings.map(({ rule }) => rule).join());
`;
  test("is imported by modules", () => {
    const { stdout, stderr } = script(`import { lint, readSource } from "plimsoll";${lintsStorage}`, "a.mjs");
    expect([stdout, stderr]).toEqual(["storage-class-fstype-missing\n", ""]);
  });
  test("says where a rule of its caller fails, by the names of its own functions", () => {
    const { stderr } = script(
      `import { defineRule, lint, readSource } from "plimsoll";
const rule = defineRule({ id: "a", severity: "info", profile: "default", on: "resource", *check() { throw new Error("aground"); } });
lint([readSource("a.yaml", new TextEncoder().encode("apiVersion: v1\\nkind: Pod\\nmetadata: {name: a}\\n"))], { rules: [rule] });`,
      "throws.mjs",
    );
    expect(stderr).toContain("Error: aground");
    expect(stderr).toMatch(/at lint \(file:\/\/.*\/plimsoll\/dist\/lib\/index\.js:\d+:\d+\)/);
  });
  test("tells all about its rules", () => {
    const { stdout } = script(`import { RULES } from "plimsoll"; console.log(JSON.stringify(RULES));`, "rules.mjs");
    expect(JSON.parse(stdout)).toEqual(JSON.parse(JSON.stringify(RULES)));
  });
  test("has every licence of what its files carry", () => {
    const licences = readFileSync(join(installed, "dist/THIRD-PARTY-LICENSES"), "utf8");
    for (const name of ["tinyglobby", "fastest-levenshtein", "get-east-asian-width"])
      expect(licences).toContain(`${name} `);
  });
  test("has types that compile where it is used", () => {
    const file = join(folder, "typed.mts");
    writeFileSync(
      file,
      `import { defineRule, fix, lint, readSource, type Finding, type FixOutcome } from "plimsoll";
export const found: readonly Finding[] = lint([readSource("a.yaml", new Uint8Array())]).findings;
export const outcome: FixOutcome = fix([{ file: "a.yaml", bytes: new Uint8Array() }], { unsafe: true });
export const rule = defineRule({ id: "a-b", summary: "A.", rationale: "B", topic: "storage", severity: "info", profile: "default", since: "1.0.0", examples: [], on: "container",
  *check({ node }) { const at = node.get("image"); yield { at, names: [], message: at.text ?? "" }; } });
`,
    );
    const compilerOptions = { noEmit: true, strict: true, module: "nodenext", target: "es2023", types: [] };
    writeFileSync(join(folder, "tsconfig.json"), JSON.stringify({ compilerOptions, files: ["typed.mts"] }));
    const { stdout, status } = spawnSync(process.execPath, [resolve("node_modules/typescript/bin/tsc"), "-p", folder], {
      encoding: "utf8",
    });
    expect(stdout).toBe("");
    expect(status).toBe(0);
  }, 60_000);
});
