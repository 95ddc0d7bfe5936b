import { describe, expect, test } from "vitest";
import { applied } from "../applied.ts";
import { foundBy } from "./found.ts";
import { podWith, said } from "./said.ts";

const RULE = "number-in-scientific-notation";
const value = (written: string) => podWith(`env: [{name: MAX, value: ${written}}]`);

describe("a text in the form in which Helm prints a large integer", () => {
  test.each([
    ['"1e+06"', "1000000"],
    ["'1.048576e+07'", "10485760"],
    ['"1.23456789e+08"', "123456789"],
    ['"2.0190612073634e+13"', "20190612073634"],
    ['"-1e+06"', "-1000000"],
    ['"1e+21"', "1000000000000000000000"],
  ])("%s", (written, digits) => {
    const inner = written.slice(1, -1);
    expect(said(RULE, value(written))).toEqual([
      `warning 6:69-${69 + inner.length} value of env "MAX" is "${inner}", the form in which Helm prints the number ${digits}`,
    ]);
    const [finding] = foundBy(RULE, value(written));
    expect(finding).toMatchObject({ confidence: "likely", fix: { safe: false } });
    expect(applied(value(written), finding?.fix?.edits ?? [])).toBe(value(`"${digits}"`));
  });

  test.each([
    '"1e6"',
    '"1E+06"',
    '"1e+05"',
    '"1.5e+00"',
    '"1.2345678e+06"',
    '"1.0e+06"',
    '"12e+06"',
    '"1e-06"',
    '"1e+06 "',
    '"0e+06"',
    '"x1e+06"',
  ])("%s is not that form", (written) => {
    expect(said(RULE, value(written))).toEqual([]);
  });

  test("without quotes it is a number, which another rule tells", () => {
    expect(said(RULE, value("1e+06"))).toEqual([]);
    expect(said("value-not-text", value("1e+06"))).toHaveLength(1);
  });
});

describe("behind the name of a setting", () => {
  test.each([
    ["--max=1e+06", "--max=1000000"],
    ["-Xlimit:5.36870912e+08", "-Xlimit:536870912"],
  ])("%s", (argument, mended) => {
    const [finding] = foundBy(RULE, podWith(`args: ["${argument}"]`));
    const { start, end } = finding!.location;
    expect(start.line).toBe(6);
    expect(start.column).toBe(51 + argument.search(/\d/));
    expect(end.column).toBe(51 + argument.length);
    expect(finding?.message).toMatch(/^spec\.containers\[0\]\.args\[0\] ends in "/);
    expect(finding?.fix?.edits[0]?.text).toContain(mended);
  });

  test.each(["--max 1e+06", "a1e+06", "1e+06/s", "--rate=1e+06,5"])("not in %s", (argument) => {
    expect(said(RULE, podWith(`args: ["${argument}"]`))).toEqual([]);
  });

  test("the tag of an image", () => {
    const text = podWith("").replace('"example/web:1"', "example/web:2.0190612e+07");
    expect(said(RULE, text)).toEqual([
      'warning 6:38-51 spec.containers[0].image ends in "2.0190612e+07", the form in which Helm prints the number 20190612',
    ]);
  });
});

test("a long text costs no more than its end", () => {
  const text = value(`"${"1".repeat(200_000)}e+06"`);
  const before = performance.now();
  expect(said(RULE, text)).toEqual([]);
  expect(performance.now() - before).toBeLessThan(1000);
});
