import { type Finding, lint, type Platform, readSource } from "../../src/index.ts";

/** What a rule finds in a text, with advice asked for, in the eyes of Kubernetes 1.`minor`. */
export function foundBy(rule: string, text: string, minor = 36, platform?: Platform): readonly Finding[] {
  const source = readSource("t.yaml", new TextEncoder().encode(text));
  return lint([source], { profiles: ["all"], kubernetes: { minor }, platform }).findings.filter(
    (finding) => finding.rule === rule,
  );
}

/** line:column-line:column */
export const placeOf = ({ start, end }: Finding["location"]): string =>
  `${start.line}:${start.column}-${end.line}:${end.column}`;

/** line:column-line:column label */
export const relatedOf = ({ related }: Finding): readonly string[] =>
  related.map(({ location, label }) => `${placeOf(location)} ${label}`);
