import fc from "fast-check";
import { Parser, type Result } from "tap-parser";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { forTerminal } from "../../src/report/escape.ts";
import { tap } from "../../src/report/tap.ts";
import { readSource } from "../../src/yaml/source.ts";
import { findingSaying, HOSTILE_TEXTS, hostileTexts, manyFindings, shortfallSaying } from "./hostile-texts.ts";
import { at, contextOf, dangersIn, findingOf, hostileContext, hostileReport, reportOf, SHORTFALLS } from "./samples.ts";

/** What an independent harness reads; in strict mode it fails whatever is no TAP. */
function harness(text: string) {
  const results: Result[] = [];
  const faults: unknown[] = [];
  const parser = new Parser({ strict: true });
  parser.on("assert", (result: Result) => results.push(result));
  for (const event of ["extra", "bailout", "child", "pragma"]) parser.on(event, (fault) => faults.push(event, fault));
  let isOk = false;
  let count = 0;
  parser.on("complete", (final) => {
    isOk = final.ok;
    count = final.count;
  });
  parser.end(text);
  return { results, faults, isOk, count };
}

/** The texts of the YAML blocks. */
const blocksOf = (text: string): readonly string[] =>
  Array.from(text.matchAll(/^ {2}---\n((?: {2}.*\n)*?) {2}\.\.\.$/gm), ([, block]) => block!.replace(/^ {2}/gm, ""));

const asRead = (block: string): unknown => {
  const [document] = readSource("block.yaml", new TextEncoder().encode(block)).documents;
  expect(document?.refusal).toBeUndefined();
  return document?.value;
};

