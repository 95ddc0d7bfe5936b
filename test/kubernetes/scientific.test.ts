import { expect, test } from "vitest";
import { endsInScientific } from "../../src/kubernetes/scientific.ts";
import { scientificIn } from "../../src/kubernetes/scientific-number.ts";

test("the digits are those of the number, whatever its size", () => {
  for (const [written, digits] of [
    ["1e+06", "1000000"],
    ["1.5e+06", "1500000"],
    ["-2.5e+10", "-25000000000"],
    ["1.2345678901234567e+16", "12345678901234567"],
    ["9.007199254740993e+15", "9007199254740993"],
    ["1e+30", `1${"0".repeat(30)}`],
  ] as const)
    expect(scientificIn(written), written).toEqual({ written, digits });
});

test("every integer from a million on that Go prints so is known again", () => {
  for (const number of [1e6, 1234567, 10485760, 4294967296, 2 ** 53, 1e21]) {
    const [mantissa, power] = number.toExponential().split("e+");
    const written = `${mantissa}e+${power!.padStart(2, "0")}`;
    expect(scientificIn(written)?.digits).toBe(BigInt(number).toString());
    expect(endsInScientific(written)).toBe(true);
  }
});

test("what Go does not print so is something else", () => {
  for (const text of [
    "",
    "1e+05",
    "1.5e+00",
    "1.23e+01",
    "10e+06",
    "1.50e+06",
    "1.e+06",
    "e+06",
    "1e+6",
    "01e+06",
    "+1e+06",
  ])
    expect(endsInScientific(text), text).toBe(false);
});

test("only behind a separator is it the end of a longer text", () => {
  expect(scientificIn("--max=1e+06")).toEqual({ written: "1e+06", digits: "1000000" });
  expect(scientificIn("example/web:2.5e+06")?.digits).toBe("2500000");
  for (const text of ["a 1e+06", "v1e+06", "1,1e+06", "=1e+06 "]) expect(scientificIn(text), text).toBeUndefined();
});
