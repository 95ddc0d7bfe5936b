import { nothingFound } from "./closing-line.ts";
import type { Format } from "./format.ts";

/** In the order in which help lists them. */
export const FORMATS: Readonly<Record<"pretty" | "unix" | "json" | "sarif", Format>> = {
  pretty: {
    summary: "For people: each finding with the lines that it is about",
    load: async ({ findings }) => (findings.length === 0 ? nothingFound : (await import("./pretty.ts")).pretty),
  },
  unix: {
    summary: "One line a finding: path:line:column: severity: message [rule]",
    load: async () => (await import("./unix.ts")).unix,
  },
  json: {
    summary: "Everything that is known about each finding, as schemas/findings.schema.json describes it",
    load: async () => (await import("./json.ts")).json,
  },
  sarif: {
    summary: "SARIF 2.1.0 for GitHub code scanning and editors",
    tellsOfRules: true,
    load: async () => (await import("./sarif.ts")).sarif,
  },
};
