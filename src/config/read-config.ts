import { parseVersion } from "../kubernetes/version.ts";
import type { Source } from "../yaml/document.ts";
import type { WrittenNode } from "../yaml/written.ts";
import { type Config, NO_CONFIG, type RuleSetting } from "./config.ts";
import { type ConfigurableRule, configShape, type WrittenConfig, type WrittenSetting } from "./config-shape.ts";
import { type ConfigProblem, readShaped } from "./read-shaped.ts";

export type ConfigReading = { readonly config: Config } | { readonly problems: readonly ConfigProblem[] };

/** Never throws for what the file holds. `problems` are the first in the order of the text; beyond 20, one more tells how many are left. */
export function readConfig(source: Source, rules: readonly ConfigurableRule[]): ConfigReading {
  const reading = readShaped(source, configShape(rules), "config");
  if ("problems" in reading) return reading;
  return { config: reading.written && reading.root ? configOf(reading.written, reading.root) : NO_CONFIG };
}

function configOf(written: WrittenConfig, root: WrittenNode): Config {
  const { rules = {}, profile = [], ignore = [], known = [], namespace, kubeVersion, platform, baseline } = written;
  return {
    rules: new Map(Object.entries(rules).flatMap(([id, setting]) => (setting ? [[id, settingOf(setting)]] : []))),
    profiles: typeof profile === "string" ? [profile] : profile,
    ignore: ignore.map((entry, index) => ({ ...entry, at: root.child("ignore").child(index) })),
    known,
    namespace,
    kubernetes: kubeVersion === undefined ? undefined : parseVersion(kubeVersion),
    platform,
    baseline,
  };
}

function settingOf(written: WrittenSetting): RuleSetting {
  if (typeof written === "string") return { severity: written, options: {} };
  const { severity, only, except, ...options } = written;
  return { ...(severity && { severity }), ...(only && { only }), ...(except && { except }), options };
}
