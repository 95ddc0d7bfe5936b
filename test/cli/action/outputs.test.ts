import { expect, test } from "vitest";
import { outputLines } from "../../../src/cli/action/outputs.ts";

const OUTPUTS = { errors: "1", warnings: "0", infos: "0", total: "1", "exit-code": "1", "sarif-file": "", charts: "" };

/** As the runner reads the file: a name, two signs and what ends the value. */
function readBack(text: string): Record<string, string> {
  const values: Record<string, string> = {};
  const lines = text.split("\n");
  while (lines.length > 1) {
    const [, name = "", end = ""] = /^([^<]+)<<(.+)$/.exec(lines.shift() ?? "") ?? [];
    const length = lines.indexOf(end);
    expect(length).toBeGreaterThanOrEqual(0);
    values[name] = lines
      .splice(0, length + 1)
      .slice(0, -1)
      .join("\n");
  }
  expect(lines).toEqual([""]);
  return values;
}

test.each(["", "out/a.sarif", "a\nEND\ntotal<<END\n99\nEND", "ENDD\nEND\nENDDD", "\n"])(
  "an output is read back as it is: %j",
  (value) => {
    const outputs = { ...OUTPUTS, "sarif-file": value };
    expect(readBack(outputLines(outputs))).toEqual(outputs);
  },
);
