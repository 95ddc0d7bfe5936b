import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, it } from "vitest";
import type { Finding } from "../../src/finding/finding.ts";
import { FINDINGS_SCHEMA } from "../../src/report/findings-schema.ts";
import { json } from "../../src/report/json.ts";
import { HOSTILE_TEXTS, shortfallSaying } from "./hostile-texts.ts";
import { at, contextOf, dangersIn, findingOf, hostileContext, hostileReport, reportOf, SHORTFALLS } from "./samples.ts";

const isValid = new Ajv2020({ strict: true, allErrors: true }).compile(FINDINGS_SCHEMA);
const parsed = (text: string): Record<string, unknown> => JSON.parse(text);

const location = at("shop.yaml", 4, 17, 20);
const complete = findingOf({
  label: "not declared",
  help: 'mount "data"',
  then: "no pod is created",
  related: [{ location: at("shop.yaml", 3, 9, 13), label: "it is declared here" }],
  resource: { kind: "Deployment", namespace: "web", name: "shop" },
  origin: {
    template: { file: "shop/templates/web.yaml", start: { line: 1, column: 2 }, end: { line: 1, column: 5 } },
    valuesKey: "volumes",
    how: "exact",
  },
  fix: { title: 'mount "data"', safe: false, edits: [{ location, text: "data" }] },
});

describe("json", () => {
  it("prints its empty document where nothing is found", () => {
    expect(json(reportOf([], { notChecked: [{ kind: "Foo", count: 2 }] }), contextOf())).toBe(`{
  "schemaVersion": 1,
  "tool": {
    "name": "plimsoll",
    "version": "1.2.3"
  },
  "summary": {
    "files": 1,
    "documents": 1,
    "objects": 1,
    "error": 0,
    "warning": 0,
    "info": 0,
    "unlisted": 0,
    "ignored": 0,
    "baselined": 0,
    "stale": 0,
    "unchanged": 0,
    "unreadable": 0,
    "notRead": 0,
    "notKubernetes": 0,
    "headerOnly": 0,
    "notChecked": [
      {
        "kind": "Foo",
        "count": 2
      }
    ]
  },
  "findings": []
}
`);
  });

  it("prints all that is known about a finding", () => {
    expect(parsed(json(reportOf([complete]), contextOf()))["findings"]).toEqual([complete]);
  });

  it("tells what could not be done, where there is something", () => {
    const document = parsed(json(reportOf([]), contextOf({}, { shortfalls: SHORTFALLS })));
    expect(document["shortfalls"]).toEqual(SHORTFALLS);
    isValid(document);
    expect(isValid.errors).toBeNull();
    expect(parsed(json(reportOf([]), contextOf({}, { shortfalls: [] })))).not.toHaveProperty("shortfalls");
    const hostile = json(reportOf([]), contextOf({}, { shortfalls: HOSTILE_TEXTS.map(shortfallSaying) }));
    expect(dangersIn(hostile)).toEqual([]);
    expect(parsed(hostile)["shortfalls"]).toEqual(HOSTILE_TEXTS.map(shortfallSaying));
  });

  it("leaves out what is not known, and what is no part of a finding", () => {
    const bare = findingOf();
    const report = reportOf([{ ...bare, document: "secret" } as Finding]);
    expect(parsed(json(report, contextOf()))["findings"]).toEqual([bare]);
  });

  it("orders keys alike, in whatever order the finding has them", () => {
    const reversed = Object.fromEntries(Object.entries(complete).reverse()) as unknown as Finding;
    expect(json(reportOf([reversed]), contextOf())).toBe(json(reportOf([complete]), contextOf()));
  });

  it("says what hostile text is without printing it raw", () => {
    const text = json(hostileReport(), hostileContext());
    expect(dangersIn(text)).toEqual([]);
    expect(parsed(text)["findings"]).toEqual(hostileReport().findings);
  });
});

describe("the schema of findings", () => {
  it("describes every report", () => {
    for (const report of [reportOf([]), reportOf([complete, findingOf()]), hostileReport()]) {
      isValid(parsed(json(report, contextOf())));
      expect(isValid.errors).toBeNull();
    }
  });

  it("refuses a document with a property more or less, or of another kind", () => {
    const document = parsed(json(reportOf([complete]), contextOf()));
    const { summary: _, ...withoutSummary } = document;
    for (const other of [
      { ...document, more: 1 },
      withoutSummary,
      { ...document, schemaVersion: 2 },
      { ...document, findings: [{ ...complete, severity: "fatal" }] },
      { ...document, findings: [{ ...complete, fingerprint: "0" }] },
      { ...document, findings: [{ ...complete, location: { ...location, start: { line: 0, column: 1 } } }] },
      { ...document, findings: [{ ...complete, related: [{ location, label: "x", more: 1 }] }] },
    ])
      expect(isValid(other)).toBe(false);
  });

  it("describes each property in one sentence and allows no others", () => {
    const properties = [...propertiesIn(FINDINGS_SCHEMA)];
    expect(properties.length).toBeGreaterThan(50);
    for (const [name, schema] of properties)
      expect(schema, name).toMatchObject({ description: expect.stringMatching(/^[A-Z][^.]*\.$/) });
    for (const object of objectsIn(FINDINGS_SCHEMA)) expect(object).toMatchObject({ additionalProperties: false });
  });
});

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null;

function* objectsIn(schema: unknown): Iterable<Record<string, unknown>> {
  if (!isRecord(schema)) return;
  if (schema["type"] === "object") yield schema;
  for (const part of Object.values(schema)) yield* objectsIn(part);
}

function* propertiesIn(schema: unknown): Iterable<[string, unknown]> {
  for (const { properties } of objectsIn(schema)) if (isRecord(properties)) yield* Object.entries(properties);
}
