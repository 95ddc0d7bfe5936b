import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { Finding } from "../../src/finding/finding.ts";
import { sarif } from "../../src/report/sarif.ts";
import { HOSTILE_TEXTS, shortfallSaying } from "./hostile-texts.ts";
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
  SHORTFALLS,
} from "./samples.ts";
import { expectSchema, resultOf, runOf } from "./sarif-log.ts";

const many = (count: number, severity: Finding["severity"]): Finding[] =>
  Array.from({ length: count }, (_, index) => findingOf({ severity, location: at("f", index + 1, 1, 2) }));

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

  it("prints a finding with all that is known of it", () => {
    const finding = findingOf({
      help: 'mount "data"',
      then: "no pod is created",
      related: [{ location: at("charts/a b.yaml", 3, 9, 13), label: "it is declared here" }],
      resource: { kind: "Deployment", namespace: "web", name: "shop" },
      fix: { title: 'mount "data"', safe: false, edits: [{ location: at("shop.yaml", 4, 17, 20), text: "data" }] },
    });
    const rule = ruleOf({ examples: [{ bad: "a: 1 # bad\n", good: "a: 2\n" }], references: ["https://a.example/b"] });
    const golden = readFileSync(new URL("one-finding.sarif", import.meta.url), "utf8");
    expect(sarif(reportOf([finding]), contextOf({ "shop.yaml": SHOP }, { rules: [rule] }))).toBe(golden);
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
      findingOf({ rule: "a", location: at("z", 1, 1, 2), origin: { place: at("0.yaml", 3, 1, 2), how: "exact" } }),
    ];
    const places = runOf(reportOf(findings)).results.map(({ ruleId, locations: [first] }) => [
      first.physicalLocation.artifactLocation.uri,
      ruleId,
    ]);
    expect(places).toEqual([
      ["0.yaml", "a"],
      ["a.yaml", "b"],
      ["a.yaml", "a"],
      ["a.yaml", "b"],
      ["b.yaml", "b"],
    ]);
  });

  it.each([
    [undefined, "plimsoll/"],
    ["", "plimsoll/"],
    ["shop", "shop/"],
    ["deploy/shop/", "deploy/shop/"],
    ["//a///b//", "a/b/"],
    ["a\nb", "a b/"],
  ])("takes the category %j as %s", (category, id) => {
    const context = contextOf({}, category === undefined ? {} : { category });
    expect(runOf(reportOf([]), context).automationDetails.id).toBe(id);
  });

  it("names files from the root of their repository, where it is known", () => {
    const related = [{ location: at("../b.yaml", 1, 1, 2), label: "here" }];
    const fix = { title: "t", safe: true, edits: [{ location: at("a.yaml", 1, 1, 2), text: "x" }] };
    const result = resultOf(
      { location: at("a.yaml", 1, 1, 2), related, fix },
      contextOf({}, { folder: () => "deploy/shop" }),
    );
    expect(JSON.stringify(result).match(/"uri":"[^"]*"/g)).toEqual([
      '"uri":"deploy/shop/a.yaml"',
      '"uri":"deploy/b.yaml"',
      '"uri":"deploy/shop/a.yaml"',
    ]);
  });

  it("keeps the 5,000 worst results and says how many it left out", () => {
    const run = runOf(reportOf([...many(3000, "info"), ...many(1500, "warning"), ...many(2500, "error")]));
    const levels = run.results.map(({ level }) => level);
    expect(["error", "warning", "note"].map((wanted) => levels.filter((level) => level === wanted).length)).toEqual([
      2500, 1500, 1000,
    ]);
    expect(run.invocations?.[0]?.toolExecutionNotifications.map(({ message }) => message.text)).toEqual([
      "2000 of 7000 findings are left out, the least severe or the longest (info 2000): code scanning takes 5000 results of a run, and no file of more than 10 MB.",
    ]);
    expect(runOf(reportOf(many(5000, "info"))).invocations).toBeUndefined();
  });

  it("leaves out what says too much for a file that GitHub takes, and keeps the others", () => {
    const long = "x".repeat(5_000_000);
    const findings = ["a", "b", "c"].map((rule) => findingOf({ rule, message: long }));
    const run = runOf(reportOf([...findings, findingOf({ rule: "d", severity: "info" })]));
    expect(run.results.map(({ ruleId }) => ruleId)).toEqual(["a", "b", "d"]);
    expect(run.invocations?.[0]?.toolExecutionNotifications[0]?.message.text).toContain(
      "1 of 4 findings are left out, the least severe or the longest (error 1)",
    );
  });

  it("says how many findings the report itself does not list", () => {
    const run = runOf(reportOf([findingOf()], { unlisted: 12 }));
    expect(run.invocations?.[0]?.toolExecutionNotifications.map(({ message }) => message.text)).toEqual([
      "12 further findings are counted and not listed: their rules have 10000 others each.",
    ]);
  });

  it("survives hostile text in every field", () => {
    expect(dangersIn(sarif(hostileReport(), hostileContext({ category: HOSTILE })))).toEqual([]);
    const run = runOf(hostileReport(), hostileContext());
    expect(run.results.map(({ ruleIndex }) => ruleIndex)).toContain(0);
    expect(run.tool.driver.rules[0]?.id).toBe(HOSTILE);
    for (const { message } of run.results) expect(dangersIn(`> ${message.text}`)).toEqual([]);
  });
});

