import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { lint } from "../../src/index.ts";
import type { Document, Source } from "../../src/yaml/document.ts";
import { readSource } from "../../src/yaml/source.ts";
import type { Span, Step } from "../../src/yaml/span.ts";
import { exactJson } from "./exact-json.ts";
import { styled } from "./styled.ts";

const manifests = [
  "apiVersion: v1\nkind: Pod\nmetadata:\n  name: a # c\n  labels: {x: 'y', \"z\": 1}\nspec:\n  containers:\n  - name: b\n    args: [a, b: c]\n    command:\n    - |\n      x\n  - <<: &m {image: i}\n",
  "apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec:\n  initContainers:\n  - name: i\n    command: [sh, -c, 'chown -R 1:1 /d']\n    volumeMounts: [{name: d, mountPath: /d}]\n  containers: [{name: c, volumeMounts: [{name: e, mountPath: /e}]}]\n  volumes:\n  - {name: d, persistentVolumeClaim: {claimName: c}}\n",
  'a: &a [1, 0400, yes]\nb: *a\n? c\n: - d\n  - !!str e\nf: >-\n  one\n  two\n\ng: "h\\n\n  i"\n',
  "---\na: 1\n...\n---\n%TAG ! x:\n# c\n---\nb: 'it''s'\r\nc: é\u2028\n",
];
const fragments = [
  ...[
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
  ],
  ...[
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
    "\0",
    "\ud800",
    "1",
    "0x",
    "~",
    "a",
  ],
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
const anyBytes = fc.oneof(
  fc.uint8Array({ maxLength: 200 }),
  fc.tuple(changed, fc.nat(), fc.nat(255)).map(([text, place, byte]) => {
    const bytes = Buffer.from(text);
    bytes[place % bytes.length] = byte;
    return bytes;
  }),
  fc.tuple(fc.constantFrom("\ufeff", ""), changed).map(([mark, text]) => Buffer.from(mark + text, "utf16le")),
);
const anyText = fc.oneof(
  changed,
  styled.map(({ text }) => text),
);

/** Each run tries the same inputs: what fails must fail again. */
const check = <T>(of: fc.Arbitrary<T>, numRuns: number, predicate: (given: T) => void): void =>
  fc.assert(fc.property(of, predicate), { numRuns, seed: 1876 });

const sourceOf = (text: string): Source => readSource("t.yaml", new TextEncoder().encode(text));
const documentsOf = (text: string): readonly Document[] => sourceOf(text).documents;

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
  const { start, end } = of.locate(span);
  expect(start.column).toBeGreaterThan(0);
  expect(end.line).toBeGreaterThanOrEqual(start.line);
}

/** All that a document says of itself. */
const said = ({ value, refusal, duplicates, oddities, text }: Document) => ({
  value: exactJson(value),
  refusal,
  duplicates: duplicates.map(({ dropped, ...rest }) => ({ ...rest, dropped: exactJson(dropped) })),
  oddities,
  text,
});

/** Where each of its values stands. */
const traces = (of: Document) => [...paths(of.value)].map(([path]) => of.trace(path));

const PROPERTIES = /(?:[&!][^ \n]* +)+$/;
const tagsBefore = (text: string, at: number): string =>
  (PROPERTIES.exec(text.slice(0, at))?.[0] ?? "").replace(/&\S*/g, "");

const valueIn = (text: string): unknown => documentsOf(text)[0]?.value;

/** What the text of a value means in a document of its own, indented as in the first one. */
function readAlone(of: Document, { start, end }: Span): unknown {
  const text = tagsBefore(of.text, start) + of.text.slice(start, end);
  if (!isBlockScalar(of, start)) return valueIn(` ${text}`);
  // How far a block scalar is indented may be said from its parent: the key, or the dash before it.
  const line = of.text.slice(of.text.lastIndexOf("\n", start) + 1, start).replace(PROPERTIES, "");
  const [dashes] = /^ *(?:- +)*/.exec(line)!;
  const parent = dashes.length < line.length ? dashes.length : line.lastIndexOf("-");
  if (parent < 0) return valueIn(`${text}\n`);
  return (valueIn(`${" ".repeat(parent)}- ${text}\n`) as unknown[])[0];
}
const isBlockScalar = (of: Document, start: number): boolean => "|>".includes(of.text[start]!);

