import { describe, expect, test } from "vitest";
import { setScalar } from "../../src/yaml/edit.ts";
import { governed, grow } from "../../src/yaml/grown.ts";
import type { Node, Untyped } from "../../src/yaml/node.ts";
import { readSource } from "../../src/yaml/source.ts";
import { WrittenNode } from "../../src/yaml/written.ts";
import { applied } from "../applied.ts";

/** The text after the node at the path was given the value; undefined where no edit can be made. */
function edited(text: string, path: readonly string[], value: string | number): string | undefined {
  const root = WrittenNode.root<Untyped>(readSource("t.yaml", new TextEncoder().encode(text)).documents[0]!);
  const node = path.reduce<Node>((at, step) => at.get(step), root);
  const edit = setScalar(node, value);
  if (!edit) return undefined;
  return applied(text, [edit]);
}

describe("setting a scalar", () => {
  test.each([
    ["replaces it and leaves the rest alone", "a: x # why\nb: 1\n", ["a"], "z", "a: z # why\nb: 1\n"],
    ["keeps the quotes that are there", "a: 'x'\n", ["a"], "z", "a: 'z'\n"],
    [
      "adds a field beside a merge key, before what is written",
      "p: &p {x: 1}\ns:\n  <<: *p\n  b: 1\n",
      ["s", "a"],
      2,
      "p: &p {x: 1}\ns:\n  <<: *p\n  a: 2\n  b: 1\n",
    ],
    ["quotes text that would be read as something else", "a: x\n", ["a"], "yes", 'a: "yes"\n'],
    ["adds a field before the first one of a block", "s:\n  b: 1\n", ["s", "a"], 2, "s:\n  a: 2\n  b: 1\n"],
    ["adds the mappings on the way", "s:\n  b: 1\n", ["s", "c", "a"], 2, "s:\n  c:\n    a: 2\n  b: 1\n"],
    ["adds a field to a flow mapping", "s: {b: 1}\n", ["s", "a"], 2, "s: {a: 2, b: 1}\n"],
    ["adds a field to an empty flow mapping", "s: {}\n", ["s", "a"], "x", "s: {a: x}\n"],
    ["adds nested mappings in flow style", "s: {b: 1}\n", ["s", "c", "a"], 2, "s: {c: {a: 2}, b: 1}\n"],
    [
      "adds keys that hold dots and slashes",
      "p:\n  t: x\n",
      ["p", "csi.storage.k8s.io/fstype"],
      "ext4",
      "p:\n  csi.storage.k8s.io/fstype: ext4\n  t: x\n",
    ],
  ])("%s", (_, before, path, value, after) => {
    expect(edited(before, path, value)).toBe(after);
  });

  test.each([
    ["a block scalar", "a: |\n  x\n", ["a"]],
    ["text behind an alias, which other places share", "b: &x y\na: *x\n", ["a"]],
    ["a field beside nothing", "s:\n", ["s", "a"]],
    ["a mapping that only merges", "p: &p {x: 1}\ns:\n  <<: *p\n", ["s", "a"]],
    ["a mapping that merges what stands inside it", "s:\n  <<: {x: 1}\n", ["s", "a"]],
    ["a collection", "a: [1]\n", ["a"]],
  ])("refuses %s", (_, text, path) => {
    expect(edited(text, path, "v")).toBeUndefined();
  });

  test.each([
    "yes",
    "Y",
    "tRUE",
    "~",
    "",
    ".5",
    ".inf",
    ".NaN",
    ".5e3",
    "._5",
    "0x1F",
    "1_0",
    "...",
    "<<",
    "2001-01-01",
  ])("writes %j so that it is read as that text again, behind a key and in quotes", (value) => {
    for (const text of ["a: x\n", "a: 'x'\n", 'a: "x"\n', '{"a": "x"}\n', "b: 1\n", "s: {}\n"]) {
      const path = text.startsWith("s") ? ["s", "a"] : ["a"];
      const after = edited(text, path, value) ?? "";
      const json = readSource("t.yaml", new TextEncoder().encode(after)).documents[0]?.value;
      expect(JSON.stringify(json), after).toContain(`"a":${JSON.stringify(value)}`);
    }
  });
  test("quotes what only some readers take for something else", () => {
    expect(edited("a: x\n", ["a"], "tRUE")).toBe('a: "tRUE"\n');
  });

  test("acts on the field that governs what an operator made, and on nothing that nobody wrote", () => {
    const root = WrittenNode.root<Untyped>(
      readSource("t.yaml", new TextEncoder().encode("spec:\n  name: x\n")).documents[0]!,
    );
    const made = grow<Untyped>({ a: governed<Untyped>(root.get("spec").get("name"), "made"), b: "fixed" });
    expect(setScalar(made.get("a"), "z")).toEqual({
      location: { file: "t.yaml", start: { line: 2, column: 9 }, end: { line: 2, column: 10 } },
      text: "z",
    });
    expect(setScalar(made.get("b"), "z")).toBeUndefined();
  });
});
