import fc from "fast-check";
import { loadAll } from "js-yaml";
import { describe, expect, test } from "vitest";
import { parseAllDocuments } from "yaml";
import type { Document } from "../../src/yaml/document.ts";
import { readSource } from "../../src/yaml/source.ts";
import type { Step } from "../../src/yaml/span.ts";
import {
  A_DATE,
  DIFFERENCES,
  MARKED_STREAM,
  READERS,
  REFUSALS,
  REFUSED,
  type Refusal,
  type Spot,
} from "./differences.ts";
import { exactJson } from "./exact-json.ts";
import { styled } from "./styled.ts";

type ReadAll = (text: string) => readonly unknown[];

const byYaml =
  (version: "1.1" | "1.2"): ReadAll =>
  (text) => {
    const documents = parseAllDocuments(text, { version, merge: true, logLevel: "silent" });
    if (!Array.isArray(documents)) return [];
    return documents.map((document) => {
      if (document.errors[0]) throw document.errors[0];
      return document.toJS({ maxAliasCount: -1 });
    });
  };
const READ: Readonly<Record<(typeof READERS)[number], ReadAll>> = {
  yaml: byYaml("1.2"),
  "yaml 1.1": byYaml("1.1"),
  "js-yaml": (text) => loadAll(text),
};

/** The documents of a text; REFUSED in place of them where they are. */
function attempt(name: (typeof READERS)[number], text: string): readonly unknown[] | typeof REFUSED {
  try {
    return READ[name](text).map(withoutDates);
  } catch {
    return REFUSED;
  }
}
function withoutDates(value: unknown): unknown {
  if (value instanceof Date) return A_DATE;
  if (Array.isArray(value)) return value.map(withoutDates);
  if (!isMapping(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, field]) => [name, withoutDates(field)]));
}

const documentsOf = (text: string): readonly Document[] => readSource("t.yaml", Buffer.from(text)).documents;
const ours = (text: string): unknown => {
  const [of] = documentsOf(text);
  return of?.refusal ? REFUSED : of?.value;
};

type Found = Pick<Spot, "path" | "isKey">;

/** Where two values differ. */
function* found(ours: unknown, theirs: unknown, path: readonly Step[] = []): Generator<Found> {
  if (Array.isArray(ours) && Array.isArray(theirs) && ours.length === theirs.length) {
    for (const [index, item] of ours.entries()) yield* found(item, theirs[index], [...path, index]);
  } else if (isMapping(ours) && isMapping(theirs) && Object.keys(ours).length === Object.keys(theirs).length) {
    for (const [name, field] of Object.entries(ours)) {
      if (Object.hasOwn(theirs, name)) yield* found(field, theirs[name], [...path, name]);
      else yield { path: [...path, name], isKey: true };
    }
  } else if (shown(ours) !== shown(theirs)) yield { path, isKey: false };
}
const isMapping = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
const shown = (value: unknown): string =>
  typeof value === "number" && !Number.isFinite(value) ? String(value) : exactJson(value);

function spotOf(of: Document, { path, isKey }: Found): Spot {
  const { key, value, anchor } = of.trace(path);
  const { start, end } = isKey ? key : (anchor ?? value ?? key);
  return { written: of.text.slice(start, end), path, isKey, isAliased: anchor !== undefined };
}

/** The differences that no row of the table explains. Who reports a key twice does not claim to accept it. */
function unexplained(text: string): readonly string[] {
  const [of] = documentsOf(text);
  if (!of || of.refusal || of.duplicates.length > 0) return [];
  return READERS.flatMap((name) => {
    const theirs = attempt(name, text);
    if (theirs === REFUSED) return [];
    return [...found(of.value ?? null, theirs[0] ?? null)].flatMap((difference) => {
      const spot = spotOf(of, difference);
      if (DIFFERENCES.some(({ explains }) => explains(spot))) return [];
      return [`${name} reads ${JSON.stringify(spot.written)} otherwise in ${JSON.stringify(text)}`];
    });
  });
}

/** Texts that look like numbers, dates or words of the older schema. */
const scalarText = fc.oneof(
  ...[
    ...["0123456789", "01234567_", "0123456789._", "0xX1Fa_", "0oO17", "0bB01_+-", "+-0123456789.eE", "0123:59"],
    ...["0123456789-T:Z .", "yYeEsSnNoOfF", "trueTRUEfalsFALS", "nulNUL~", "=<.-+a"],
  ].map((letters) => fc.string({ unit: fc.constantFrom(...letters), minLength: 1, maxLength: 9 })),
);
const merged = fc
  .array(fc.constantFrom("a: 1", "b: 2", "c: 0400", "<<: *x", "<<: *z", "<<: [*x, *z]"), { maxLength: 5 })
  .map((fields) => `x: &x {a: 3}\nz: &z {a: 4, b: yes}\nm: {${fields.join(", ")}}\n`);

const check = (of: fc.Arbitrary<string>, numRuns: number): void =>
  fc.assert(
    fc.property(of, (text) => {
      expect(unexplained(text)).toEqual([]);
    }),
    { numRuns, seed: 1876 },
  );

describe("what three other readings accept too has the same value, but for the differences of the table", () => {
  test("in scalars", () => {
    check(
      fc
        .tuple(scalarText, fc.constantFrom("S", "a: S", "- S\n- S", "[S, a]", "{S: a}", "? S\n: a"))
        .map(([scalar, around]) => around.replaceAll("S", scalar)),
      15_000,
    );
  });
  test("in documents of any style", () => {
    check(
      styled.map(({ text }) => text),
      2000,
    );
  });
  test("in merges", () => {
    check(merged, 1000);
  });
});

describe("the table of differences", () => {
  const rows = DIFFERENCES.flatMap((row) => row.examples.map((example) => ({ ...row, ...example })));

  test.each(rows)("$name: $text", ({ explains, text, ours: own, theirs }) => {
    const readings = READERS.map((name) => attempt(name, text)[0]);
    expect(shown(ours(text))).toBe(shown(own));
    expect(readings.map(shown)).toEqual(theirs.map(shown));
    const spots = theirs.flatMap((value) => [...found(own, value)].map((each) => spotOf(documentsOf(text)[0]!, each)));
    expect(spots).not.toEqual([]);
    expect(spots.filter((spot) => !explains(spot))).toEqual([]);
  });
});

describe("the table of refusals", () => {
  test.each<Refusal>(REFUSALS)("$name: $why", ({ text, ours: own, theirs }) => {
    const readings = READERS.map((name) => attempt(name, text)).map((all) => (all === REFUSED ? REFUSED : all[0]));
    const views = [ours(text), ...readings].map(shown);
    expect(views).toEqual([own, ...theirs].map(shown));
    expect(new Set(views.map((view) => view === shown(REFUSED))).size).toBe(2);
  });

  test("a byte order mark behind a marker is skipped here alone", () => {
    const { text, ours: own, theirs } = MARKED_STREAM;
    expect(documentsOf(text).map(({ value }) => exactJson(value))).toEqual(own.map(exactJson));
    for (const name of READERS) expect(attempt(name, text)).toEqual(theirs);
  });
});
