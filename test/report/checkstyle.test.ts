import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { checkstyle } from "../../src/report/checkstyle.ts";
import { forTerminal } from "../../src/report/escape.ts";
import { findingSaying, HOSTILE_TEXTS, hostileTexts, manyFindings } from "./hostile-texts.ts";
import { at, contextOf, dangersIn, findingOf, hostileContext, hostileReport, reportOf } from "./samples.ts";
import { elements, xmlTree } from "./xml-tree.ts";

describe("checkstyle", () => {
  it("lists findings file by file, with what to do", () => {
    const findings = [
      findingOf({ help: 'mount "data"', then: "no pod is created" }),
      findingOf({ severity: "info", rule: "fs-group-missing", message: "a < b", location: at("b.yaml", 1, 2, 3) }),
      findingOf({ severity: "warning", message: "second", location: at("shop.yaml", 9, 1, 3) }),
    ];
    expect(checkstyle(reportOf(findings), contextOf())).toBe(`<?xml version="1.0" encoding="UTF-8"?>
<checkstyle version="4.3">
  <file name="shop.yaml">
    <error line="4" column="17" severity="error" message="container &quot;app&quot; mounts volume &quot;dta&quot;, but Deployment/shop has no such volume; help: mount &quot;data&quot;; then: no pod is created" source="plimsoll.volume-mount-not-found"/>
    <error line="9" column="1" severity="warning" message="second" source="plimsoll.volume-mount-not-found"/>
  </file>
  <file name="b.yaml">
    <error line="1" column="2" severity="info" message="a &lt; b" source="plimsoll.fs-group-missing"/>
  </file>
</checkstyle>
`);
  });

  it("points into the template of a chart that was rendered here", () => {
    const place = at("shop/templates/web.yaml", 7, 3, 5);
    const finding = findingOf({ origin: { template: { file: place.file }, place, how: "aligned" } });
    const tree = xmlTree(checkstyle(reportOf([finding]), contextOf()));
    expect(elements(tree, "file")[0]?.attributes).toEqual({ name: place.file });
    expect(elements(tree, "error")[0]?.attributes).toMatchObject({ line: "7", column: "3", message: finding.message });
  });

  it("prints an empty list where nothing is found", () => {
    expect(checkstyle(reportOf([]), contextOf())).toBe(
      '<?xml version="1.0" encoding="UTF-8"?>\n<checkstyle version="4.3"/>\n',
    );
  });

  it("keeps hostile text within its attribute, readable", () => {
    const xml = checkstyle(hostileTexts(), contextOf());
    expect(dangersIn(xml)).toEqual([]);
    const tree = xmlTree(xml);
    expect(elements(tree, "file").map(({ attributes }) => attributes["name"])).toEqual(HOSTILE_TEXTS.map(forTerminal));
    for (const [index, { attributes }] of elements(tree, "error").entries()) {
      const text = forTerminal(HOSTILE_TEXTS[index]!);
      expect(attributes["message"]).toBe(`${text}; help: ${text}; then: ${text}; from: ${text}`);
      expect(attributes["source"]).toBe(`plimsoll.${text}`);
    }
    expect(dangersIn(checkstyle(hostileReport(), hostileContext()))).toEqual([]);
  });

  it("is well-formed whatever the text is", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        const tree = xmlTree(checkstyle(reportOf([findingSaying(text)]), contextOf()));
        expect(elements(tree, "file")[0]?.attributes["name"]).toBe(forTerminal(text));
      }),
    );
  });

  it("holds every one of 10,000 findings", () => {
    const tree = xmlTree(checkstyle(manyFindings(10_000), contextOf()));
    expect(elements(tree, "file")).toHaveLength(100);
    expect(elements(tree, "error")).toHaveLength(10_000);
  });
});
