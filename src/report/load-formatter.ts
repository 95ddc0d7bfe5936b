import type { Formatter } from "./format.ts";
import type { LateFormatName } from "./formats.ts";

const LOADERS: Readonly<Record<LateFormatName, () => Promise<Formatter>>> = {
  unix: async () => (await import("./unix.ts")).unix,
  json: async () => (await import("./json.ts")).json,
  ndjson: async () => (await import("./ndjson.ts")).ndjson,
  sarif: async () => (await import("./sarif.ts")).sarif,
  github: async () => (await import("./github.ts")).github,
  gitlab: async () => (await import("./gitlab.ts")).gitlab,
  junit: async () => (await import("./junit.ts")).junit,
  checkstyle: async () => (await import("./checkstyle.ts")).checkstyle,
  rdjson: async () => (await import("./rdjson.ts")).rdjson,
  rdjsonl: async () => (await import("./rdjsonl.ts")).rdjsonl,
  markdown: async () => (await import("./markdown.ts")).markdown,
  tap: async () => (await import("./tap.ts")).tap,
};

/** Loads the one that is used. */
export const loadFormatter = (name: LateFormatName): Promise<Formatter> => LOADERS[name]();
