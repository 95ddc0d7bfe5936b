import { readFileSync } from "node:fs";
import { relative } from "node:path";
import type { Plugin } from "esbuild";
import ts from "typescript";
import type { RuleProse } from "../../src/rule/rule.ts";

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

/** Of the properties of a rule, those that are bundled. */
export interface RuleParts {
  isKept(property: string): boolean;
  /** Properties more. */
  readonly added?: readonly string[];
  /** Imports at the file's end. */
  readonly imports?: string;
}

/** Text of each property of a rule, by its name: `profile: "advice"`. */
export type RuleText = ReadonlyMap<string, string>;

/** Bundles of every rule only a part. */
export const ruleParts = (partsOf: (module: string, rule: RuleText) => RuleParts): Plugin => ({
  name: "rule-parts",
  setup({ onLoad }) {
    onLoad({ filter: /[\\/]src[\\/]rules[\\/][^\\/]+[\\/][^\\/]+\.ts$/ }, ({ path }) => ({
      contents: reduced(path, readFileSync(path, "utf8"), (rule) =>
        partsOf(relative(".", path).replaceAll("\\", "/"), rule),
      ),
      loader: "ts",
    }));
  },
});

function reduced(path: string, text: string, partsOf: (rule: RuleText) => RuleParts): string {
  const source = ts.createSourceFile(path, text, ts.ScriptTarget.ESNext, true);
  const exported = source.statements.find(ts.isExportAssignment)?.expression;
  const rule = exported && ts.isCallExpression(exported) ? exported.arguments[0] : undefined;
  if (!rule || !ts.isObjectLiteralExpression(rule)) throw new Error(`${path} default-exports no defineRule({ … })`);
  const properties = new Map(
    rule.properties.map((one) => {
      if (!one.name) throw new Error(`${path} spreads something into its rule: it cannot be told what that is`);
      return [one.name.getText(), one.getText()];
    }),
  );
  const { isKept, added = [], imports = "" } = partsOf(properties);
  const kept = [...properties].flatMap(([name, written]) => (isKept(name) ? [written] : []));
  const literal = `{ ${[...kept, ...added].join(",\n")} }`;
  return `${text.slice(0, rule.getStart())}${literal}${text.slice(rule.getEnd())}\n${imports}`;
}
