import { readFileSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, it } from "vitest";
import type { Finding, Report } from "../../src/finding/finding.ts";
import type { FormatContext } from "../../src/report/format.ts";
import { sarif } from "../../src/report/sarif.ts";
import { uriOf } from "../../src/report/uri.ts";
import {
  at,
  contextOf,
  dangersIn,
  findingOf,
  HOSTILE,
  hostileContext,
  hostileReport,
  reportOf,
  ruleOf,
  SHOP,
} from "./samples.ts";

const schema = JSON.parse(readFileSync(new URL("sarif.schema.json", import.meta.url), "utf8"));
const isValid = new Ajv2020({ allErrors: true }).compile(schema);

interface Run {
  tool: { driver: { rules: { id: string; fullDescription: { text: string }; help: { markdown: string } }[] } };
  invocations?: { toolExecutionNotifications: { message: { text: string } }[] }[];
  results: {
    ruleId: string;
    ruleIndex?: number;
    level: string;
    message: { text: string };
    locations: { physicalLocation: { artifactLocation: { uri: string }; region: unknown } }[];
    relatedLocations?: { id: number }[];
    partialFingerprints: Record<string, string>;
  }[];
}

/** The run of the log, which must meet the schema. */
const runOf = (report: Report, context: FormatContext = contextOf({ "shop.yaml": SHOP })): Run => {
  const log = JSON.parse(sarif(report, context));
  isValid(log);
  expect(isValid.errors).toBeNull();
  return log.runs[0];
};
const resultOf = (over: Partial<Finding>, context?: FormatContext) =>
  runOf(reportOf([findingOf(over)]), context).results[0]!;

