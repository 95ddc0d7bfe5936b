import type { ConfigurableRule } from "../../src/config/config-shape.ts";
import { type ConfigReading, readConfig } from "../../src/config/read-config.ts";
import { readSource } from "../../src/yaml/source.ts";

const withoutOptions = [
  "document-unreadable",
  "fs-group-missing",
  "init-container-chown",
  "key-duplicate",
  "volume-mount-not-found",
];

/** Stands in for the rules that ship: their ids, and one rule with an option of every type. */
export const RULES: readonly ConfigurableRule[] = [
  ...withoutOptions.map((id) => ({ id, summary: `Summary of ${id}.` })),
  {
    id: "storage-class-fstype-missing",
    summary: "A class names no file system.",
    options: {
      properties: {
        drivers: { type: "array", items: { type: "string" }, description: "Drivers to look at." },
        level: { type: "string", enum: ["low", "high"], description: "How much to say." },
        limit: { type: "integer", minimum: 1, maximum: 9, description: "How many to name." },
        share: { type: "number", description: "Part of the whole." },
        strict: { type: "boolean", description: "Also where the driver is not known." },
        title: { type: "string", description: "What to call it." },
      },
      defaults: { drivers: [], level: "low", limit: 5, share: 0.5, strict: false, title: "class" },
    },
  },
];

const read = (text: string): ConfigReading =>
  readConfig(readSource("plimsoll.yaml", new TextEncoder().encode(text)), RULES);

/** The config; where it has problems, the test fails with them. */
export function configOf(text: string) {
  const reading = read(text);
  if ("problems" in reading) throw new Error(JSON.stringify(reading.problems, undefined, 2));
  return reading.config;
}

/** Each problem as "line:column-column message (help)", the end's line too where it is another. */
export function problemsOf(text: string): readonly string[] {
  const reading = read(text);
  if (!("problems" in reading)) return [];
  return reading.problems.map(({ message, help, location: { start, end } }) => {
    const last = end.line === start.line ? `${end.column}` : `${end.line}:${end.column}`;
    return `${start.line}:${start.column}-${last} ${message}${help === undefined ? "" : ` (${help})`}`;
  });
}
