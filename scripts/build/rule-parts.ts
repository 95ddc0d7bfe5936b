import { readFileSync } from "node:fs";
import { relative } from "node:path";
import type { Plugin } from "esbuild";
import ts from "typescript";
import { isProse, resolveRuleProse, takenProse } from "./rule-prose.ts";

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

/** Bundles of every rule only a part, and prose that is kept from the file that holds it for all. */
export const ruleParts = (partsOf: (module: string, rule: RuleText) => RuleParts): Plugin => ({
  name: "rule-parts",
  setup({ onResolve, onLoad }) {
    resolveRuleProse({ onResolve, onLoad });
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
  const kept = [...properties.keys()].filter(isKept);
  const written = kept.flatMap((name) => (isProse(name) ? [] : [properties.get(name)]));
  const prose = kept.some(isProse) ? takenProse(idOf(rule)) : undefined;
  const literal = `{ ${[...written, ...(prose ? [prose.property] : []), ...added].join(",\n")} }`;
  return `${text.slice(0, rule.getStart())}${literal}${text.slice(rule.getEnd())}\n${imports}\n${prose?.imports ?? ""}`;
}

/** The text of the expression that gives the rule its id. */
function idOf(rule: ts.ObjectLiteralExpression): string {
  for (const property of rule.properties)
    if (ts.isPropertyAssignment(property) && property.name.getText() === "id") return property.initializer.getText();
  throw new Error(`${rule.getSourceFile().fileName} has a rule without an id`);
}
