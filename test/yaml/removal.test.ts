import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { renameKey, setScalar, type TextEdit } from "../../src/yaml/edit.ts";
import type { Node, Untyped } from "../../src/yaml/node.ts";
import { removeNode } from "../../src/yaml/removal.ts";
import { isShared } from "../../src/yaml/shared-text.ts";
import { readSource } from "../../src/yaml/source.ts";
import type { Step } from "../../src/yaml/span.ts";
import { WrittenNode } from "../../src/yaml/written.ts";
import { applied } from "../applied.ts";
import { exactJson } from "./exact-json.ts";
import { styled } from "./styled.ts";

type Path = readonly Step[];

const documentOf = (text: string) => readSource("t.yaml", Buffer.from(text)).documents[0]!;
const nodeAt = (text: string, path: Path): Node =>
  path.reduce<Node<unknown>>((at, step) => at.child(step), WrittenNode.root<Untyped>(documentOf(text))) as Node;

type Operation = (node: Node) => TextEdit | undefined;

/** The text after the operation on the node at the path; undefined where that is refused. */
function edited(text: string, path: Path, operation: Operation = removeNode): string | undefined {
  const edit = operation(nodeAt(text, path));
  return edit && applied(text, [edit]);
}

describe("removing a field", () => {
  test.each<[string, string, Path, string]>([
    ["takes its line and the comment behind it", "a: 1\nb: 2 # why\nc: 3\n", ["b"], "a: 1\nc: 3\n"],
    [
      "takes all that it holds, and the deeper comments below it",
      "s:\n  a:\n    x: |\n      text\n    # deeper\n  # of b\n  b: 1\n",
      ["s", "a"],
      "s:\n  # of b\n  b: 1\n",
    ],
    [
      "takes the comments above it in its column, up to a blank line",
      "s:\n  # of all\n\n  # of a\n  # and more\n  a: 1\n  b: 2\n",
      ["s", "a"],
      "s:\n  # of all\n\n  b: 2\n",
    ],
    ["leaves the head of a document alone", "# Licence\na: 1\nb: 2\n", ["a"], "# Licence\nb: 2\n"],
    ["leaves it alone below a marker too", "---\n# Source: x\na: 1\nb: 2\n", ["a"], "---\n# Source: x\nb: 2\n"],
    [
      "leaves an empty mapping behind",
      "v:\n  emptyDir:\n    medium: Memory\n",
      ["v", "emptyDir", "medium"],
      "v:\n  emptyDir: {}\n",
    ],
    [
      "keeps the comment of the mapping that is empty now",
      "v: # about v\n  # of a\n  a: 1\nw: 2\n",
      ["v", "a"],
      "v: {} # about v\nw: 2\n",
    ],
    ["lets the next field stand behind the dash", "- a: 1 # why\n  b: 2\n", [0, "a"], "- b: 2\n"],
    ["lets a comment stand behind the dash", "- a: 1\n  # of b\n  b: 2\n", [0, "a"], "- # of b\n  b: 2\n"],
    ["leaves an empty mapping behind a dash", "l:\n- a: 1 # why\n- b\n", ["l", 0, "a"], "l:\n- {}\n- b\n"],
    ["keeps the line ends of Windows", "a: 1\r\nb: 2\r\nc: 3\r\n", ["b"], "a: 1\r\nc: 3\r\n"],
    ["needs no line break at the end", "a: 1\nb: 2", ["b"], "a: 1\n"],
    ["takes a field without a value", "a: 1\nb:\nc: # of c\nd: 2\n", ["c"], "a: 1\nb:\nd: 2\n"],
    [
      "takes a field beside a script with a here document",
      "a: |\n  cat <<EOF\n  EOF\nb: 1\n",
      ["b"],
      "a: |\n  cat <<EOF\n  EOF\n",
    ],
    ["takes one comma of a flow mapping", "s: {a: 1, b: 2, c: 3}\n", ["s", "b"], "s: {a: 1, c: 3}\n"],
    ["takes the comma before the last one", "s: { a: 1, b: [x] }\n", ["s", "b"], "s: { a: 1 }\n"],
    ["leaves an empty flow mapping", "s: { a: 1 }\n", ["s", "a"], "s: {}\n"],
    [
      "takes a field in front of a mapping that merges",
      "p: &p {w: 1}\ns:\n  w: 2\n  z: 3\nt:\n  <<: *p\n",
      ["s", "w"],
      "p: &p {w: 1}\ns:\n  z: 3\nt:\n  <<: *p\n",
    ],
    ["keeps JSON what it is", '{\n  "a": 1,\n  "b": {"c": 2}\n}\n', ["b"], '{\n  "a": 1\n}\n'],
  ])("%s", (_, before, path, after) => {
    expect(edited(before, path)).toBe(after);
  });

  test.each<[string, string, Path]>([
    ["the whole document", "a: 1\n", []],
    ["the only field of a document", "a: 1\n", ["a"]],
    ["what a merge brings in", "p: &p {x: 1}\ns:\n  <<: *p\n  w: 2\n", ["s", "x"]],
    ["a field beside a merge that may hold another of its name", "p: &p {w: 1}\ns:\n  <<: *p\n  w: 2\n", ["s", "w"]],
    [
      "a field above a merge that holds another of its name",
      "p: &p {w: 1}\ns:\n  w: 2\n  z: 3\n  <<: *p\n",
      ["s", "w"],
    ],
    ["a field above a merge of nothing", "p: &p {}\ns:\n  w: 2\n  <<: *p\nt: 1\n", ["s", "w"]],
    ["a field of an item above such a merge", "p: &p {w: 1}\nl:\n- w: 2\n  z: 3\n  <<: *p\n- z: 4\n", ["l", 0, "w"]],
    ["what stands behind an alias", "p: &p {x: 1}\ns: *p\n", ["s", "x"]],
    ["what an alias elsewhere stands for", "a: &x 1\nb: *x\n", ["a"]],
    ["one of two fields of one name", "a: 1\nb: 2\na: 3\n", ["a"]],
    ["an explicit key", "? a\n: 1\n? b\n: 2\n", ["a"]],
    ["the only field of a mapping with an anchor", "a: &x\n  b: 1\n", ["a", "b"]],
  ])("is refused of %s", (_, text, path) => {
    expect(nodeAt(text, path).state).toBe("present");
    expect(edited(text, path)).toBeUndefined();
  });
  test("is refused of what is not there", () => {
    expect(edited("a: 1\n", ["b"])).toBeUndefined();
    // y is no text, so the field has another name.
    expect(edited("y: 1\nb: 2\n", ["y"])).toBeUndefined();
  });
});

