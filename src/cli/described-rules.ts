import type { AnyRule } from "../rule/rule.ts";

/** The built-in rules with all that is told about them. */
export const describedRules = async (): Promise<readonly AnyRule[]> => (await import("../rules/index.ts")).RULES;
