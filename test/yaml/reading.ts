import type { Document } from "../../src/yaml/document.ts";
import { readSource } from "../../src/yaml/source.ts";
import type { Span, Step } from "../../src/yaml/span.ts";

export const documents = (text: string): readonly Document[] =>
  readSource("t.yaml", new TextEncoder().encode(text)).documents;

export const document = (text: string): Document => documents(text)[0]!;

/** What the first document holds; a refusal fails the test that asks. */
export function value(text: string): unknown {
  const { refusal, value } = document(text);
  if (refusal) throw new Error(`refused: ${refusal.message}`);
  return value;
}

/** "line:column-line:column text" */
export function shown(of: Document, span: Span | undefined): string | undefined {
  if (span === undefined) return undefined;
  const { start, end } = of.locate(span);
  const text = of.text.slice(span.start, span.end);
  return `${start.line}:${start.column}-${end.line}:${end.column} ${text}`;
}

/** Where a path leads: key, value, anchor. */
export function traced(text: string, ...path: Step[]): (string | undefined)[] {
  const of = document(text);
  const { key, value: at, anchor } = of.trace(path);
  return [shown(of, key), shown(of, at), shown(of, anchor)];
}
