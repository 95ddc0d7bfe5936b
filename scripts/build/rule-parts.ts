import { readFileSync } from "node:fs";
import type { Plugin } from "esbuild";
import ts from "typescript";

/** What is told about a rule: a run does without. */
export const PROSE: readonly string[] = ["rationale", "references", "examples"];
/** What a rule does: who tells about it does without. */
export const DEEDS: readonly string[] = ["check"];

/** Leaves properties out of every rule, which is a file that default-exports `defineRule({ … })`. */
export const withoutParts = (parts: readonly string[]): Plugin => ({
  name: "rule-parts",
  setup({ onLoad }) {
    onLoad({ filter: /[\\/]src[\\/]rules[\\/][^\\/]+[\\/][^\\/]+\.ts$/ }, ({ path }) => ({
      contents: without(parts, path, readFileSync(path, "utf8")),
      loader: "ts",
    }));
  },
});

function without(parts: readonly string[], path: string, text: string): string {
  const source = ts.createSourceFile(path, text, ts.ScriptTarget.ESNext, true);
  const exported = source.statements.find(ts.isExportAssignment)?.expression;
  const rule = exported && ts.isCallExpression(exported) ? exported.arguments[0] : undefined;
  if (!rule || !ts.isObjectLiteralExpression(rule)) throw new Error(`${path} default-exports no defineRule({ … })`);
  const kept = rule.properties.filter(({ name }) => !(name && parts.includes(name.getText())));
  const [start, end] = [rule.getStart(), rule.getEnd()];
  return `${text.slice(0, start)}{ ${kept.map((property) => property.getText()).join(",\n")} }${text.slice(end)}`;
}
