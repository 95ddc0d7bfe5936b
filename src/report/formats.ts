import { nothingFound } from "./closing-line.ts";
import type { Format } from "./format.ts";

const NAMES = ["pretty", "unix", "json", "sarif", "junit", "checkstyle", "markdown", "tap"] as const;

export type FormatName = (typeof NAMES)[number];
export const FORMAT_NAMES: readonly FormatName[] = NAMES;

export const FORMATS: Readonly<Record<FormatName, Format>> = {
  pretty: {
    load: async ({ findings }) => (findings.length === 0 ? nothingFound : (await import("./pretty.ts")).pretty),
  },
  unix: { load: async () => (await import("./unix.ts")).unix },
  json: { load: async () => (await import("./json.ts")).json },
  sarif: { tellsOfRules: true, load: async () => (await import("./sarif.ts")).sarif },
  junit: { load: async () => (await import("./junit.ts")).junit },
  checkstyle: { load: async () => (await import("./checkstyle.ts")).checkstyle },
  markdown: { linksPlaces: true, load: async () => (await import("./markdown.ts")).markdown },
  tap: { load: async () => (await import("./tap.ts")).tap },
};
