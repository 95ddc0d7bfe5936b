import { readFileSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020.js";
import { expect } from "vitest";
import type { Finding, Report } from "../../src/finding/finding.ts";
import type { FormatContext } from "../../src/report/format.ts";
import { sarif } from "../../src/report/sarif.ts";
import { contextOf, findingOf, reportOf, SHOP } from "./samples.ts";

const schema = JSON.parse(readFileSync(new URL("sarif.schema.json", import.meta.url), "utf8"));
const isValid = new Ajv2020({ allErrors: true }).compile(schema);

interface PhysicalLocation {
  readonly artifactLocation: { readonly uri: string };
  readonly region: {
    readonly startLine: number;
    readonly startColumn: number;
    readonly endLine: number;
    readonly endColumn: number;
  };
}

interface Text {
  readonly text: string;
}

export interface SarifRule {
  readonly id: string;
  readonly name?: string;
  readonly shortDescription: Text;
  readonly fullDescription: Text;
  readonly help: Text & { readonly markdown: string };
  readonly defaultConfiguration: { readonly level: string };
  readonly properties: Readonly<Record<string, unknown>> & { readonly tags: readonly string[] };
}

export interface SarifResult {
  readonly ruleId: string;
  readonly ruleIndex?: number;
  readonly level: string;
  readonly message: Text;
  readonly locations: readonly [
    {
      readonly physicalLocation: PhysicalLocation;
      readonly logicalLocations?: readonly { readonly fullyQualifiedName: string }[];
    },
  ];
  readonly relatedLocations?: readonly {
    readonly id: number;
    readonly message: Text;
    readonly physicalLocation: PhysicalLocation;
  }[];
  readonly partialFingerprints: Readonly<Record<string, string>>;
  readonly fixes?: readonly unknown[];
  readonly suppressions?: readonly unknown[];
  readonly properties: Readonly<Record<string, unknown>>;
}

export interface SarifRun {
  readonly tool: { readonly driver: { readonly rules: readonly SarifRule[] } };
  readonly automationDetails: { readonly id: string };
  readonly invocations?: readonly {
    readonly executionSuccessful: boolean;
    readonly toolExecutionNotifications: readonly { readonly level: string; readonly message: Text }[];
  }[];
  readonly results: readonly SarifResult[];
}

export function expectSchema(log: unknown): void {
  isValid(log);
  expect(isValid.errors).toBeNull();
}

/** The run of the log, which must meet the schema. */
export function runOf(report: Report, context: FormatContext = contextOf({ "shop.yaml": SHOP })): SarifRun {
  const log = JSON.parse(sarif(report, context));
  expectSchema(log);
  return log.runs[0];
}

export function resultOf(over: Partial<Finding>, context?: FormatContext): SarifResult {
  const [result] = runOf(reportOf([findingOf(over)]), context).results;
  if (!result) throw new Error("the run has no result");
  return result;
}
