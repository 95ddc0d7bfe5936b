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
  /** A property more. */
  readonly property?: string;
  /** Imports at the file's end. */
  readonly imports?: string;
}

/** Bundles of every rule only a part. */
export const ruleParts = (partsOf: (module: string) => RuleParts): Plugin => ({
  name: "rule-parts",
  setup({ onLoad }) {
    onLoad({ filter: /[\\/]src[\\/]rules[\\/][^\\/]+[\\/][^\\/]+\.ts$/ }, ({ path }) => ({
      contents: reduced(path, readFileSync(path, "utf8"), partsOf(relative(".", path).replaceAll("\\", "/"))),
      loader: "ts",
    }));
  },
});

function reduced(path: string, text: string, { isKept, property, imports = "" }: RuleParts): string {
  const source = ts.createSourceFile(path, text, ts.ScriptTarget.ESNext, true);
  const exported = source.statements.find(ts.isExportAssignment)?.expression;
  const rule = exported && ts.isCallExpression(exported) ? exported.arguments[0] : undefined;
  if (!rule || !ts.isObjectLiteralExpression(rule)) throw new Error(`${path} default-exports no defineRule({ … })`);
  const properties = rule.properties.flatMap((one) => {
    if (!one.name) throw new Error(`${path} spreads something into its rule: it cannot be told what that is`);
    return isKept(one.name.getText()) ? [one.getText()] : [];
  });
  const literal = `{ ${[...properties, ...(property ? [property] : [])].join(",\n")} }`;
  return `${text.slice(0, rule.getStart())}${literal}${text.slice(rule.getEnd())}\n${imports}`;
}