describe("sarif", () => {
  it("prints its empty document where nothing is found, which closes alerts", () => {
    expect(sarif(reportOf([]), contextOf())).toBe(`{
  "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
  "version": "2.1.0",
  "runs": [
    {
      "tool": {
        "driver": {
          "name": "Plimsoll",
          "semanticVersion": "1.2.3",
          "rules": []
        }
      },
      "automationDetails": {
        "id": "plimsoll/"
      },
      "columnKind": "utf16CodeUnits",
      "results": []
    }
  ]
}
`);
    runOf(reportOf([]));
  });

  it("prints a finding with its related locations linked from the message", () => {
    const finding = findingOf({
      help: 'mount "data"',
      then: "no pod is created",
      related: [{ location: at("charts/a b.yaml", 3, 9, 13), label: "it is declared here" }],
    });
    expect(runOf(reportOf([finding])).results).toEqual([
      {
        ruleId: "volume-mount-not-found",
        ruleIndex: 0,
        level: "error",
        message: {
          text: 'container "app" mounts volume "dta", but Deployment/shop has no such volume. Help: mount "data". Then: no pod is created. Related: [it is declared here](1).',
        },
        locations: [
          {
            physicalLocation: {
              artifactLocation: { uri: "shop.yaml" },
              region: { startLine: 4, startColumn: 17, endLine: 4, endColumn: 20 },
            },
          },
        ],
        relatedLocations: [
          {
            id: 1,
            message: { text: "it is declared here" },
            physicalLocation: {
              artifactLocation: { uri: "charts/a%20b.yaml" },
              region: { startLine: 3, startColumn: 9, endLine: 3, endColumn: 13 },
            },
          },
        ],
        partialFingerprints: { primaryLocationLineHash: expect.any(String), "plimsoll/v1": "0123456789abcdef" },
      },
    ]);
  });

  it("prints the metadata of a rule that has results", () => {
    expect(runOf(reportOf([findingOf()])).tool.driver.rules).toEqual([
      {
        id: "volume-mount-not-found",
        shortDescription: { text: "A container mounts a volume that its pod does not have." },
        fullDescription: { text: "The API server rejects the pod." },
        help: {
          text: "The API server rejects the pod.\n\nA StatefulSet is accepted by older versions and then creates no pod.\n\nMore: `plimsoll explain volume-mount-not-found`",
          markdown:
            "The API server rejects the pod.\n\nA StatefulSet is accepted by older versions and then creates no pod.\n\nMore: `plimsoll explain volume-mount-not-found`",
        },
        defaultConfiguration: { level: "error" },
        properties: { tags: ["kubernetes", "storage"], precision: "very-high", "problem.severity": "error" },
      },
    ]);
  });

  it("tags rules that are not on by default, and trusts previews less", () => {
    const rule = ruleOf({ severity: "info", profile: "security", stage: "preview" });
    expect(runOf(reportOf([findingOf()]), contextOf({}, { rules: [rule] })).tool.driver.rules[0]).toMatchObject({
      defaultConfiguration: { level: "note" },
      properties: {
        tags: ["kubernetes", "storage", "security"],
        precision: "medium",
        "problem.severity": "recommendation",
      },
    });
  });

  it("keeps descriptions within what GitHub accepts, and none of them empty", () => {
    const long = contextOf({}, { rules: [ruleOf({ summary: "😀".repeat(2000), rationale: "" })] });
    const [rule] = runOf(reportOf([findingOf()]), long).tool.driver.rules;
    expect([...(rule?.fullDescription.text ?? "")]).toHaveLength(1024);
    expect(rule?.help.markdown).toContain("plimsoll explain");
  });

  it("points with ruleIndex at the rule among those that have results", () => {
    const rules = ["a", "b", "c"].map((id) => ruleOf({ id }));
    const findings = ["c", "a", "unlisted"].map((rule, index) =>
      findingOf({ rule, location: at("f", index + 1, 1, 2) }),
    );
    const run = runOf(reportOf(findings), contextOf({}, { rules }));
    expect(run.tool.driver.rules.map(({ id }) => id)).toEqual(["a", "c"]);
    expect(run.results.map(({ ruleId, ruleIndex }) => [ruleId, ruleIndex])).toEqual([
      ["c", 1],
      ["a", 0],
      ["unlisted", undefined],
    ]);
  });

  it("sorts results by address, line and rule", () => {
    const findings = [
      findingOf({ rule: "b", location: at("b.yaml", 10, 1, 2) }),
      findingOf({ rule: "b", location: at("a.yaml", 9, 1, 2) }),
      findingOf({ rule: "a", location: at("a.yaml", 10, 5, 6) }),
      findingOf({ rule: "b", location: at("a.yaml", 10, 1, 2) }),
    ];
    const places = runOf(reportOf(findings)).results.map(({ ruleId, locations: [first] }) => [
      first?.physicalLocation.artifactLocation.uri,
      ruleId,
    ]);
    expect(places).toEqual([
      ["a.yaml", "b"],
      ["a.yaml", "a"],
      ["a.yaml", "b"],
      ["b.yaml", "b"],
    ]);
  });

  it("cuts a location of several lines to its first", () => {
    const { locations } = resultOf({ location: at("shop.yaml", 3, 3, 5, 4) });
    expect(locations[0]?.physicalLocation.region).toEqual({ startLine: 3, startColumn: 3, endLine: 3, endColumn: 13 });
    const unknown = resultOf({ location: at("gone.yaml", 3, 3, 5, 4) });
    expect(unknown.locations[0]?.physicalLocation.region).toMatchObject({ startColumn: 3, endColumn: 3 });
  });

  it("carries GitHub's hash of the line where the text is at hand, and always its own fingerprint", () => {
    const files = { "shop.yaml": "a: 1\nb: 2\na: 1\n" };
    // The end of the file alone: 65535 times 37^99, modulo 2^64.
    expect(resultOf({ location: at("shop.yaml", 4, 1, 1) }, contextOf(files)).partialFingerprints).toEqual({
      primaryLocationLineHash: "c129715d7a2bc9a3:1",
      "plimsoll/v1": "0123456789abcdef",
    });
    expect(resultOf({ location: at("gone.yaml", 4, 1, 1) }, contextOf(files)).partialFingerprints).toEqual({
      "plimsoll/v1": "0123456789abcdef",
    });
  });

  it("keeps the 5,000 worst results and says how many it left out", () => {
    const many = (count: number, severity: Finding["severity"]): Finding[] =>
      Array.from({ length: count }, (_, index) => findingOf({ severity, location: at("f", index + 1, 1, 2) }));
    const run = runOf(reportOf([...many(3000, "info"), ...many(1500, "warning"), ...many(2500, "error")]));
    const levels = run.results.map(({ level }) => level);
    expect(["error", "warning", "note"].map((wanted) => levels.filter((level) => level === wanted).length)).toEqual([
      2500, 1500, 1000,
    ]);
    expect(run.invocations?.[0]?.toolExecutionNotifications[0]?.message.text).toBe(
      "2000 of 7000 findings are left out, the least severe (info 2000): code scanning keeps 5000 results of a run.",
    );
    expect(runOf(reportOf(many(5000, "info"))).invocations).toBeUndefined();
  });

  it("lets no text of a manifest form a link or a second line, and escapes what would end a link's text", () => {
    const { message, relatedLocations } = resultOf({
      message: "see [here](http://evil.example)\nspec.containers[0]",
      related: [{ location: at("f", 1, 1, 2), label: "a\\b [c](9) here" }],
    });
    expect(message.text).toBe(
      "see [here] (http://evil.example) spec.containers[0]. Related: [a\\\\b \\[c\\](9) here](1).",
    );
    expect(relatedLocations?.map(({ id }) => id)).toEqual([1]);
  });

  it("survives hostile text in every field", () => {
    expect(dangersIn(sarif(hostileReport(), hostileContext()))).toEqual([]);
    const run = runOf(hostileReport(), hostileContext());
    expect(run.results.map(({ ruleIndex }) => ruleIndex)).toContain(0);
    expect(run.tool.driver.rules[0]?.id).toBe(HOSTILE);
    for (const { message } of run.results) expect(dangersIn(`> ${message.text}`)).toEqual([]);
  });
});

describe("the address of a file", () => {
  it.each([
    ["shop.yaml", "shop.yaml"],
    ["./charts//shop/./a.yaml", "charts/shop/a.yaml"],
    ["../up.yaml", "../up.yaml"],
    ["dir\\shop.yaml", "dir/shop.yaml"],
    ["a b#c?d%.yaml", "a%20b%23c%3Fd%25.yaml"],
    ["größe/名.yaml", "gr%C3%B6%C3%9Fe/%E5%90%8D.yaml"],
    ["c:d.yaml", "c%3Ad.yaml"],
    ["/srv/shop.yaml", "file:///srv/shop.yaml"],
    ["C:\\srv\\shop.yaml", "file:///C:/srv/shop.yaml"],
    ["<stdin>", "stdin"],
    ["a\ud800b", "a%EF%BF%BDb"],
  ])("of %j is %s", (path, uri) => {
    expect(uriOf(path)).toBe(uri);
  });
});