describe("tap", () => {
  it("prints a test a finding, with all that is known in YAML", () => {
    const findings = [
      findingOf({
        help: 'mount "data"',
        then: "no pod is created",
        resource: { kind: "Deployment", namespace: "web", name: "shop" },
      }),
      findingOf({ severity: "info", message: "issue #1", path: "", location: at("b.yaml", 1, 2, 3) }),
    ];
    expect(tap(reportOf(findings), contextOf())).toBe(`TAP version 14
1..2
not ok 1 - shop.yaml:4:17: container "app" mounts volume "dta", but Deployment/shop has no such volume [volume-mount-not-found]
  ---
  rule: "volume-mount-not-found"
  severity: "error"
  confidence: "certain"
  message: "container \\"app\\" mounts volume \\"dta\\", but Deployment/shop has no such volume"
  help: "mount \\"data\\""
  then: "no pod is created"
  resource: "Deployment/web/shop"
  path: "spec.template.spec.containers[app].volumeMounts[/data].name"
  at:
    file: "shop.yaml"
    line: 4
    column: 17
    endLine: 4
    endColumn: 20
  fingerprint: "0123456789abcdef"
  ...
ok 2 - b.yaml:1:2: issue \\#1 [volume-mount-not-found] # SKIP info
  ---
  rule: "volume-mount-not-found"
  severity: "info"
  confidence: "certain"
  message: "issue #1"
  at:
    file: "b.yaml"
    line: 1
    column: 2
    endLine: 1
    endColumn: 3
  fingerprint: "0123456789abcdef"
  ...
# 1 error, 1 info in 1 object of 1 file
`);
  });

  it("is one test that passes where nothing is found, and not a plan that skips everything", () => {
    const text = tap(reportOf([], { ignored: 2 }), contextOf());
    expect(text).toBe("TAP version 14\n1..1\nok 1 - nothing found in 1 object of 1 file; 2 ignored\n");
    expect(harness(text)).toMatchObject({ isOk: true, count: 1, faults: [] });
  });

  it("fails for errors and warnings, and for nothing that is merely of interest", () => {
    expect(harness(tap(reportOf([findingOf()]), contextOf())).isOk).toBe(false);
    expect(harness(tap(reportOf([findingOf({ severity: "warning" })]), contextOf())).isOk).toBe(false);
    const info = harness(tap(reportOf([findingOf({ severity: "info" })]), contextOf()));
    expect(info.isOk).toBe(true);
    expect(info.results[0]).toMatchObject({ ok: true, skip: "info" });
  });

  it("points into the template of a chart that was rendered here", () => {
    const place = at("shop/templates/web.yaml", 7, 3, 5);
    const finding = findingOf({ origin: { template: { file: place.file }, place, how: "aligned" } });
    const [result] = harness(tap(reportOf([finding]), contextOf())).results;
    expect(result?.name).toMatch(/^shop\/templates\/web\.yaml:7:3: /);
    expect(result?.diag.at).toMatchObject({ file: place.file, line: 7, column: 3 });
  });

  it("keeps hostile text in its description and block, as it is shown", () => {
    const text = tap(hostileTexts(), contextOf());
    expect(dangersIn(text)).toEqual([]);
    expect(dangersIn(tap(hostileReport(), hostileContext()))).toEqual([]);
    const { results, faults, count } = harness(text);
    expect(faults).toEqual([]);
    expect(count).toBe(HOSTILE_TEXTS.length);
    for (const [index, result] of results.entries()) {
      const shown = forTerminal(HOSTILE_TEXTS[index]!);
      expect(result).toMatchObject({ ok: false, skip: false, todo: false });
      expect(result.name).toBe(`${shown}:4:17: ${shown} [${shown}]`.trim());
      expect(result.diag).toMatchObject({ rule: shown, message: shown, help: shown, then: shown, at: { file: shown } });
    }
  });

  it("writes YAML that our own reader and the yaml package read alike", () => {
    const blocks = blocksOf(tap(hostileTexts(), contextOf()));
    expect(blocks).toHaveLength(HOSTILE_TEXTS.length);
    for (const [index, block] of blocks.entries()) {
      expect(asRead(block)).toEqual(parse(block));
      expect(parse(block)).toMatchObject({
        message: forTerminal(HOSTILE_TEXTS[index]!),
        at: { line: 4, endColumn: 20 },
      });
    }
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (message) => {
        const [block] = blocksOf(tap(reportOf([findingSaying(message)]), contextOf()));
        expect(asRead(block!)).toEqual(parse(block!));
        expect(parse(block!)).toMatchObject({ message: forTerminal(message) });
      }),
    );
  });

  it("fails for what could not be done, whatever was found", () => {
    const context = contextOf({}, { shortfalls: SHORTFALLS });
    const text = tap(reportOf([]), context);
    expect(text).toBe(`TAP version 14
1..2
not ok 1 - shop/templates/web.yaml:7:3: "shop" cannot be rendered: nil pointer [not all could be done]
  ---
  help: "give it"
  ...
not ok 2 - "gone.yaml" does not exist [not all could be done]
# nothing found in 1 object of 1 file
`);
    expect(harness(text)).toMatchObject({ isOk: false, count: 2, faults: [] });
    expect(harness(tap(reportOf([findingOf({ severity: "info" })]), context))).toMatchObject({
      isOk: false,
      count: 3,
      faults: [],
    });
  });

  it("keeps hostile text of what could not be done in its place", () => {
    const text = tap(reportOf([]), contextOf({}, { shortfalls: HOSTILE_TEXTS.map(shortfallSaying) }));
    expect(dangersIn(text)).toEqual([]);
    const { results, faults } = harness(text);
    expect(faults).toEqual([]);
    for (const [index, result] of results.entries()) {
      const shown = forTerminal(HOSTILE_TEXTS[index]!);
      expect(result).toMatchObject({ ok: false, skip: false, todo: false, diag: { help: shown } });
      expect(result.name).toBe(`${shown}:4:17: ${shown} [not all could be done]`.trim());
    }
    expect(results).toHaveLength(HOSTILE_TEXTS.length);
  });

  it("plans every one of 10,000 findings", () => {
    const { count, faults, results } = harness(tap(manyFindings(10_000), contextOf()));
    expect({ count, faults, skipped: results.filter(({ skip }) => skip).length }).toEqual({
      count: 10_000,
      faults: [],
      skipped: 3333,
    });
  });
});
