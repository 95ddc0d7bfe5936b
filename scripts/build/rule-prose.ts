import { mkdirSync, writeFileSync } from "node:fs";
import type { PluginBuild } from "esbuild";
import type { RuleProse } from "../../src/rule/rule.ts";
import { RULES } from "../../src/rules/index.ts";

/** What is told about a rule, which a run does without. */
const PROSE: Readonly<Record<keyof RuleProse, true>> = {
  summary: true,
  rationale: true,
  references: true,
  examples: true,
  topic: true,
  since: true,
};
export const isProse = (property: string): boolean => property in PROSE;

const FILE = "rule-prose.cjs";

/**
 * Writes the prose of every rule into a folder, for the library and the command, which look for it in the folder above
 * their own. CommonJS is what both can read without a warning or a wait.
 */
export function writeRuleProse(folder: string): void {
  const prose = Object.fromEntries(
    RULES.map((rule) => [rule.id, Object.fromEntries(Object.entries(rule).filter(([name]) => isProse(name)))]),
  );
  mkdirSync(folder, { recursive: true });
  writeFileSync(`${folder}/${FILE}`, `exports.prose = ${JSON.stringify(prose)};\n`);
}

const MODULE = "rule-prose:";

/** What stands in a rule where its prose was, and the import that it needs. `id` is the text of an expression. */
export const takenProse = (id: string) => ({
  property: `...proseOf(${id})`,
  imports: `import { proseOf } from "${MODULE}";`,
});

/** Resolves that import, and leaves the file outside of every bundle. */
export function resolveRuleProse({ onResolve, onLoad }: Pick<PluginBuild, "onResolve" | "onLoad">): void {
  onResolve({ filter: new RegExp(`^${MODULE}$`) }, ({ path }) => ({ path, namespace: "rule-prose" }));
  onResolve({ filter: new RegExp(`/${FILE}$`) }, ({ path }) => ({ path, external: true }));
  onLoad({ filter: /.*/, namespace: "rule-prose" }, () => ({
    contents: `import { prose } from "../${FILE}"; export const proseOf = (id) => prose[id];`,
  }));
}
