import fc from "fast-check";
import { expect, test } from "vitest";
import { nearest } from "../../src/rule/nearest.ts";
import { count, list, shortList } from "../../src/rule/text.ts";

test("a slip of the keyboard is recognised", () => {
  expect(nearest("confg", ["data", "config"])).toBe("config");
  expect(nearest("dat", ["data", "config"])).toBe("data");
});

test("the only longer name with all of the words, in order, is what was meant", () => {
  expect(nearest("prometheus-db", ["config", "prometheus-main-db", "prometheus-main-rulefiles-0"])).toBe(
    "prometheus-main-db",
  );
  expect(nearest("main-db", ["a-main-db", "b-main-db"])).toBeUndefined();
});

test("nothing is proposed where nothing is close", () => {
  expect(nearest("settings", ["data"])).toBeUndefined();
  expect(nearest("x", [])).toBeUndefined();
});

test("whatever is proposed is a candidate", () => {
  fc.assert(
    fc.property(fc.string(), fc.array(fc.string()), (name, candidates) => {
      const found = nearest(name, candidates);
      expect(found === undefined || candidates.includes(found)).toBe(true);
    }),
  );
});

test("lists read as sentences do", () => {
  expect([list([]), list(["a"]), list(["a", "b"]), list(["a", "b", "c"], "or")]).toEqual([
    "",
    "a",
    "a and b",
    "a, b or c",
  ]);
  expect(shortList(["a", "b", "c", "d", "e", "f", "g"], (word) => word)).toBe("a, b, c, d, e and 2 more");
  expect([count(1, "file"), count(2, "file"), count(0, "entry", "entries")]).toEqual([
    "1 file",
    "2 files",
    "0 entries",
  ]);
});
