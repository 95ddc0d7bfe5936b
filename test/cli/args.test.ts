import { expect, test } from "vitest";
import { parseArguments } from "../../src/cli/args.ts";
import { COMMAND_PROSE } from "../../src/cli/command-prose.ts";
import { fixCall } from "../../src/cli/fix/fix-call.ts";
import { lintCall } from "../../src/cli/lint-call.ts";
import { optionProse } from "../../src/cli/option-prose.ts";
import { OPTIONS } from "../../src/cli/options.ts";
import { UsageError } from "../../src/cli/usage-error.ts";
import { FORMAT_NAMES } from "../../src/report/formats.ts";
import { list } from "../../src/rule/text.ts";

const DEFAULTS = {
  command: "lint",
  paths: [],
  destinations: [{ format: "pretty", file: undefined }],
  failOn: "error",
  profiles: [],
  verbose: false,
  namespace: undefined,
  each: false,
  closedWorld: false,
  kubernetes: undefined,
  platform: undefined,
  allowEmpty: false,
  readCrds: false,
  mostBytes: 256 * 1024 * 1024,
  timing: false,
  baseline: { file: undefined, use: "where named" },
  changedSince: undefined,
  sarifCategory: undefined,
  sarifSuppressions: false,
  config: undefined,
  color: "auto",
};

const REPORT_ALONE = [
  "destinations",
  "verbose",
  "timing",
  "baseline",
  "changedSince",
  "sarifCategory",
  "sarifSuppressions",
];
const INPUT_DEFAULTS = Object.fromEntries(Object.entries(DEFAULTS).filter(([name]) => !REPORT_ALONE.includes(name)));
const FIX_DEFAULTS = { ...INPUT_DEFAULTS, command: "fix", unsafe: false, dryRun: false, rules: [] };

const FORMATS = `it takes ${list(FORMAT_NAMES, "or")}`;

function parsed(argv: readonly string[]): object {
  const args = parseArguments(argv);
  const { name } = args.command;
  if (args.has("help")) return { help: args.isCommandNamed ? name : "all" };
  if (args.has("version")) return { version: true };
  if (name === "lint") return { command: name, ...lintCall(args) };
  if (name === "fix") return { command: name, ...fixCall(args) };
  return { command: name, operands: args.operands };
}

const understood: readonly (readonly [argv: readonly string[], call: object])[] = [
  [[], DEFAULTS],
  [["lint"], DEFAULTS],
  [["a.yaml", "-", "b/*.yaml"], { ...DEFAULTS, paths: ["a.yaml", "-", "b/*.yaml"] }],
  [["lint", "lint"], { ...DEFAULTS, paths: ["lint"] }],
  [["a.yaml", "rules"], { ...DEFAULTS, paths: ["a.yaml", "rules"] }],
  [["--", "rules", "--each"], { ...DEFAULTS, paths: ["rules", "--each"] }],
  [["--format", "json"], { ...DEFAULTS, destinations: [{ format: "json", file: undefined }] }],
  [["--format=sarif=out/a=b.sarif"], { ...DEFAULTS, destinations: [{ format: "sarif", file: "out/a=b.sarif" }] }],
  [["--fail-on", "never", "--verbose", "--each"], { ...DEFAULTS, failOn: "never", verbose: true, each: true }],
  [["--fail-on", "never", "--fail-on", "info"], { ...DEFAULTS, failOn: "info" }],
  [["--profile", "all", "--profile=advice"], { ...DEFAULTS, profiles: ["all", "advice"] }],
  [["--format", "json=-"], { ...DEFAULTS, destinations: [{ format: "json", file: undefined }] }],
  [["--namespace", "shop-2", "--config=-x"], { ...DEFAULTS, namespace: "shop-2", config: "-x" }],
  [["--namespace", "a".repeat(63)], { ...DEFAULTS, namespace: "a".repeat(63) }],
  [["--closed-world", "--allow-empty"], { ...DEFAULTS, closedWorld: true, allowEmpty: true }],
  [["--baseline", "known.json"], { ...DEFAULTS, baseline: { file: "known.json", use: "where named" } }],
  [
    ["--sarif-category=charts/db", "--sarif-suppressions"],
    { ...DEFAULTS, sarifCategory: "charts/db", sarifSuppressions: true },
  ],
  [["--changed-since", "origin/main"], { ...DEFAULTS, changedSince: "origin/main" }],
  [["baseline", "check", "chart", "."], { command: "baseline", operands: ["check", "chart", "."] }],
  [["--read-crds", "--timing"], { ...DEFAULTS, readCrds: true, timing: true }],
  [["--max-size", "1"], { ...DEFAULTS, mostBytes: 1024 * 1024 }],
  [["--max-size=511"], { ...DEFAULTS, mostBytes: 511 * 1024 * 1024 }],
  [["--kube-version", "1.34.2-eks-1a2b"], { ...DEFAULTS, kubernetes: { minor: 34 } }],
  [["--platform", "openshift"], { ...DEFAULTS, platform: "openshift" }],
  [["--platform=kubernetes"], { ...DEFAULTS, platform: "kubernetes" }],
  [
    ["fix", "--unsafe", "--dry-run", "--rule", "a", "--rule", "b", "--each", "a.yaml"],
    { ...FIX_DEFAULTS, paths: ["a.yaml"], unsafe: true, dryRun: true, rules: ["a", "b"], each: true },
  ],
  [["fix"], FIX_DEFAULTS],
  [["fix", "--platform", "openshift"], { ...FIX_DEFAULTS, platform: "openshift" }],
  [["--color", "never", "rules"], { command: "rules", operands: [] }],
  [["explain", "rules"], { command: "explain", operands: ["rules"] }],
  [["explain", "--help"], { help: "explain" }],
  [["lint", "-h", "--unsafe"], { help: "lint" }],
  [["-h"], { help: "all" }],
  [["--version", "a.yaml"], { version: true }],
];