describe("removing an item", () => {
  const volumes =
    "spec:\n  volumes:\n    # the first\n    - name: a\n      emptyDir: {}\n    - name: b # second\n  rest: 1\n";
  test.each<[string, string, Path, string]>([
    [
      "takes all its lines, and its comments",
      volumes,
      ["spec", "volumes", 0],
      "spec:\n  volumes:\n    - name: b # second\n  rest: 1\n",
    ],
    [
      "takes the last one",
      volumes,
      ["spec", "volumes", 1],
      "spec:\n  volumes:\n    # the first\n    - name: a\n      emptyDir: {}\n  rest: 1\n",
    ],
    ["takes the key of a list with it that is empty then", "s:\n  l:\n  - a\n  b: 1\n", ["s", "l", 0], "s:\n  b: 1\n"],
    ["leaves an empty mapping where the list was all", "s:\n  l:\n  - a\n", ["s", "l", 0], "s: {}\n"],
    ["takes one comma of a flow list", "l: [a, b, c]\n", ["l", 0], "l: [b, c]\n"],
    ["takes the key of a flow list too", "s: {l: [a], b: 1}\n", ["s", "l", 0], "s: {b: 1}\n"],
    ["finds the dash of an item that stands below it", "l:\n-\n  a: 1\n- b\n", ["l", 0], "l:\n- b\n"],
  ])("%s", (_, before, path, after) => {
    expect(edited(before, path)).toBe(after);
  });

  test.each<[string, string, Path]>([
    ["of a list in a list", "l:\n- - a\n  - b\n", ["l", 0, 0]],
    ["with a tag in a flow list", "l: [a, !!str b]\n", ["l", 1]],
  ])("is refused %s", (_, text, path) => {
    expect(nodeAt(text, path).state).toBe("present");
    expect(edited(text, path)).toBeUndefined();
  });
});