/** A block collection stands at its key, or at the first of what it holds. */
function isFlow(of: Document, { start }: Span, path: readonly Step[], value: object): boolean {
  const first = Array.isArray(value) ? 0 : Object.keys(value)[0];
  const inner = first !== undefined && of.trace([...path, first]);
  const isInside = !inner || (inner.anchor ?? inner.key).start > start;
  return isInside && /[[{]/.test(of.text[start]!);
}

function expectReadBack(of: Document, path: readonly Step[], value: unknown): void {
  const { key, value: span, anchor } = of.trace(path);
  const step = path.at(-1);
  if (typeof step === "string" && !anchor) {
    const written = tagsBefore(of.text, key.start) + of.text.slice(key.start, key.end);
    expect(Object.keys(valueIn(`? ${written}\n: 1`) as object)).toEqual([step]);
  }
  const at = anchor ?? span!;
  const written = of.text.slice(at.start, at.end);
  const isBlockCollection = typeof value === "object" && value !== null && !isFlow(of, at, path, value);
  // An empty value stands at its key; aliases mean nothing without what they name.
  const isEmpty = value === null && !/^(?:~|[Nn])/.test(written);
  if (isBlockCollection || isEmpty || written.includes("*")) return;
  // The place of a block scalar ends with its last line that holds something.
  const compared = (value: unknown) =>
    exactJson(isBlockScalar(of, at.start) ? String(value).replace(/\n+$/, "") : value);
  expect(compared(readAlone(of, at))).toBe(compared(value));
}

describe("for any input", () => {
  test("neither reading nor linting throws, and what is refused is refused in the text", () => {
    check(anyBytes, 1500, (bytes) => {
      const source = readSource("t.yaml", bytes);
      for (const of of source.documents) expectInside(of, of.refusal?.at);
      for (const { location } of lint([source], { profiles: ["all"] }).findings)
        expect(source.line(location.start.line)).toBeDefined();
    });
  });

  test("every place lies in the text", () => {
    check(anyText, 1500, (text) => {
      for (const of of documentsOf(text)) {
        for (const { first, again } of of.duplicates) for (const span of [first, again]) expectInside(of, span);
        for (const { at, path } of of.oddities) for (const span of [at, of.trace(path).value]) expectInside(of, span);
        for (const { key, value, anchor } of traces(of))
          for (const span of [key, value, anchor]) expectInside(of, span);
      }
    });
  });

  test("a second reading says the same, at the same places", () => {
    check(anyText, 700, (text) => {
      const [once, again] = [documentsOf(text), documentsOf(text)];
      expect(again.map(said)).toEqual(once.map(said));
      expect(again.map(traces)).toEqual(once.map(traces));
    });
  });

  test("a document says the same alone, and stands where it stood, less the lines above it", () => {
    check(fc.tuple(anyText, anyText), 700, ([one, other]) => {
      for (const of of documentsOf(`${one}\n---\n${other}`)) {
        if (of.refusal?.message.includes("behind the end of its document")) continue;
        const [single] = documentsOf(of.text);
        expect(said(single!)).toEqual(said(of));
        expect(traces(single!)).toEqual(traces(of));
        const above = of.locate({ start: 0, end: 0 }).start.line - 1;
        for (const [path] of paths(of.value)) {
          const { key } = of.trace(path);
          const [here, there] = [single!.locate(key), of.locate(key)];
          expect({ ...there, start: { ...there.start, line: there.start.line - above } }.start).toEqual(here.start);
        }
      }
    });
  });

  test("no offset outside a line with a # is a comment", () => {
    check(fc.tuple(anyText, fc.nat()), 700, ([text, offset]) => {
      const of = documentsOf(text)[0];
      if (!of || of.text.length === 0) return;
      const at = offset % of.text.length;
      if (of.partAt(at)?.kind === "comment")
        expect(of.text.slice(of.text.slice(0, at).search(/[^\n\r]*$/), at + 1)).toContain("#");
    });
  });
});

describe("for a document in any style", () => {
  test("its value is the one that it was written for", () => {
    check(styled, 3000, ({ text, value }) => {
      const [of, ...others] = documentsOf(text);
      expect(of?.refusal).toBeUndefined();
      expect(exactJson(of?.value)).toBe(exactJson(value));
      expect(others).toEqual([]);
    });
  });

  test("every value and every key reads back from where it stands", () => {
    check(styled, 1500, ({ text }) => {
      for (const of of documentsOf(text)) for (const [path, value] of paths(of.value)) expectReadBack(of, path, value);
    });
  });

  test("its comments are comments, and what looks like one in a text is text", () => {
    check(styled, 1000, ({ text }) => {
      const [of] = documentsOf(text);
      for (const { 0: mark, index } of text.matchAll(/# comment: 'x|# - not: here|# no comment/g))
        expect(of?.partAt(index)?.kind).toBe(mark === "# no comment" ? "text" : "comment");
    });
  });

  test("the documents of a stream are those of its parts", () => {
    check(fc.tuple(styled, styled), 700, ([one, other]) => {
      const marked = (text: string) => (text.startsWith("---") ? text : `---\n${text}`);
      const stream = documentsOf(one.text + marked(other.text));
      expect(stream.map(said)).toEqual([...documentsOf(one.text), ...documentsOf(marked(other.text))].map(said));
    });
  });

  test("a document that cannot be read does not hurt the one behind it", () => {
    check(fc.tuple(changed, styled), 700, ([broken, { text, value }]) => {
      const last = documentsOf(`${broken}\n---\n# next\n---\n${text.replace(/^---/, "")}`).at(-1);
      expect(exactJson(last?.value)).toBe(exactJson(value));
    });
  });
});

describe("JSON", () => {
  test("is read as JSON", () => {
    check(fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 3 })), 700, (value) => {
      const json = JSON.stringify(value);
      fc.pre(!/[\x7f-\x84\x86-\x9f\ufffe\uffff\u2028\u2029\u0085]/.test(json) && !/"[^"]{1000}/.test(json));
      const read: unknown = JSON.parse(exactJson(documentsOf(json)[0]?.value));
      expect(read).toEqual(JSON.parse(json, (_, field) => (Object.is(field, -0) ? 0 : field)));
    });
  });
});
