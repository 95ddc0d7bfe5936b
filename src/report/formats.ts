import { nothingFound } from "./closing-line.ts";
import type { Format } from "./format.ts";

/** The formats that a run without them pays for with their names alone. */
const LATE = [
  "unix",
  "json",
  "ndjson",
  "sarif",
  "github",
  "gitlab",
  "junit",
  "checkstyle",
  "rdjson",
  "rdjsonl",
  "markdown",
  "tap",
] as const;

export type LateFormatName = (typeof LATE)[number];
export type FormatName = "pretty" | LateFormatName;
export const FORMAT_NAMES: readonly FormatName[] = ["pretty", ...LATE];

const late = (name: LateFormatName): Format => ({
  load: async () => (await import("./load-formatter.ts")).loadFormatter(name),
});

export const FORMATS: Readonly<Record<FormatName, Format>> = {
  pretty: {
    load: async ({ findings }) => (findings.length === 0 ? nothingFound : (await import("./pretty.ts")).pretty),
  },
  ...(Object.fromEntries(LATE.map((name) => [name, late(name)])) as Record<LateFormatName, Format>),
  sarif: { tellsOfRules: true, ...late("sarif") },
  markdown: { linksPlaces: true, ...late("markdown") },
};
