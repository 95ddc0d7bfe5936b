import { readFileSync } from "node:fs";
import { relative } from "node:path";
import type { Plugin } from "esbuild";
import ts from "typescript";

/** What is told about a rule, which a run does without. */
export const PROSE: readonly string[] = ["rationale", "references", "examples"];

/** A rule is a file that default-exports `defineRule({ … })`: its properties, and what else is to stand in the file. */
export interface RuleParts {
  isKept(property: string): boolean;
  /** A property more. */
  readonly property?: string;
  /** Statements at the file's end. */
  readonly statements?: string;
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

function reduced(path: string, text: string, { isKept, property, statements = "" }: RuleParts): string {
  const source = ts.createSourceFile(path, text, ts.ScriptTarget.ESNext, true);
  const exported = source.statements.find(ts.isExportAssignment)?.expression;
  const rule = exported && ts.isCallExpression(exported) ? exported.arguments[0] : undefined;
  if (!rule || !ts.isObjectLiteralExpression(rule)) throw new Error(`${path} default-exports no defineRule({ … })`);
  const properties = rule.properties.flatMap((one) => {
    if (!one.name) throw new Error(`${path} spreads something into its rule: it cannot be told what that is`);
    return isKept(one.name.getText()) ? [one.getText()] : [];
  });
  const literal = `{ ${[...properties, ...(property ? [property] : [])].join(",\n")} }`;
  return `${text.slice(0, rule.getStart())}${literal}${text.slice(rule.getEnd())}\n${statements}`;
}
