import type { Remark } from "./multitool.ts";

/** Why what a rule of the tool remarks is left as it is. A remark without a reason fails the script. */
const REASONS: Readonly<Record<string, string>> = {
  SARIF2002: "GitHub reads `message.text`, and no text by its id.",
  SARIF2003: "Repository and commit are known to who uploads the file, and GitHub takes them from there.",
  SARIF2005: "There is no page to lead to while `package.json` has no homepage (docs/decisions/0008).",
  SARIF2006: "The tool opens the address of the schema, and says so where it cannot: the run had no network.",
  SARIF2009: "The ids of rules are words on purpose: they are what people write in a suppression.",
  SARIF2010: "Viewers show the file itself; a copy of its lines would double the size.",
  SARIF2011: "For the same reason.",
  SARIF2012: "As for SARIF2005. What the page would say stands in `help`.",
};

export interface Judged {
  readonly name: string;
  readonly about: string;
  readonly results: number;
  readonly remarks: readonly Remark[];
}

interface Versions {
  readonly date: string;
  readonly plimsoll: string;
  readonly multitool: string;
}

/** docs/sarif-validation.md */
export function validationPage(judged: readonly Judged[], { date, plimsoll, multitool }: Versions): string {
  const remarks = judged.flatMap((log) => log.remarks);
  const rules = [...new Set(remarks.map(({ rule }) => rule))].sort();
  return `# SARIF under the eyes of its own tool

\`npm run validate:sarif\` writes SARIF from the best and the worst input, hands it to the SARIF multitool with the rules of SARIF and those of GitHub code scanning ("Sarif;Ghas"), and puts what it said here. It fails on each error, on each remark of GitHub's rules (GH...), and on a remark that has no reason below. A log that is broken on purpose shows that GitHub's rules are asked at all. The tool is \`SARIF_MULTITOOL\`, or is installed into a temporary folder.

${date}: Plimsoll ${plimsoll}, SARIF multitool ${multitool}, ${remarks.some(isRefusal) ? "refused" : "no error and no remark of GitHub's rules"}.

| log | what it holds | results | errors | warnings | notes |
|---|---|---|---|---|---|
${judged.map(({ name, about, results, remarks }) => `| ${name} | ${about} | ${results} | ${counts(remarks).join(" | ")} |`).join("\n")}

## What is remarked, and left

| rule | level | times | why it is left |
|---|---|---|---|
${rules
  .map((rule) =>
    rowOf(
      rule,
      remarks.filter((remark) => remark.rule === rule),
    ),
  )
  .join("\n")}
`;
}

export const isRefusal = ({ rule, level }: Remark): boolean =>
  level === "error" || rule.startsWith("GH") || !Object.hasOwn(REASONS, rule);

const counts = (remarks: readonly Remark[]): readonly number[] =>
  (["error", "warning", "note"] as const).map((level) => remarks.filter((remark) => remark.level === level).length);

const rowOf = (rule: string, remarks: readonly Remark[]): string =>
  `| ${rule} | ${remarks[0]?.level} | ${remarks.length} | ${REASONS[rule] ?? ""} |`;
