import { describe, expect, test } from "vitest";
import { type Changes, changedOnly } from "../../src/engine/changed-only.ts";
import { at, findingOf, reportOf } from "../report/samples.ts";

const changes = (change: Partial<Changes> = {}): Changes => ({
  isUnchanged: (file) => file.startsWith("old"),
  isRenderedAnew: () => false,
  ...change,
});
const inFile = (file: string) => ({ location: at(file, 1, 1, 2) });

describe("of a report where only changed files count", () => {
  test("findings in unchanged files are left out, and counted apart from the others", () => {
    const report = reportOf([
      findingOf(inFile("new.yaml")),
      findingOf(inFile("old.yaml")),
      findingOf({ ...inFile("old.yaml"), severity: "warning" }),
      findingOf({ ...inFile("new.yaml"), severity: "info" }),
    ]);
    const { findings, summary } = changedOnly(report, changes());
    expect(findings).toEqual([report.findings[0], report.findings[3]]);
    expect(summary).toEqual({ ...report.summary, error: 1, warning: 0, info: 1, unchanged: 2 });
  });

  test("a finding stays for the other side of it", () => {
    const related = [{ label: "declared here", ...inFile("new.yaml") }];
    expect(changedOnly(reportOf([findingOf({ ...inFile("old.yaml"), related })]), changes()).findings).toHaveLength(1);
  });

  test("a document that nobody could read stays", () => {
    const report = reportOf([findingOf({ ...inFile("old.yaml"), rule: "document-unreadable" })], { unreadable: 1 });
    expect(changedOnly(report, changes())).toEqual(report);
  });

  test("the template is asked for, and not what was rendered, unless all of it is rendered anew", () => {
    const finding = findingOf({
      ...inFile("old (rendered)"),
      origin: { place: at("new/templates/a.yaml", 1, 1, 2), how: "aligned" },
      related: [{ label: "here", place: at("old/templates/b.yaml", 1, 1, 2), ...inFile("new (rendered)") }],
    });
    const unchanged = findingOf({
      ...inFile("new (rendered)"),
      origin: { place: at("old/templates/a.yaml", 1, 1, 2), how: "aligned" },
      related: finding.related,
    });
    const report = reportOf([finding, unchanged]);
    expect(changedOnly(report, changes()).findings).toEqual([finding]);
    const anew = changes({ isRenderedAnew: (file) => file === "new (rendered)" });
    expect(changedOnly(report, anew).findings).toEqual([finding, unchanged]);
  });

  test("what no report lists stays among the numbers, and what was unmatched stays", () => {
    const report = { ...reportOf([findingOf(inFile("old.yaml"))], { error: 7, unlisted: 6 }), unmatched: UNMATCHED };
    const changed = changedOnly(report, changes());
    expect(changed.summary).toMatchObject({ error: 6, unlisted: 6, unchanged: 1 });
    expect(changed.unmatched).toBe(UNMATCHED);
  });
});

const UNMATCHED = { stale: [], absent: [] };