describe("renaming a key", () => {
  const rename = (node: Node) => renameKey(node, "fsGroup");
  test.each<[string, string, Path, string]>([
    ["changes the key alone", "s:\n  fsgroup : 1 # why\n", ["s", "fsgroup"], "s:\n  fsGroup : 1 # why\n"],
    ["keeps its quotes", '{"fsgroup": 1}\n', ["fsgroup"], '{"fsGroup": 1}\n'],
    ["of a collection", "- fsgroup:\n    a: 1\n", [0, "fsgroup"], "- fsGroup:\n    a: 1\n"],
  ])("%s", (_, before, path, after) => {
    expect(edited(before, path, rename)).toBe(after);
  });
  test.each<[string, string, Path]>([
    ["another field has that name", "fsgroup: 1\nfsGroup: 2\n", ["fsgroup"]],
    ["the key stands twice", "fsgroup: 1\nfsgroup: 2\n", ["fsgroup"]],
    ["a merge may bring the old name back", "p: &p {a: 1}\ns:\n  <<: *p\n  fsgroup: 1\n", ["s", "fsgroup"]],
    ["a merge below it does", "p: &p {fsgroup: 2}\ns:\n  fsgroup: 1\n  <<: *p\n", ["s", "fsgroup"]],
    ["the key is an alias", "p: &p fsgroup\ns:\n  *p : 1\n", ["s", "fsgroup"]],
    ["there is none", "l: [a]\n", ["l", 0]],
  ])("is refused where %s", (_, text, path) => {
    expect(nodeAt(text, path).state).toBe("present");
    expect(edited(text, path, rename)).toBeUndefined();
  });
  test("is refused where nothing is written", () => {
    expect(edited("a: 1\n", ["fsgroup"], rename)).toBeUndefined();
  });
});

type Value = unknown;
const isMapping = (value: Value): value is Record<string, Value> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** The value with what stands at the path taken out; a list that has no items then goes with its key. */
function without(value: Value, path: Path): Value {
  const [step, ...rest] = path;
  if (Array.isArray(value))
    return value.flatMap((item, index) => (index !== step ? [item] : rest.length > 0 ? [without(item, rest)] : []));
  if (!isMapping(value)) return value;
  const fields = Object.entries(value).flatMap(([name, field]) => {
    if (name !== step) return [[name, field]];
    const left = rest.length > 0 ? without(field, rest) : undefined;
    const isEmptied = Array.isArray(left) && left.length === 0 && rest.length === 1;
    return left === undefined || isEmptied ? [] : [[name, left]];
  });
  return Object.fromEntries(fields);
}
function withRenamed(value: Value, path: Path, name: string): Value {
  const [step, ...rest] = path;
  if (Array.isArray(value)) return value.map((item, index) => (index === step ? withRenamed(item, rest, name) : item));
  if (!isMapping(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, field]) =>
      key !== step ? [key, field] : rest.length > 0 ? [key, withRenamed(field, rest, name)] : [name, field],
    ),
  );
}
function withSet(value: Value, path: Path, to: Value): Value {
  const [step, ...rest] = path;
  if (step === undefined) return to;
  if (Array.isArray(value)) return value.map((item, index) => (index === step ? withSet(item, rest, to) : item));
  const fields = isMapping(value) ? value : {};
  const old = Object.hasOwn(fields, String(step)) ? fields[String(step)] : undefined;
  return Object.fromEntries([...Object.entries(fields), [step, withSet(old, rest, to)]]);
}

function* pathsIn(value: Value, path: Path = []): Iterable<Path> {
  yield path;
  if (Array.isArray(value)) for (const [index, item] of value.entries()) yield* pathsIn(item, [...path, index]);
  else if (isMapping(value)) for (const [name, field] of Object.entries(value)) yield* pathsIn(field, [...path, name]);
}

/** Keys in one order: an edit may add one anywhere. */
const sorted = (value: Value): Value =>
  Array.isArray(value)
    ? value.map(sorted)
    : isMapping(value)
      ? Object.fromEntries(
          Object.keys(value)
            .sort()
            .map((key) => [key, sorted(value[key])]),
        )
      : value;

