import { expect, test } from "vitest";
import { fingerprint } from "../../src/finding/fingerprint.ts";

test("it is FNV-1a over 64 bits, each part ended by a zero byte", () => {
  // The offset basis, and the published value for one byte of zero.
  expect(fingerprint([])).toBe("cbf29ce484222325");
  expect(fingerprint([""])).toBe("af63bd4c8601b7df");
});

test("where one part ends and the next begins counts", () => {
  expect(fingerprint(["ab", "c"])).not.toBe(fingerprint(["a", "bc"]));
  expect(fingerprint(["ä"])).toBe(fingerprint(["ä"]));
});
