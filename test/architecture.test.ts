import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { cruise, type IViolation } from "dependency-cruiser";
import extractDepcruiseOptions from "dependency-cruiser/config-utl/extract-depcruise-options";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

const CONFIG = resolve(".dependency-cruiser.cjs");

async function cruised(
  baseDir: string,
): Promise<{ readonly violations: readonly IViolation[]; readonly modules: number }> {
  const options = await extractDepcruiseOptions(CONFIG);
  const { output } = await cruise(["src"], { ...options, baseDir, cache: false });
  if (typeof output === "string") throw new Error("expected a result, not a report");
  return { violations: output.summary.violations, modules: output.summary.totalCruised };
}

test("the import table is kept, and sees the whole house", async () => {
  const { violations, modules } = await cruised(process.cwd());
  expect(violations.map(({ from, to, rule }) => `${from} -> ${to}: ${rule.name}`)).toEqual([]);
  expect(modules).toBeGreaterThan(100);
}, 60_000);

describe("the import table forbids", () => {
  const FORBIDDEN: readonly (readonly [room: string, target: string, rule: string])[] = [
    ["yaml", "../rule/text.ts", "yaml-imports"],
    ["shell", "../yaml/node.ts", "shell-imports"],
    ["finding", "../rule/text.ts", "finding-imports"],
    ["rule", "../engine/lint.ts", "rule-imports"],
    ["config", "../engine/lint.ts", "config-imports"],
    ["kubernetes", "../release/release.ts", "kubernetes-imports"],
    ["operators", "../release/release.ts", "operators-imports"],
    ["release", "../rule/text.ts", "release-imports"],
    ["engine", "../report/format.ts", "engine-imports"],
    ["report", "../engine/lint.ts", "report-imports"],
    ["helm", "../cli/run.ts", "helm-imports"],
    ["report", "node:path", "paths-only-where-files-are"],
    ["config", "../rules/index.ts", "registry-handed-in"],
    ["rules/yaml", "../../engine/lint.ts", "rules-imports"],
    ["rules/yaml", "../ownership/fs-group-missing.ts", "rules-apart"],
    ["finding", "../cli/io.ts", "cli-not-imported"],
    ["rule", "../index.ts", "library-only-by-cli"],
    ["report", "node:fs", "world-only-in-cli"],
    ["engine", "node:crypto", "world-only-in-cli"],
    ["engine", "node:buffer", "bytes-only-where-read"],
    ["yaml", "tinyglobby", "hot-path-own-code"],
    ["report", "vitest", "no-development-packages"],
  ];
  // A copy of the house in which each rule is broken once.
  const copy = mkdtempSync(join(tmpdir(), "plimsoll-architecture-"));
  let found: readonly IViolation[] = [];

  beforeAll(async () => {
    cpSync("src", join(copy, "src"), { recursive: true });
    for (const name of ["package.json", "tsconfig.json"]) cpSync(name, join(copy, name));
    symlinkSync(resolve("node_modules"), join(copy, "node_modules"));
    for (const [index, [room, target]] of FORBIDDEN.entries()) {
      mkdirSync(join(copy, "src", room), { recursive: true });
      writeFileSync(join(copy, "src", room, `planted-${index}.ts`), `import "${target}";\n`);
    }
    // Two files that need one another.
    for (const [name, other] of [
      ["a", "b"],
      ["b", "a"],
    ] as const)
      writeFileSync(join(copy, "src", "rule", `circle-${name}.ts`), `import "./circle-${other}.ts";\n`);
    found = (await cruised(copy)).violations;
  }, 60_000);
  afterAll(() => rmSync(copy, { recursive: true }));

  test.each(FORBIDDEN.map((row, index) => [...row, index] as const))("src/%s to import %s", (room, _, rule, index) => {
    const broken = found.filter(({ from }) => from === `src/${room}/planted-${index}.ts`);
    expect(broken.map(({ rule: { name } }) => name)).toContain(rule);
  });
  test("a circle", () => {
    const broken = found.filter(({ from }) => from.startsWith("src/rule/circle-"));
    expect(broken.map(({ rule: { name } }) => name)).toContain("no-cycles");
  });
  test("no more than that: every rule of the table is broken once", async () => {
    const { ruleSet } = await extractDepcruiseOptions(CONFIG);
    const names = (ruleSet?.forbidden ?? []).map(({ name }) => name);
    expect([...new Set([...FORBIDDEN.map(([, , rule]) => rule), "no-cycles"])].sort()).toEqual([...names].sort());
  });
});
