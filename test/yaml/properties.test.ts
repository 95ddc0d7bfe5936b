import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Document } from "../../src/yaml/document.ts";
import { resolve } from "../../src/yaml/resolve/plain.ts";
import { readSource } from "../../src/yaml/source.ts";
import type { Span, Step } from "../../src/yaml/span.ts";

const manifests = [
  "apiVersion: v1\nkind: Pod\nmetadata:\n  name: a # c\n  labels: {x: 'y', \"z\": 1}\nspec:\n  containers:\n  - name: b\n    args: [a, b: c]\n    command:\n    - |\n      x\n  - <<: &m {image: i}\n",
  'a: &a [1, 0400, yes]\nb: *a\n? c\n: - d\n  - !!str e\nf: >-\n  one\n  two\n\ng: "h\\n\n  i"\n',
  "---\na: 1\n...\n---\n%TAG ! x:\n# c\n---\nb: 'it''s'\r\nc: é\u2028\n",
];
const fragments = [
  " ",
  "  ",
  "\n",
  "\n  ",
  ": ",
  ":",
  "- ",
  "? ",
  ", ",
  "[",
  "]",
  "{",
  "}",
  "'",
  '"',
  "#",
  " # ",
  "&a ",
  "*a",
  "!!int ",
  "! ",
  "|",
  ">",
  "\t",
  "%",
  "<<: ",
  "\\",
  "\r",
  "---\n",
  "...\n",
  "\ufeff",
  "\u0085",
  "1",
  "0x",
  "~",
  "a",
];

const changed = fc
  .tuple(
    fc.constantFrom(...manifests),
    fc.array(fc.tuple(fc.nat(), fc.nat(6), fc.constantFrom(...fragments)), { minLength: 1, maxLength: 6 }),
  )
  .map(([text, changes]) =>
    changes.reduce((now, [place, length, fragment]) => {
      const at = place % (now.length + 1);
      return now.slice(0, at) + fragment + now.slice(at + length);
    }, text),
  );

const documentsOf = (bytes: Uint8Array): readonly Document[] => readSource("t.yaml", bytes).documents;
const encoded = (text: string): Uint8Array => new TextEncoder().encode(text);

/** Every path to a value of the document, in order. */
function* paths(value: unknown, path: readonly Step[] = []): Generator<[readonly Step[], unknown]> {
  yield [path, value];
  if (Array.isArray(value)) for (const [index, item] of value.entries()) yield* paths(item, [...path, index]);
  else if (typeof value === "object" && value !== null)
    for (const [name, field] of Object.entries(value)) yield* paths(field, [...path, name]);
}

function expectInside(of: Document, span: Span | undefined): void {
  if (span === undefined) return;
  expect(span.start).toBeGreaterThanOrEqual(0);
  expect(span.end).toBeGreaterThanOrEqual(span.start);
  expect(span.end).toBeLessThanOrEqual(of.text.length);
  expect(of.locate(span).start.column).toBeGreaterThan(0);
}

/** JSON knows numbers alone. */
const asNumbers = (value: unknown): unknown =>
  JSON.parse(JSON.stringify(value, (_, field) => (typeof field === "bigint" ? Number(field) : field)));

describe("for any input", () => {
  test("reading never throws", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        for (const of of documentsOf(bytes)) expectInside(of, of.refusal?.at);
      }),
      { numRuns: 500 },
    );
  });

  test("every place lies in the text, and is the same a second time", () => {
    fc.assert(
      fc.property(changed, (text) => {
        for (const of of documentsOf(encoded(text))) {
          expectInside(of, of.refusal?.at);
          for (const { first, again } of of.duplicates) {
            expectInside(of, first);
            expectInside(of, again);
          }
          for (const [path] of paths(of.value)) {
            const { key, value, anchor } = of.trace(path);
            for (const span of [key, value, anchor]) expectInside(of, span);
            expect(of.trace(path)).toEqual({ key, ...(value && { value }), ...(anchor && { anchor }) });
          }
        }
      }),
      { numRuns: 1000 },
    );
  });

  test("the text of a plain scalar is its value, and no value is without a place", () => {
    fc.assert(
      fc.property(changed, (text) => {
        for (const of of documentsOf(encoded(text))) {
          for (const [path, value] of paths(of.value)) {
            const { value: span, anchor } = of.trace(path);
            if (value === undefined) continue;
            expect(span).toBeDefined();
            const written = of.text.slice((anchor ?? span)!.start, (anchor ?? span)!.end);
            if (typeof value === "number" || typeof value === "boolean") {
              if (!/^["']/.test(written) && !of.text.includes("!")) expect(resolve(written)).toBe(value);
            }
          }
        }
      }),
      { numRuns: 1000 },
    );
  });

  test("no offset outside a line with a # is a comment", () => {
    fc.assert(
      fc.property(changed, fc.nat(), (text, offset) => {
        const of = documentsOf(encoded(text))[0];
        if (!of || of.text.length === 0) return;
        const at = offset % of.text.length;
        if (of.isComment(at)) expect(of.text.slice(of.text.slice(0, at).search(/[^\n\r]*$/), at + 1)).toContain("#");
      }),
      { numRuns: 500 },
    );
  });

  test("JSON is read as JSON", () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 3 })), (value) => {
        const json = JSON.stringify(value);
        fc.pre(!/[\x7f-\x84\x86-\x9f\ufffe\uffff\u2028\u2029\u0085]/.test(json) && !/"[^"]{1000}/.test(json));
        expect(asNumbers(documentsOf(encoded(json))[0]?.value)).toEqual(
          JSON.parse(json, (_, field) => (Object.is(field, -0) ? 0 : field)),
        );
      }),
      { numRuns: 500 },
    );
  });
});