test.each(understood)("%j is understood", (argv, call) => {
  expect(parsed(argv)).toEqual(call);
});

const refused: readonly (readonly [argv: readonly string[], message: string, help: string])[] = [
  [["--namspace", "shop"], "option --namspace is not known", 'did you mean "--namespace"?'],
  [["--quiet"], "option --quiet is not known", "plimsoll --help lists the options"],
  [["-x"], "option -x is not known", "plimsoll --help lists the options"],
  [["--each=yes"], "option --each takes no value", "write --each alone"],
  [["--fail-on"], "option --fail-on needs a value", "it takes error, warning, info or never"],
  [["--format", "--each"], "option --format needs a value", FORMATS],
  [
    ["--namespace="],
    "option --namespace needs a value",
    "for example: helm template db ./db | plimsoll --namespace shop -",
  ],
  [["--format", "jsn"], 'option --format does not know "jsn"', 'did you mean "json"?'],
  [["--format", "html"], 'option --format does not know "html"', FORMATS],
  [["--format", "constructor"], 'option --format does not know "constructor"', FORMATS],
  [["--format", "json="], "option --format json= names no file", "write --format json=FILE"],
  [
    ["--format", "json", "--format", "sarif"],
    "the formats json and sarif would both be written to standard output",
    "name a file of its own for one of them: --format sarif=FILE",
  ],
  [
    ["--format", "json=a", "--format", "sarif=a"],
    'the formats json and sarif would both be written to "a"',
    "name a file of its own for one of them: --format sarif=FILE",
  ],
  [
    ["--format", "json=-", "--format", "sarif"],
    "the formats json and sarif would both be written to standard output",
    "name a file of its own for one of them: --format sarif=FILE",
  ],
  [["--fail-on", "warn"], 'option --fail-on does not know "warn"', 'did you mean "warning"?'],
  [["--name", "shop"], "option --name is not known", 'did you mean "--namespace"?'],
  [["--vers"], "option --vers is not known", 'did you mean "--kube-version" or "--version"?'],
  [
    ["--profile", "all,advice"],
    'option --profile does not know "all,advice"',
    "repeat the option: --profile all --profile advice",
  ],
  [
    ["--fail-on", "info,never"],
    'option --fail-on does not know "info,never"',
    "it takes error, warning, info or never",
  ],
  [["--config", ""], "option --config needs a value", "for example: plimsoll --config ci/plimsoll.yaml rendered.yaml"],
  [
    ["--namespace", ""],
    "option --namespace needs a value",
    "for example: helm template db ./db | plimsoll --namespace shop -",
  ],
  ...["Shop", "shop_1", "-shop", "shop-", "shop.eu", "a".repeat(64), "shop\n"].map(
    (name): readonly [readonly string[], string, string] => [
      [`--namespace=${name}`],
      `option --namespace is given "${name}", which can be no namespace`,
      "a namespace has at most 63 characters, which are a to z, 0 to 9 and -, and neither begins nor ends with -",
    ],
  ),
  ...["0", "512", "1.5", "1e3", "-1", "10MB", "1000"].map((size): readonly [readonly string[], string, string] => [
    [`--max-size=${size}`],
    `option --max-size is given "${size}"`,
    "it takes a whole number of megabytes, 1 to 511",
  ]),
  ...[[""], ["a.yaml", ""], ["--", ""]].map((argv): readonly [readonly string[], string, string] => [
    argv,
    "plimsoll lint is given an empty argument",
    "write the argument out, or see that the shell's variable that stands for it is set",
  ]),
  [
    ["explain", ""],
    "plimsoll explain is given an empty argument",
    "write the argument out, or see that the shell's variable that stands for it is set",
  ],
  [["--fail-on", "errors"], 'option --fail-on does not know "errors"', 'did you mean "error"?'],
  [
    ["--profile", "hard"],
    'option --profile does not know "hard"',
    "it takes default, security, reliability, advice or all",
  ],
  [["--color", "yes"], 'option --color does not know "yes"', "it takes auto, always or never"],
  [["--kube-version", "1.24"], 'option --kube-version does not know "1.24"', "it takes 1.25 to 1.37"],
  [["--kube-version", "latest"], 'option --kube-version does not know "latest"', "it takes 1.25 to 1.37"],
  [["--platform", "OpenShift"], 'option --platform does not know "OpenShift"', 'did you mean "openshift"?'],
  [["--platform", "eks"], 'option --platform does not know "eks"', "it takes kubernetes or openshift"],
  [
    ["rules", "--platform", "openshift"],
    "plimsoll rules has no option --platform",
    "it belongs to plimsoll lint, plimsoll chart, plimsoll fix and plimsoll baseline",
  ],
  [
    ["rules", "storage"],
    'plimsoll rules takes no argument, but is given "storage"',
    "plimsoll rules --help tells how it is called",
  ],
  [
    ["rules", "--each"],
    "plimsoll rules has no option --each",
    "it belongs to plimsoll lint, plimsoll fix and plimsoll baseline",
  ],
  [["--unsafe", "a.yaml"], "plimsoll lint has no option --unsafe", "it belongs to plimsoll fix"],
  [
    ["fix", "--format", "json"],
    "plimsoll fix has no option --format",
    "it belongs to plimsoll lint, plimsoll chart and plimsoll baseline",
  ],
  [["explain"], "plimsoll explain takes one rule, but is given 0", "plimsoll rules lists them"],
  [["explain", "a", "b"], "plimsoll explain takes one rule, but is given 2", "plimsoll rules lists them"],
];

test.each(refused)("%j is refused: %s", (argv, message, help) => {
  try {
    parsed(argv);
    expect.unreachable();
  } catch (error) {
    expect(error).toBeInstanceOf(UsageError);
    expect(error).toMatchObject({ message, help });
  }
});

test("the examples of the commands are calls that are understood", () => {
  for (const { examples } of Object.values(COMMAND_PROSE))
    for (const example of examples) {
      const [call = ""] = /plimsoll [^|<>()]+/.exec(example) ?? [];
      expect(() => parsed(call.trim().split(" ").slice(1)), example).not.toThrow();
    }
});

test("the examples of the options are calls that are understood", () => {
  for (const { name } of OPTIONS) {
    const { example } = optionProse(name);
    if (example === undefined) continue;
    const argv = example.slice(example.indexOf("plimsoll ")).split(" ").slice(1);
    expect(() => parsed(argv)).not.toThrow();
  }
});