/** Runs the operation on everything in documents of every style, and counts what was done and what was refused. */
function everywhere(
  operation: Operation,
  expected: (value: Value, path: Path) => Value,
  below: readonly string[] = [],
) {
  const counts = { done: 0, refused: 0, shared: 0 };
  fc.assert(
    fc.property(styled, ({ text }) => {
      const { value } = documentOf(text);
      for (const found of pathsIn(value)) {
        const path = [...found, ...below];
        const node = nodeAt(text, path);
        const after = edited(text, path, operation);
        if (after === undefined) counts.refused++;
        else if (isShared(node)) counts.shared++;
        else {
          counts.done++;
          const document = documentOf(after);
          expect(document?.refusal?.message, `${path.join(".")} of\n${text}\n=>\n${after}`).toBeUndefined();
          expect(exactJson(sorted(document?.value)), `${path.join(".")} of\n${text}\n=>\n${after}`).toBe(
            exactJson(sorted(expected(value, path))),
          );
          expect(document?.duplicates.length).toBeLessThanOrEqual(documentOf(text).duplicates.length);
        }
      }
    }),
    { numRuns: 2000 },
  );
  return counts;
}

describe("in documents of every style, an edit does what it says and nothing else", () => {
  test("removing", () => {
    const { done, refused } = everywhere(removeNode, without);
    expect(done).toBeGreaterThan(refused / 10);
  });
  test("renaming", () => {
    const { done } = everywhere(
      (node) => renameKey(node, "other name"),
      (value, path) => withRenamed(value, path, "other name"),
    );
    expect(done).toBeGreaterThan(500);
  });
  test("setting what is there", () => {
    const { done } = everywhere(
      (node) => setScalar(node, "yes"),
      (value, path) => withSet(value, path, "yes"),
    );
    expect(done).toBeGreaterThan(500);
  });
  test("adding what is not there", () => {
    const below = ["new", "other"];
    const { done } = everywhere(
      (node) => setScalar(node, 7),
      (value, path) => withSet(value, path, 7),
      below,
    );
    expect(done).toBeGreaterThan(500);
  });
});

describe("text that aliases repeat is shared", () => {
  test.each<[string, string, Path, boolean]>([
    ["what an alias stands for", "a: &x 1\nb: *x\n", ["a"], true],
    ["what an alias stands for that is a key", "a: &x 1\n*x: 2\n", ["a"], true],
    ["what an alias in a list of braces stands for", "a: &x {b: 1}\nc: [*x]\n", ["a", "b"], true],
    ["the alias itself", "a: &x 1\nb: *x\n", ["b"], true],
    ["what has an anchor that nobody names", 'a: &x 1\nb: "*"\n', ["a"], false],
    ["what stands beside", "a: &x 1\nb: *x\nc: 2\n", ["c"], false],
  ])("%s", (_, text, path, shared) => {
    expect(isShared(nodeAt(text, path))).toBe(shared);
  });
});

describe("of twenty thousand fields, each is edited in time that does not grow with the others", () => {
  const COUNT = 20_000;
  const fields = Array.from({ length: COUNT }, (_, index) => `k${index}: ${index}`);
  const TEXTS: readonly (readonly [string, string])[] = [
    ["in one line", `s: {${fields.join(", ")}}\n`],
    ["in a line each", `s:\n  ${fields.join("\n  ")}\n`],
    ["in one line, beside an alias", `a: &x y\nb: *x\ns: {${fields.join(", ")}}\n`],
    ["in a line each, beside an alias", `a: &x y\nb: *x\ns:\n  ${fields.join("\n  ")}\n`],
  ];
  const OPERATIONS: readonly (readonly [string, (node: Node) => unknown])[] = [
    ["renaming", (node) => renameKey(node, "other")],
    ["removing", (node) => removeNode(node)],
    ["setting", (node) => setScalar(node, "other")],
  ];
  test.each(
    TEXTS.flatMap(([name, text]) => OPERATIONS.map(([what, operation]) => [what, name, text, operation] as const)),
  )(
    "%s, %s",
    (_, __, text, operation) => {
      const document = documentOf(text);
      // A rule has new cursors for each of its subjects.
      const nodes = fields.map((_field, index) => WrittenNode.root<Untyped>(document).get("s").get(`k${index}`));
      expect(nodes.filter((node) => operation(node) && !isShared(node))).toHaveLength(COUNT);
    },
    5_000,
  );
});
