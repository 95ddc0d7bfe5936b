import type { Finding, Report, Summary } from "../../src/finding/finding.ts";
import type { FormatContext } from "../../src/report/format.ts";
import type { Shortfall } from "../../src/report/shortfall.ts";
import { type AnyRule, defineRule } from "../../src/rule/rule.ts";
import type { Location } from "../../src/yaml/span.ts";

/** Characters of one line of a file, or of several where `endLine` is given. */
export const at = (file: string, line: number, column: number, endColumn: number, endLine = line): Location => ({
  file,
  start: { line, column },
  end: { line: endLine, column: endColumn },
});

export const findingOf = (over: Partial<Finding> = {}): Finding => ({
  rule: "volume-mount-not-found",
  severity: "error",
  confidence: "certain",
  message: 'container "app" mounts volume "dta", but Deployment/shop has no such volume',
  location: at("shop.yaml", 4, 17, 20),
  related: [],
  path: "spec.template.spec.containers[app].volumeMounts[/data].name",
  focus: "value",
  fingerprint: "0123456789abcdef",
  ...over,
});

const summaryOf = (over: Partial<Summary> = {}): Summary => ({
  files: 1,
  documents: 1,
  objects: 1,
  error: 0,
  warning: 0,
  info: 0,
  unlisted: 0,
  ignored: 0,
  baselined: 0,
  stale: 0,
  unchanged: 0,
  unreadable: 0,
  notRead: 0,
  notKubernetes: 0,
  headerOnly: 0,
  notChecked: [],
  ...over,
});

/** Counts the severities of the findings, unless the summary is given. */
export const reportOf = (findings: readonly Finding[], summary: Partial<Summary> = {}): Report => {
  const count = (wanted: string): number => findings.filter(({ severity }) => severity === wanted).length;
  return {
    findings,
    summary: summaryOf({ error: count("error"), warning: count("warning"), info: count("info"), ...summary }),
    toolVersion: "1.2.3",
  };
};

export const ruleOf = (over: Partial<AnyRule> = {}): AnyRule => ({
  ...defineRule({
    id: "volume-mount-not-found",
    summary: "A container mounts a volume that its pod does not have.",
    rationale:
      "The API server rejects the pod.\n\nA StatefulSet is accepted by older versions and then creates no pod.",
    topic: "storage",
    severity: "error",
    profile: "default",
    since: "0.1.0",
    examples: [],
    on: "container",
    *check() {},
  }),
  ...(over as object),
});

/** A context whose files are the given texts, by name. */
export const contextOf = (
  files: Readonly<Record<string, string>> = {},
  over: Partial<FormatContext> = {},
): FormatContext => ({
  rules: [ruleOf()],
  line: (file, number) => files[file]?.split(/\r?\n/)[number - 1],
  color: false,
  width: 100,
  verbose: false,
  ...over,
});

/** Text that tries to command terminals and CI systems, to hide and to forge lines. */
export const HOSTILE =
  "x\u001b[31m\u0007\u009b31m\u202e\u2066\u2028\u200b\ud800\ufeff\r\n::error::forged\n  ::add-mask::a\n##[add-mask]b##vso[c](1)[";

/** A chart that Helm does not render, and a file that is not there. */
export const SHORTFALLS: readonly Shortfall[] = [
  {
    location: at("shop/templates/web.yaml", 7, 3, 3),
    message: '"shop" cannot be rendered: nil pointer',
    help: "give it",
  },
  { message: '"gone.yaml" does not exist' },
];

export const SHOP = `kind: Deployment
volumes:
- name: data
        - name: dta
`;

export const hostileReport = (): Report => {
  const location = at(HOSTILE, 1, 1, 4);
  const hostile = findingOf({
    rule: HOSTILE,
    message: HOSTILE,
    label: HOSTILE,
    help: HOSTILE,
    then: HOSTILE,
    location,
    related: [{ location: at(`::warning::${HOSTILE}`, 2, 1, 5), label: HOSTILE }],
    path: HOSTILE,
    resource: { kind: HOSTILE, namespace: HOSTILE, name: HOSTILE },
    origin: { template: { file: HOSTILE }, valuesKey: HOSTILE, how: "source" },
    fix: { title: HOSTILE, safe: true, edits: [{ location, text: HOSTILE }] },
  });
  const inWorkflowFile = findingOf({ message: HOSTILE, location: at(`  ::error::${HOSTILE}`, 1, 1, 2) });
  return reportOf([hostile, inWorkflowFile], { notChecked: [{ kind: HOSTILE, count: 1 }] });
};

/** Every line of every file of it is hostile. */
export const hostileContext = (over: Partial<FormatContext> = {}): FormatContext => ({
  ...contextOf(),
  rules: [ruleOf({ id: HOSTILE, summary: HOSTILE, rationale: HOSTILE })],
  line: (_, number) => (number < 4 ? `::error::${HOSTILE.replaceAll("\n", "\r")}` : undefined),
  ...over,
});

/** Characters that no output may hold raw; a line feed is the layout's own. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters that it looks for
const RAW = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u200b\u2028-\u202e\u2060-\u2069\ufeff]|\p{Cs}/u;

/** What a terminal or a CI system would obey in the text; empty where it is safe. */
export const dangersIn = (text: string): readonly string[] =>
  text.split("\n").filter((line) => RAW.test(line) || line.trimStart().startsWith("::") || /##\w*\[/.test(line));
