import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Document } from "../../src/yaml/document.ts";
import type { Step } from "../../src/yaml/span.ts";
import { documents } from "./reading.ts";

/** One tab, in a comment behind everything else, sends each line of a document through the grammar proper. */
const OFF = "#\t\n";

const line = fc
  .tuple(
    fc.constantFrom("", "  ", "    ", "- ", "  - ", "- - "),
    fc.constantFrom("a", "name", "no", "n", "010", "é", "'q'", '"q"', "a b", "<<", "x.y/z", "a:b", "a#", "-a", ""),
    fc.constantFrom(": ", ":", ":  ", " : ", "", " "),
    fc.constantFrom(
      "",
      "text",
      "more text",
      "http://x:80/y",
      "a: b",
      "c:",
      "yes",
      "0400",
      "1e3",
      "~",
      '"in quotes"',
      "'in quotes'",
      "'it''s'",
      '"a \\" b"',
      '"a" b',
      '"',
      "'",
      "|",
      ">-",
      "[a, b]",
      "{a: b}",
      "&x y",
      "*x",
      "!!str 1",
      "# comment",
      "text # comment",
      "text#",
      '"#"',
      ".inf",
      "- d",
      "a trailing blank ",
    ),
  )
  .map((parts) => parts.join(""));

const text = fc.array(line, { minLength: 1, maxLength: 8 }).map((lines) => `${lines.join("\n")}\n`);

function* paths(value: unknown, path: readonly Step[] = []): Generator<readonly Step[]> {
  yield path;
  if (Array.isArray(value)) for (const [index, item] of value.entries()) yield* paths(item, [...path, index]);
  else if (typeof value === "object" && value !== null)
    for (const [name, field] of Object.entries(value)) yield* paths(field, [...path, name]);
}

const known = (document: Document | undefined) =>
  document && {
    value: document.value,
    refusal: document.refusal,
    duplicates: document.duplicates,
    oddities: document.oddities,
    places: document.refusal ? [] : [...paths(document.value)].map((path) => document.trace(path)),
  };

describe("the short way through everyday lines", () => {
  test("leads to what the grammar proper makes of them", () => {
    fc.assert(
      fc.property(text, (written) => {
        expect(known(documents(written)[0])).toEqual(known(documents(written + OFF)[0]));
      }),
      { numRuns: 5000, seed: 3 },
    );
  });
  test("has text to read in what is generated here", () => {
    const read = fc.sample(text, { numRuns: 500, seed: 3 }).filter((written) => !documents(written)[0]?.refusal);
    expect(read.length).toBeGreaterThan(50);
  });
});
