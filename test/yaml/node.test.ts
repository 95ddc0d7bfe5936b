import { describe, expect, test } from "vitest";
import { governed, grow, merged } from "../../src/yaml/grown.ts";
import type { Untyped } from "../../src/yaml/node.ts";
import type { Place } from "../../src/yaml/place.ts";
import { readSource } from "../../src/yaml/source.ts";
import { WrittenNode } from "../../src/yaml/written.ts";

const root = (text: string, base: readonly (string | number)[] = []) =>
  WrittenNode.root<Untyped>(readSource("t.yaml", new TextEncoder().encode(text)).documents[0]!, base);

/** line:column-line:column focus */
const at = (place: Place): string | undefined => {
  const spot = place.locate();
  return spot && `${spot.start.line}:${spot.start.column}-${spot.end.line}:${spot.end.column} ${spot.focus}`;
};

describe("a cursor", () => {
  test("reads what is written and nothing that JavaScript adds", () => {
    const node = root("a: [x, 1, true, null]\nb: {'c''d': e}\n1: z\n");
    const items = node.get("a").items();
    expect(items.map((item) => item.text ?? item.number ?? item.boolean ?? item.state)).toEqual(["x", 1, true, "null"]);
    expect(node.get("a").get("length").state).toBe("absent");
    expect(node.get("b").get("constructor").state).toBe("absent");
    expect(node.get("no").get("such").get("field").text).toBeUndefined();
    expect(
      node
        .get("b")
        .entries()
        .map(({ name, value }) => [name, value.text]),
    ).toEqual([["c'd", "e"]]);
    expect(node.get("a").entries()).toEqual([]);
    expect(node.get("b").items()).toEqual([]);
  });

  test("names its path as the API server does", () => {
    const node = root("spec:\n  containers:\n  - resources: {limits: {example.com/gpu: 1}}\n");
    const limits = node.get("spec").get("containers").items()[0]!.get("resources").get("limits");
    expect(limits.get("example.com/gpu").path).toBe("spec.containers[0].resources.limits[example.com/gpu]");
  });

  test("stands at the value, the key, a part, a block's key, or the nearest key where nothing is written", () => {
    const node = root('# c\na:\n  b: "x:1"\n  c:\n    d: 1\n  e:\n1: y\nl:\n- name: one\n  v: {}\n');
    const a = node.get("a");
    expect(at(a.get("b"))).toBe("3:6-3:11 value");
    expect(at(a.get("b").key)).toBe("3:3-3:4 key");
    expect(at(a.get("b").part("1"))).toBe("3:9-3:10 part");
    expect(at(a.get("b").part("not there"))).toBe("3:6-3:11 value");
    expect(at(a.get("c"))).toBe("4:3-4:4 value");
    expect(at(a.get("c").get("x").get("y"))).toBe("4:3-4:4 parent");
    expect(at(a.get("e"))).toBe("6:3-6:4 value");
    expect(at(node.get("1"))).toBe("7:4-7:5 value");
    expect(at(node.get("l").items()[0]!.get("v"))).toBe("10:6-10:8 value");
  });

  test("finds the occurrence that is meant inside a scalar", () => {
    const node = root("run: |\n  chown a /x\n  chown a /x\n").get("run");
    const text = node.text ?? "";
    expect(at(node.part("chown a /x", text.lastIndexOf("chown")))).toBe("3:3-3:13 part");
    expect(at(node.part("chown a /x"))).toBe("2:3-2:13 part");
  });

  test("reads the scalar as it is written", () => {
    const node = root("mode: 0400\nname: 'x'\nlist: [1]\n");
    expect(node.get("mode").number).toBe(256);
    expect(node.get("mode").writtenText).toBe("0400");
    expect(node.get("name").writtenText).toBe("'x'");
    expect(node.get("list").writtenText).toBeUndefined();
    expect(node.get("none").writtenText).toBeUndefined();
  });

  test("begins at an item of a List, whose place leads through the List", () => {
    const node = root("kind: List\nitems:\n- kind: A\n  spec: {x: 1}\n- kind: B\n  spec: {x: 2}\n", ["items", 1]);
    expect(node.get("kind").text).toBe("B");
    expect(node.get("spec").get("x").path).toBe("spec.x");
    expect(at(node.get("spec").get("x"))).toBe("6:13-6:14 value");
  });
});

describe("a grown tree", () => {
  test("mixes what is written, governed, merged and nobody's", () => {
    const spec = root("spec:\n  image: a:1\n  storage: {size: 1}\n  extra: {x: 1}\n").get("spec");
    const tree = grow<Untyped>({
      image: spec.get("image"),
      fixed: { on: "yes" },
      off: spec.get("off"),
      data: governed<Untyped>(spec.get("storage"), { name: "db" }),
      both: merged<Untyped>(spec.get("extra"), { x: spec.get("extra").get("x"), y: "z" }),
    });
    expect(tree.json).toEqual({ image: "a:1", fixed: { on: "yes" }, data: { name: "db" }, both: { x: 1, y: "z" } });
    expect(at(tree.get("image").part("1"))).toBe("2:12-2:13 part");
    expect(tree.get("image").path).toBe("image");
    expect(tree.get("image").written?.path).toBe("spec.image");
    expect(at(tree.get("fixed").get("on"))).toBeUndefined();
    expect(at(tree.get("off").get("deep"))).toBe("1:1-1:5 parent");
    expect(at(tree.get("data").get("name"))).toBe("3:12-3:21 value");
    expect(at(tree.get("both").get("x"))).toBe("4:14-4:15 value");
    expect(at(tree.get("both").get("y"))).toBeUndefined();
    expect(at(tree.get("both").get("new"))).toBe("4:3-4:8 parent");
  });
});
