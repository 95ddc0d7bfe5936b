import { describe, expect, it } from "vitest";
import type { FindingFix } from "../../src/finding/finding.ts";
import { at, contextOf, findingOf } from "./samples.ts";
import { resultOf } from "./sarif-log.ts";

const printed = contextOf({
  shop: "a: 1\n  image:   shop\n",
  "shop/templates/web.yaml": "{{- if .Values.web }}\nkind: Pod\n",
});
const WEB = "shop/templates/web.yaml";

describe("the primary location", () => {
  it("is cut to its first line where it has several", () => {
    const { locations } = resultOf({ location: at("shop.yaml", 3, 3, 5, 4) });
    expect(locations[0].physicalLocation.region).toEqual({ startLine: 3, startColumn: 3, endLine: 3, endColumn: 13 });
    const unknown = resultOf({ location: at("gone.yaml", 3, 3, 5, 4) });
    expect(unknown.locations[0].physicalLocation.region).toMatchObject({ startColumn: 3, endColumn: 3 });
  });

  it("is the rest of its line where it is empty, so that something is marked", () => {
    const { locations } = resultOf({ location: at("shop.yaml", 3, 3, 3) });
    expect(locations[0].physicalLocation.region).toMatchObject({ startColumn: 3, endColumn: 13 });
  });

  it("is the line of the template where that is known", () => {
    const result = resultOf(
      {
        location: at("shop", 2, 12, 16),
        origin: { template: { file: WEB, start: { line: 2, column: 1 } }, place: at(WEB, 2, 7, 10), how: "aligned" },
      },
      printed,
    );
    expect(result.locations[0].physicalLocation).toEqual({
      artifactLocation: { uri: WEB },
      region: { startLine: 2, startColumn: 7, endLine: 2, endColumn: 10 },
    });
    expect(result.message.text).toBe(`${findingOf().message}.`);
    expect(result.properties["provenance"]).toEqual({
      how: "aligned",
      template: { file: WEB, line: 2 },
      rendered: { file: "shop", line: 2 },
    });
  });

  it("is the first line of the template where nobody knows more, and the message quotes what Helm prints", () => {
    const result = resultOf(
      {
        location: at("shop", 2, 12, 16),
        origin: { template: { file: WEB }, place: at(WEB, 1, 1, 1), valuesKey: "image.name", how: "source" },
      },
      printed,
    );
    expect(result.locations[0].physicalLocation.region).toEqual({
      startLine: 1,
      startColumn: 1,
      endLine: 1,
      endColumn: 22,
    });
    expect(result.message.text).toBe(
      `${findingOf().message} (line 2 of what Helm prints: image:   shop). Decided by the value: image.name.`,
    );
    expect(result.properties["provenance"]).toMatchObject({ valuesKey: "image.name" });
  });

  it("names the template of a chart that another file brings", () => {
    const result = resultOf({
      location: at("shop", 2, 12, 16),
      origin: { template: { file: "db/templates/set.yaml" }, place: at("shop/Chart.yaml", 7, 3, 11), how: "source" },
    });
    expect(result.locations[0].physicalLocation.artifactLocation.uri).toBe("shop/Chart.yaml");
    expect(result.message.text).toContain("Rendered from: db/templates/set.yaml.");
  });

  it("is told in words where it lies in the standard input, which has no address", () => {
    const { message } = resultOf({ message: "it sinks", location: at("<stdin>", 12, 1, 4) });
    expect(message.text).toBe("it sinks (line 12 of the standard input).");
  });

  it("names the object and the field", () => {
    const resource = { kind: "Deployment", namespace: "web", name: "shop" };
    const path = "spec.replicas";
    const named = (over: Parameters<typeof resultOf>[0]) => resultOf(over).locations[0].logicalLocations;
    expect(named({ resource, path })).toEqual([{ fullyQualifiedName: "Deployment/web/shop/spec.replicas" }]);
    expect(named({ resource: { kind: "Job", name: "" }, path })).toEqual([{ fullyQualifiedName: "Job/spec.replicas" }]);
    expect(named({ path: "" })).toBeUndefined();
    expect(resultOf({ resource: { kind: "Job", name: "" } }).properties).toEqual({
      confidence: "certain",
      resource: { kind: "Job" },
    });
  });
});

