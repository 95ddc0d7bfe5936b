import { describe, expect, test } from "vitest";
import { meantQuantity, quantityValue, readQuantity } from "../../src/kubernetes/quantity.ts";

const MALFORMED = "quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'";
const SUFFIX = "unable to parse quantity's suffix";

describe("what Kubernetes reads as a quantity", () => {
  test.each(["1", "10Gi", "1.5Ti", ".5", "5.", "1e3", "1E-3", "12E", "5Ei", "+3M", "100m", "1n", "007k", " 10Gi "])(
    "%j is more than zero",
    (text) => {
      expect(readQuantity(text)).toEqual({ sign: 1 });
    },
  );
  test.each(["0", "0Gi", "0.000", "00e5", "-0", "-", "+", "."])("%j is zero", (text) => {
    expect(readQuantity(text)).toEqual({ sign: 0 });
  });
  test("a sign makes it less than zero", () => {
    expect(["-1Gi", "-.1"].map(readQuantity)).toEqual([{ sign: -1 }, { sign: -1 }]);
  });
  test.each(["", "   ", "10 Gi", "10GB", "10Gib", "10gi", "ten", "1.2.3", "1,5Gi", "10GI", "0x10", "10Gi\n", "true"])(
    "%j does not look like one",
    (text) => {
      expect(readQuantity(text)).toEqual({ error: MALFORMED });
    },
  );
  test.each(["10K", "10mi", "10ki", "1e", "1GG", "5-3", "1e+", "3i"])("%j has a suffix that is none", (text) => {
    expect(readQuantity(text)).toEqual({ error: SUFFIX });
  });
  test("a text without end is read in no time", () => {
    const started = performance.now();
    for (const text of ["0".repeat(1e6), " ".repeat(1e6), `1${"e".repeat(1e6)}`, `${" ".repeat(900)}x`.repeat(1000)]) {
      readQuantity(text);
      meantQuantity(text);
    }
    expect(performance.now() - started).toBeLessThan(500);
  });
});

test("sizes as people write them are known", () => {
  expect(
    ["10GB", "10 Gi", "10GiB", "10gib", "1.5TB", "512mb", "10K", "10 kb", "8g", "10 Gbytes", "10 gibytes"].map(
      meantQuantity,
    ),
  ).toEqual(["10G", "10Gi", "10Gi", "10Gi", "1.5T", "512M", "10k", "10k", "8G", "10G", "10Gi"]);
  expect(["ten", "10", "", "GB", "10 bananas", "1,5Gi", "10 Gytes"].map(meantQuantity)).toEqual(
    Array(7).fill(undefined),
  );
});

describe("the number that a quantity is", () => {
  test.each([
    ["1", 1],
    ["512Mi", 536_870_912],
    ["1.5Gi", 1_610_612_736],
    ["2G", 2_000_000_000],
    ["1e3", 1000],
    ["1E", 1e18],
    ["1E-3", 0.001],
    ["1500m", 1.5],
    ["5u", 0.000_005],
    [" 4Ki ", 4096],
    ["-1k", -1000],
    [".", 0],
    ["00e5", 0],
  ])("%j is %d", (text, number) => {
    expect(quantityValue(text)).toBeCloseTo(number, 12);
  });
  test("what is no quantity has none", () => {
    expect(["10GB", "$" + "{SIZE}", "", "ten"].map(quantityValue)).toEqual(Array(4).fill(undefined));
  });
});
