import { describe, expect, test } from "vitest";
import { brokenLog, sarifLogs } from "../scripts/validate-sarif/logs.ts";
import type { Remark } from "../scripts/validate-sarif/multitool.ts";
import { isRefusal, validationPage } from "../scripts/validate-sarif/page.ts";
import { expectSchema } from "./report/sarif-log.ts";

describe("the logs that are validated", () => {
  test.each(sarifLogs())("meet our own schema: $name", ({ text }) => {
    expectSchema(JSON.parse(text));
  });
  test("but for the broken one", () => {
    expect(() => expectSchema(JSON.parse(brokenLog().text))).toThrow();
  });
});

describe("the page of the validation", () => {
  const remark = (rule: string, level: Remark["level"]): Remark => ({ rule, level, message: "" });

  test.each([
    [remark("SARIF2005", "warning"), false],
    [remark("SARIF2005", "error"), true],
    [remark("SARIF2016", "note"), true],
    [remark("GH1001", "note"), true],
  ])("tells what may stay from what may not: %j", (one, isRefused) => {
    expect(isRefusal(one)).toBe(isRefused);
  });

  test("counts what was said of each log, and says why it stays", () => {
    const remarks = [remark("SARIF2005", "warning"), remark("SARIF2010", "note"), remark("SARIF2010", "note")];
    const judged = [{ name: "a", about: "one", results: 2, remarks }];
    const page = validationPage(judged, { date: "2026-05-01", plimsoll: "1.2.3", multitool: "5.7.0" });
    expect(page).toContain("\n2026-05-01: Plimsoll 1.2.3, SARIF multitool 5.7.0, no error");
    expect(page).toContain("\n| a | one | 2 | 0 | 1 | 2 |\n");
    expect(page).toMatch(/\n\| SARIF2010 \| note \| 2 \| [A-Z].+\. \|\n/);
  });
});
