import { type AnyRule, type Finding, lint, RULES, readSource, type Source } from "../../src/index.ts";
import { pretty } from "../../src/report/pretty.ts";
import { READ_FAILURE } from "../../src/rule/read-failure.ts";

/** docs/rules/ID.md: all from the rule's own definition, with what the tool really prints on its examples. */
export function rulePage(rule: AnyRule): string {
  const { id, summary, rationale, severity, profile, since, stage = "stable", examples, references = [] } = rule;
  return `${[
    `# ${id}`,
    summary,
    `| severity | profile | stage | since |\n|---|---|---|---|\n| ${severity} | ${profile} | ${stage} | ${since} |`,
    rationale,
    ...examples.flatMap(({ title, bad, good }) => [
      `## ${title ?? "Example"}`,
      fenced("yaml", bad.replaceAll(/ # bad$/gm, "")),
      fenced("text", reported(rule, bad)),
      "Right:",
      fenced("yaml", good),
    ]),
    "## Silence it",
    ...silencing(id),
    ...(references.length > 0 ? ["## References", references.map((url) => `- <${url}>`).join("\n")] : []),
  ].join("\n\n")}\n`;
}

function silencing(id: string): readonly string[] {
  if (id === READ_FAILURE)
    return [
      "By the path of the file, in `plimsoll.yaml`:",
      fenced("yaml", `ignore:\n  - rule: ${id}\n    path: vendor/**\n    reason: reason\n`),
    ];
  return [
    "On one line, or the line above it:",
    fenced("yaml", `# plimsoll: allow ${id} -- reason\n`),
    "On an object or its pod template:",
    fenced("yaml", `metadata:\n  annotations:\n    plimsoll/allow: "${id}: reason"\n`),
    "Everywhere, in `plimsoll.yaml`:",
    fenced("yaml", `rules:\n  ${id}: off\n`),
  ];
}

/** docs/rules/README.md */
export const ruleList = (rules: readonly AnyRule[]): string => `# Rules

| rule | severity | profile | what it reports |
|---|---|---|---|
${rules.map(({ id, severity, profile, summary }) => `| [${id}](${id}.md) | ${severity} | ${profile} | ${summary} |`).join("\n")}
`;

function reported(rule: AnyRule, bad: string): string {
  const source = readSource("bad.yaml", new TextEncoder().encode(bad.replaceAll(/ # bad$/gm, "")));
  const report = lint([source], { profiles: ["all"] });
  const findings = report.findings.filter((finding) => finding.rule === rule.id);
  return picture([source], findings, report);
}

/** What the terminal shows of the findings, without colour and without the last line, which counts. */
export function picture(
  sources: readonly Source[],
  findings: readonly Finding[],
  report: ReturnType<typeof lint>,
): string {
  const text = pretty(
    { ...report, findings },
    {
      rules: RULES,
      line: (file, number) => sources.find((source) => source.file === file)?.line(number),
      color: false,
      width: 120,
      verbose: true,
    },
  );
  return text.trimEnd().split("\n").slice(0, -1).join("\n").trimEnd();
}

const fenced = (language: string, text: string): string => `\`\`\`${language}\n${text.trimEnd()}\n\`\`\``;
