import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, it } from "vitest";
import { FINDINGS_LINE_SCHEMA } from "../../src/report/findings-schema.ts";
import { json } from "../../src/report/json.ts";
import { ndjson } from "../../src/report/ndjson.ts";
import { contextOf, dangersIn, findingOf, hostileContext, hostileReport, reportOf, SHORTFALLS } from "./samples.ts";
import { awkwardFindings, manyFindings } from "./trials.ts";

const isValid = new Ajv2020({ strict: true, allErrors: true }).compile(FINDINGS_LINE_SCHEMA);

/** The lines, each of which has to be one document. */
function linesOf(text: string): readonly Record<string, unknown>[] {
  expect(text.endsWith("\n")).toBe(true);
  return text
    .slice(0, -1)
    .split("\n")
    .map((line) => JSON.parse(line));
}

describe("ndjson", () => {
  it("prints one finding a line and the summary last", () => {
    expect(ndjson(reportOf([findingOf({ help: "a\nb" })]), contextOf())).toBe(
      '{"rule":"volume-mount-not-found","severity":"error","confidence":"certain",' +
        '"message":"container \\"app\\" mounts volume \\"dta\\", but Deployment/shop has no such volume","help":"a\\nb",' +
        '"location":{"file":"shop.yaml","start":{"line":4,"column":17},"end":{"line":4,"column":20}},"related":[],' +
        '"path":"spec.template.spec.containers[app].volumeMounts[/data].name","focus":"value","fingerprint":"0123456789abcdef"}\n' +
        '{"schemaVersion":1,"tool":{"name":"plimsoll","version":"1.2.3"},"summary":{"files":1,"documents":1,"objects":1,' +
        '"error":1,"warning":0,"info":0,"unlisted":0,"ignored":0,"baselined":0,"stale":0,"unchanged":0,"unreadable":0,"notRead":0,"notKubernetes":0,' +
        '"headerOnly":0,"notChecked":[]}}\n',
    );
  });

  it("prints the summary alone where nothing is found", () => {
    expect(linesOf(ndjson(reportOf([]), contextOf()))).toMatchObject([{ summary: { files: 1, error: 0 } }]);
  });

  it("tells what could not be done on the last line", () => {
    const lines = linesOf(ndjson(reportOf([findingOf()]), contextOf({}, { shortfalls: SHORTFALLS })));
    expect(lines.map(({ shortfalls }) => shortfalls)).toEqual([undefined, SHORTFALLS]);
    for (const line of lines) {
      isValid(line);
      expect(isValid.errors).toBeNull();
    }
  });

  it("says all that json says, in its shape and order, whatever the texts", () => {
    for (const report of [hostileReport(), reportOf(awkwardFindings()), reportOf(manyFindings(10_000))]) {
      const text = ndjson(report, hostileContext());
      const lines = linesOf(text);
      const [findings, last] = [lines.slice(0, -1), lines.at(-1)];
      expect({ ...last, findings }).toEqual(JSON.parse(json(report, hostileContext())));
      expect(findings).toEqual(report.findings);
      expect(dangersIn(text)).toEqual([]);
    }
  });
});

describe("the schema of its lines", () => {
  const [finding, last] = linesOf(ndjson(reportOf([findingOf()]), contextOf()));

  it("describes every line", () => {
    for (const line of linesOf(ndjson(hostileReport(), hostileContext()))) {
      isValid(line);
      expect(isValid.errors).toBeNull();
    }
  });

  it("tells findings from the last line", () => {
    expect(isValid({ ...finding, ...last })).toBe(false);
    expect(isValid({ ...finding, more: 1 })).toBe(false);
    expect(isValid({ ...last, findings: [] })).toBe(false);
    expect(isValid({})).toBe(false);
  });
});