describe("what could not be done", () => {
  it("makes the run unsuccessful, so that code scanning closes no alert of what nobody looked at", () => {
    const run = runOf(reportOf([findingOf()]), contextOf({}, { shortfalls: SHORTFALLS, folder: () => "deploy" }));
    expect(run.invocations).toEqual([
      {
        executionSuccessful: false,
        toolExecutionNotifications: [
          {
            level: "error",
            message: { text: '"shop" cannot be rendered: nil pointer. Help: give it.' },
            locations: [
              {
                physicalLocation: {
                  artifactLocation: { uri: "deploy/shop/templates/web.yaml" },
                  region: { startLine: 7, startColumn: 3, endLine: 7, endColumn: 3 },
                },
              },
            ],
          },
          { level: "error", message: { text: '"gone.yaml" does not exist.' } },
        ],
      },
    ]);
    expect(run.results).toHaveLength(1);
  });

  it("is told before what is left out, which alone leaves the run successful", () => {
    const report = reportOf([findingOf()], { unlisted: 12 });
    expect(runOf(report).invocations).toMatchObject([{ executionSuccessful: true }]);
    const [invocation] = runOf(report, contextOf({}, { shortfalls: SHORTFALLS })).invocations ?? [];
    expect(invocation).toMatchObject({ executionSuccessful: false });
    expect(invocation?.toolExecutionNotifications.map(({ level }) => level)).toEqual(["error", "error", "warning"]);
  });

  it("meets the schema with hostile text in every place", () => {
    const context = contextOf({}, { shortfalls: HOSTILE_TEXTS.map(shortfallSaying), folder: () => HOSTILE });
    expect(dangersIn(sarif(reportOf([]), context))).toEqual([]);
    const [invocation] = runOf(reportOf([]), context).invocations ?? [];
    expect(invocation?.toolExecutionNotifications).toHaveLength(HOSTILE_TEXTS.length);
    for (const { message } of invocation?.toolExecutionNotifications ?? [])
      expect(dangersIn(`> ${message.text}`)).toEqual([]);
  });

  it("is looked at by the schema: a notification without a message does not meet it", () => {
    const log = JSON.parse(sarif(reportOf([]), contextOf({}, { shortfalls: SHORTFALLS })));
    delete log.runs[0].invocations[0].toolExecutionNotifications[0].message;
    expect(() => expectSchema(log)).toThrow();
  });
});

describe("what is suppressed", () => {
  const suppressed = [
    { finding: findingOf({ location: at("a.yaml", 1, 1, 2) }), by: [{ how: "comment", reason: "seen\nhere" }] },
    { finding: findingOf({ location: at("a.yaml", 2, 1, 2) }), by: [{ how: "annotation" }, { how: "baseline" }] },
    { finding: findingOf({ location: at("a.yaml", 3, 1, 2) }), by: [{ how: "config", reason: "later" }] },
  ] as const;

  it("is not told of where the report does not keep it, and then no result speaks of suppression", () => {
    expect(resultOf({})).not.toHaveProperty("suppressions");
  });

  it("stands among the results with how and why, and the others say that they are not suppressed", () => {
    const open = findingOf({ location: at("a.yaml", 4, 1, 2) });
    const { results } = runOf({ ...reportOf([open]), suppressed });
    expect(results.map(({ suppressions }) => suppressions)).toEqual([
      [{ kind: "inSource", justification: "seen here" }],
      [{ kind: "inSource" }, { kind: "external" }],
      [{ kind: "external", justification: "later" }],
      [],
    ]);
  });

  it("is left out before any finding is", () => {
    const run = runOf({ ...reportOf(many(4999, "info")), suppressed });
    expect(run.results.filter(({ suppressions }) => suppressions?.length !== 0)).toHaveLength(1);
    expect(run.invocations?.[0]?.toolExecutionNotifications[0]?.message.text).toContain("(suppressed 2)");
  });
});

describe("what code scanning knows an alert by", () => {
  const files = { "shop.yaml": "a: 1\nb: 2\na: 1\n" };
  const own = { "plimsoll/v1": "0123456789abcdef" };
  // The end of the file alone: 65535 times 37^99, modulo 2^64.
  const lastLine = { primaryLocationLineHash: "c129715d7a2bc9a3:1", ...own };
  const identities = (findings: readonly Finding[]) =>
    runOf(reportOf(findings), contextOf(files)).results.map(({ partialFingerprints }) => partialFingerprints);

  it("is GitHub's hash of the line where the text is at hand, beside the finding's own fingerprint", () => {
    expect(identities([findingOf({ location: at("shop.yaml", 4, 1, 1) })])).toEqual([lastLine]);
    expect(identities([findingOf({ location: at("gone.yaml", 4, 1, 1) })])).toEqual([own]);
  });

  it("is of the line in the template where that is known, and the fingerprint where it is not", () => {
    const place = at("shop.yaml", 4, 1, 1);
    const printed = (how: "aligned" | "source") => findingOf({ location: at("shop", 9, 1, 2), origin: { place, how } });
    expect(identities([printed("aligned")])).toEqual([lastLine]);
    expect(identities([printed("source")])).toEqual([{ primaryLocationLineHash: "0123456789abcdef:1", ...own }]);
  });

  it("is the fingerprint for all but the first finding of a rule on a line, which would be one alert otherwise", () => {
    const location = at("shop.yaml", 4, 1, 1);
    const other = "fedcba9876543210";
    expect(
      identities([
        findingOf({ location }),
        findingOf({ location, fingerprint: other }),
        findingOf({ location, rule: "z" }),
      ]),
    ).toEqual([lastLine, { primaryLocationLineHash: `${other}:1`, "plimsoll/v1": other }, lastLine]);
  });
});
