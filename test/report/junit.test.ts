import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Finding } from "../../src/finding/finding.ts";
import { forTerminal } from "../../src/report/escape.ts";
import { junit } from "../../src/report/junit.ts";
import { findingSaying, HOSTILE_TEXTS, hostileTexts, manyFindings, shortfallSaying } from "./hostile-texts.ts";
import {
  at,
  contextOf,
  dangersIn,
  findingOf,
  hostileContext,
  hostileReport,
  reportOf,
  SHOP,
  SHORTFALLS,
} from "./samples.ts";
import { elements, type XmlTree, xmlTree } from "./xml-tree.ts";

const treeOf = (findings: readonly Finding[]): XmlTree => xmlTree(junit(reportOf(findings), contextOf()));
const attributesOf = (trees: readonly XmlTree[], name: string): readonly (string | undefined)[] =>
  trees.map(({ attributes }) => attributes[name]);

const resource = { kind: "Deployment", namespace: "web", name: "shop" };

describe("junit", () => {
  it("prints a suite a file and a test a finding", () => {
    const findings = [
      findingOf({
        resource,
        help: 'mount "data"',
        then: "no pod is created",
        related: [{ location: at("shop.yaml", 3, 9, 13), label: 'volume "data" is declared here' }],
        origin: { template: { file: "shop/templates/web.yaml" }, how: "source" },
      }),
      findingOf({
        rule: "fs-group-missing",
        severity: "info",
        message: "no fsGroup",
        location: at("b.yaml", 1, 2, 3),
      }),
      findingOf({
        rule: "document-unreadable",
        message: "this is no YAML",
        path: "",
        location: at("b.yaml", 9, 1, 2),
      }),
    ];
    const report = reportOf(findings, { unreadable: 1 });
    expect(junit(report, contextOf({ "shop.yaml": SHOP }))).toBe(`<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="plimsoll: 2 errors, 1 info in 1 object of 1 file; 1 document unreadable" tests="3" failures="1" errors="1" skipped="1" time="0">
  <testsuite name="shop.yaml" tests="1" failures="1" errors="0" skipped="0" time="0">
    <testcase classname="volume-mount-not-found" name="Deployment/web/shop spec.template.spec.containers[app].volumeMounts[/data].name" file="shop.yaml" line="4" time="0">
      <failure message="container &quot;app&quot; mounts volume &quot;dta&quot;, but Deployment/shop has no such volume" type="error">error: container &quot;app&quot; mounts volume &quot;dta&quot;, but Deployment/shop has no such volume
at: shop.yaml:4:17
help: mount &quot;data&quot;
then: no pod is created
from: shop/templates/web.yaml
related: shop.yaml:3:9: volume &quot;data&quot; is declared here
more: plimsoll explain volume-mount-not-found</failure>
    </testcase>
  </testsuite>
  <testsuite name="b.yaml" tests="2" failures="0" errors="1" skipped="1" time="0">
    <testcase classname="fs-group-missing" name="b.yaml:1:2" file="b.yaml" line="1" time="0">
      <skipped message="no fsGroup">info: no fsGroup
at: b.yaml:1:2
more: plimsoll explain fs-group-missing</skipped>
    </testcase>
    <testcase classname="document-unreadable" name="b.yaml:9:1" file="b.yaml" line="9" time="0">
      <error message="this is no YAML" type="error">error: this is no YAML
at: b.yaml:9:1
more: plimsoll explain document-unreadable</error>
    </testcase>
  </testsuite>
</testsuites>
`);
  });

  it("is one test that passes where nothing is found, which tells what was read", () => {
    expect(junit(reportOf([], { ignored: 2 }), contextOf())).toBe(`<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="plimsoll: nothing found in 1 object of 1 file; 2 ignored" tests="1" failures="0" errors="0" skipped="0" time="0">
  <testsuite name="plimsoll" tests="1" failures="0" errors="0" skipped="0" time="0">
    <testcase classname="plimsoll" name="nothing found" time="0">
      <system-out>nothing found in 1 object of 1 file; 2 ignored</system-out>
    </testcase>
  </testsuite>
</testsuites>
`);
  });

  it("fails for warnings and skips what is merely of interest, so that it fails no build", () => {
    const tree = treeOf([findingOf({ severity: "warning" }), findingOf({ severity: "info" })]);
    expect(attributesOf(elements(tree, "failure"), "type")).toEqual(["warning"]);
    expect(elements(tree, "skipped")).toHaveLength(1);
    expect(elements(tree, "error")).toHaveLength(0);
  });

  it("names a test alike when lines move, and no two tests of a rule alike", () => {
    const first = findingOf({ resource });
    const moved = { ...first, location: at("shop.yaml", 40, 17, 20) };
    const names = (findings: readonly Finding[]) => attributesOf(elements(treeOf(findings), "testcase"), "name");
    expect(names([first])).toEqual(names([moved]));
    expect(names([first, moved, first]).map((name) => name?.slice(-5))).toEqual([".name", "e (2)", "e (3)"]);
    expect(names([first, { ...first, rule: "fs-group-missing" }]).join()).not.toContain("(2)");
  });

  it("quotes what Helm has printed where the line in the template is not known", () => {
    const place = at("shop/templates/web.yaml", 1, 1, 1);
    const finding = findingOf({ origin: { template: { file: place.file }, place, how: "source" } });
    const [test] = elements(xmlTree(junit(reportOf([finding]), contextOf({ "shop.yaml": SHOP }))), "testcase");
    expect(test?.attributes).toMatchObject({ file: place.file, line: "1" });
    expect(test?.children[0]?.attributes["message"]).toBe(
      `${finding.message} (line 4 of what Helm prints: - name: dta)`,
    );
  });

  it("keeps hostile text within its attribute or element, readable", () => {
    const xml = junit(hostileTexts(), contextOf());
    expect(dangersIn(xml)).toEqual([]);
    const tree = xmlTree(xml);
    const shown = HOSTILE_TEXTS.map(forTerminal);
    expect(attributesOf(elements(tree, "testsuite"), "name")).toEqual(shown);
    const tests = elements(tree, "testcase");
    expect(attributesOf(tests, "classname")).toEqual(shown);
    expect(attributesOf(tests, "file")).toEqual(shown);
    const failures = elements(tree, "failure");
    expect(attributesOf(failures, "message")).toEqual(shown);
    for (const [index, { text }] of failures.entries())
      expect(text.split("\n")).toEqual([
        `error: ${shown[index]}`,
        `at: ${shown[index]}:4:17`,
        `help: ${shown[index]}`,
        `then: ${shown[index]}`,
        `from: ${shown[index]}`,
        `related: ${shown[index]}:3:9: ${shown[index]}`,
        `more: plimsoll explain ${shown[index]}`,
      ]);
    expect(dangersIn(junit(hostileReport(), hostileContext()))).toEqual([]);
  });

  it("is well-formed whatever the text is", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        const [failure] = elements(treeOf([findingSaying(text)]), "failure");
        expect(failure?.attributes["message"]).toBe(forTerminal(text));
      }),
    );
  });

  it("has an error for each thing that could not be done, and no test that passes", () => {
    const tree = xmlTree(junit(reportOf([findingOf()]), contextOf({}, { shortfalls: SHORTFALLS })));
    expect(tree.attributes).toMatchObject({ tests: "3", failures: "1", errors: "2" });
    const suite = elements(tree, "testsuite")[1]!;
    expect(suite.attributes).toMatchObject({ name: "plimsoll", tests: "2", failures: "0", errors: "2", skipped: "0" });
    const names = SHORTFALLS.map(({ message }) => message);
    expect(attributesOf(suite.children, "name")).toEqual(names);
    expect(suite.children[0]?.attributes).toMatchObject({ file: "shop/templates/web.yaml", line: "7" });
    expect(suite.children[1]?.attributes).not.toHaveProperty("file");
    const errors = elements(suite, "error");
    expect(attributesOf(errors, "message")).toEqual(names);
    expect(errors.map(({ text }) => text)).toEqual([`error: ${names[0]}\nhelp: give it`, `error: ${names[1]}`]);
    const alone = xmlTree(junit(reportOf([]), contextOf({}, { shortfalls: SHORTFALLS })));
    expect(elements(alone, "testsuite")).toHaveLength(1);
    expect(alone.attributes).toMatchObject({ tests: "2", errors: "2" });
  });

  it("keeps hostile text of what could not be done in its place", () => {
    const xml = junit(reportOf([]), contextOf({}, { shortfalls: HOSTILE_TEXTS.map(shortfallSaying) }));
    expect(dangersIn(xml)).toEqual([]);
    const shown = HOSTILE_TEXTS.map(forTerminal);
    const tests = elements(xmlTree(xml), "testcase");
    expect(attributesOf(tests, "name")).toEqual(shown);
    expect(attributesOf(tests, "file")).toEqual(shown);
    expect(elements(xmlTree(xml), "error").map(({ text }) => text)).toEqual(
      shown.map((text) => `error: ${text}\nhelp: ${text}`),
    );
  });

  it("counts right, also 10,000 findings", () => {
    const tree = xmlTree(junit(manyFindings(10_000), contextOf()));
    for (const counted of [tree, ...elements(tree, "testsuite")])
      expect(counted.attributes).toMatchObject({
        tests: String(elements(counted, "testcase").length),
        failures: String(elements(counted, "failure").length),
        errors: String(elements(counted, "error").length),
        skipped: String(elements(counted, "skipped").length),
      });
    expect(tree.attributes).toMatchObject({ tests: "10000", failures: "6667", skipped: "3333" });
  });
});