describe("related locations", () => {
  const label = "it is declared here";

  it("are linked from the message", () => {
    const { message, relatedLocations } = resultOf({
      message: "it sinks",
      related: [
        { location: at("a.yaml", 1, 1, 2), label },
        { location: at("b.yaml", 2, 1, 2), label: "and here" },
      ],
    });
    expect(message.text).toBe("it sinks. Related: [it is declared here](1), [and here](2).");
    expect(relatedLocations?.map(({ id, message }) => [id, message.text])).toEqual([
      [1, label],
      [2, "and here"],
    ]);
  });

  it("in text that Helm prints are linked where their place is known, and told in words otherwise", () => {
    const { message, relatedLocations } = resultOf({
      message: "it sinks",
      location: at("shop", 9, 1, 2),
      origin: { place: at(WEB, 2, 1, 5), how: "exact" },
      related: [
        { location: at("shop", 4, 1, 2), label: "the volumes stand here" },
        { location: at("shop", 5, 1, 2), label, place: at(WEB, 1, 1, 4) },
      ],
    });
    expect(message.text).toBe(
      "it sinks. Related: the volumes stand here (line 4 of what Helm prints), [it is declared here](1).",
    );
    expect(relatedLocations?.map(({ id, physicalLocation }) => [id, physicalLocation.artifactLocation.uri])).toEqual([
      [1, WEB],
    ]);
  });

  it("in the standard input are told in words", () => {
    const result = resultOf({ related: [{ location: at("<stdin>", 3, 1, 2), label }] });
    expect(result.message.text).toContain("Related: it is declared here (line 3 of the standard input).");
    expect(result).not.toHaveProperty("relatedLocations");
  });

  it("are a hundred at most, and the message says how many more there are", () => {
    const related = Array.from({ length: 103 }, (_, index) => ({ location: at("a.yaml", index + 1, 1, 2), label }));
    const { message, relatedLocations } = resultOf({ related });
    expect(relatedLocations).toHaveLength(100);
    expect(message.text).toMatch(/\[it is declared here\]\(100\), 3 more\.$/);
  });

  it("let no text of a manifest form a link, a placeholder or a second line", () => {
    const { message, relatedLocations } = resultOf({
      message: "see [here](http://evil.example)\nspec.containers[0] {0} {{ .Values.a }}",
      related: [{ location: at("f", 1, 1, 2), label: "a\\b [c](9) {1} here" }],
    });
    expect(message.text).toBe(
      "see [here] (http://evil.example) spec.containers[0] { 0} {{ .Values.a }}. Related: [a\\\\b \\[c\\](9) { 1} here](1).",
    );
    expect(relatedLocations?.map(({ id }) => id)).toEqual([1]);
  });
});

describe("a fix", () => {
  const fix: FindingFix = {
    title: "set\nit",
    safe: true,
    edits: [
      { location: at("a.yaml", 3, 5, 9, 4), text: "" },
      { location: at("b.yaml", 1, 1, 1), text: "x: 1\n" },
      { location: at("a.yaml", 7, 1, 1), text: "y" },
    ],
  };
  const [inA, inB] = [{ artifactLocation: { uri: "a.yaml" } }, { artifactLocation: { uri: "b.yaml" } }];
  const region = (startLine: number, startColumn: number, endLine: number, endColumn: number) => ({
    deletedRegion: { startLine, startColumn, endLine, endColumn },
  });

  it("is told as replacements, file by file", () => {
    expect(resultOf({ fix }).fixes).toEqual([
      {
        description: { text: "set it" },
        artifactChanges: [
          { ...inA, replacements: [region(3, 5, 4, 9), { ...region(7, 1, 7, 1), insertedContent: { text: "y" } }] },
          { ...inB, replacements: [{ ...region(1, 1, 1, 1), insertedContent: { text: "x: 1\n" } }] },
        ],
        properties: { safe: true },
      },
    ]);
  });

  it("says where it may change what was meant", () => {
    expect(resultOf({ fix: { ...fix, safe: false } }).fixes).toMatchObject([
      { description: { text: "set it (may change what was meant)" }, properties: { safe: false } },
    ]);
  });

  it("is left out where it edits what is in no file or is rendered anew", () => {
    const inStdin = { ...fix, edits: [{ location: at("<stdin>", 1, 1, 2), text: "x" }] };
    expect(resultOf({ fix: inStdin })).not.toHaveProperty("fixes");
    expect(resultOf({ fix: { ...fix, edits: [] } })).not.toHaveProperty("fixes");
    expect(resultOf({ fix, origin: { template: { file: WEB }, how: "source" } })).not.toHaveProperty("fixes");
    expect(resultOf({ fix, origin: { place: at(WEB, 1, 1, 2), how: "exact" } })).not.toHaveProperty("fixes");
  });
});
