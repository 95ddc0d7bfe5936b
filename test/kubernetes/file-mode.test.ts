import { expect, test } from "vitest";
import { isUsualMode, modeOfDigits, octal } from "../../src/kubernetes/file-mode.ts";

test("a mode is shown in octal, with the zero that makes it so", () => {
  expect([256, 420, 511, 400, 7, 0].map(octal)).toEqual(["0400", "0644", "0777", "0620", "07", "00"]);
});

test("digits mean the mode that they write in octal, where that is a usual one", () => {
  expect(["400", "0644", "755", "777"].map(modeOfDigits)).toEqual([0o400, 0o644, 0o755, 0o777]);
  expect(["420", "256", "511", "889", "40", "1755", "rw-", ""].map(modeOfDigits)).toEqual(Array(8).fill(undefined));
});

test("no number is both a usual mode and written in the digits of another", () => {
  const twofold = Array.from({ length: 512 }, (_, mode) => mode).filter(
    (mode) => isUsualMode(mode) && modeOfDigits(String(mode)) !== undefined,
  );
  expect(twofold).toEqual([]);
});
