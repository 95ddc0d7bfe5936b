import { PLATFORMS } from "../kubernetes/platform.ts";
import { DEFAULT_VERSION, showVersion } from "../kubernetes/version.ts";
import { FORMAT_NAMES } from "../report/formats.ts";
import { list } from "../rule/text.ts";
import { MOST_BYTES } from "../yaml/limits.ts";
import {
  belongsTo,
  COLORS,
  COMMANDS,
  FAIL_ON,
  KNOWN_VERSIONS,
  MEGABYTE,
  MOST_MEGABYTES,
  type Option,
  PROFILE_WORDS,
} from "./options.ts";

/** What is told of an option. */
export interface OptionProse {
  readonly summary: string;
  readonly example?: string;
}

const PROSE: Readonly<Record<string, OptionProse>> = {
  format: {
    summary: `How to report: ${list(FORMAT_NAMES, "or")}. Without FILE, or with - for it, the report goes to standard output. Default: pretty.`,
    example: "plimsoll --format pretty --format sarif=plimsoll.sarif rendered.yaml",
  },
  "fail-on": {
    summary: `Exit with 1 for a finding of this severity or a worse one: ${list(FAIL_ON, "or")}. Default: error.`,
    example: "plimsoll --fail-on warning rendered.yaml",
  },
  profile: {
    summary: `More rules, beside the default ones: ${list(PROFILE_WORDS, "or")}.`,
    example: "plimsoll --profile advice rendered.yaml",
  },
  verbose: { summary: "Print findings of severity info too. Every format but pretty always holds them." },
  namespace: {
    summary: "The namespace of objects that name none, as in helm template --namespace. Charts are rendered for it.",
    example: "helm template db ./db | plimsoll --namespace shop -",
  },
  each: {
    summary: "Take each file for a release of its own, rather than all of them for one.",
    example: "plimsoll --each rendered/*.yaml",
  },
  "closed-world": {
    summary:
      "The input is all that there will be in the cluster: what it lacks is missing. A claim or a StorageClass that is named and not there is then an error.",
  },
  "kube-version": {
    summary: `The version of Kubernetes whose answers count, ${KNOWN_VERSIONS}. Default: ${showVersion(DEFAULT_VERSION)}. Charts are rendered for it where it is given, here or in the config.`,
    example: "plimsoll --kube-version 1.33 rendered.yaml",
  },
  platform: {
    summary: `What the cluster is: ${list(PLATFORMS, "or")}. OpenShift chooses the users and groups of pods, and refuses others. Default: kubernetes.`,
    example: "plimsoll --platform openshift rendered.yaml",
  },
  "allow-empty": { summary: "Accept an input without any Kubernetes object." },
  "read-crds": {
    summary:
      "Read CustomResourceDefinitions whole. Otherwise their schemas, most of their text, are left out, and the last line counts them as header only.",
  },
  "max-size": {
    summary: `The largest input that is read, up to ${MOST_MEGABYTES} MB. Default: ${MOST_BYTES / MEGABYTE}.`,
    example: "plimsoll --max-size 400 rendered.yaml",
  },
  timing: { summary: "Print on standard error, after the report, how long each stage and each rule took." },
  values: {
    summary:
      "A file of values for the charts, relative to the working directory. Of several that set a key the last counts.",
    example: "plimsoll chart charts/db -f values-prod.yaml",
  },
  set: {
    summary: "A value for the charts, read as helm template --set reads it.",
    example: "plimsoll chart charts/db --set replicas=3",
  },
  "set-string": {
    summary: "A value for the charts that is a text, as helm template --set-string reads it.",
    example: "plimsoll chart charts/db --set-string image.tag=16",
  },
  release: {
    summary:
      "The name of the release. Default: the chart's, in lower case and with - for whatever no release may be called.",
    example: "plimsoll chart charts/db --release orders-db",
  },
  helm: {
    summary: "Helm's program, of version 3 or 4. Default: what HELM_BIN names, or else helm on the PATH.",
    example: "plimsoll chart charts/db --helm ./bin/helm",
  },
  touched: {
    summary:
      "The arguments are files that a commit touches, be they still there or not: the charts that they belong to are linted, and those that belong to none are passed over.",
    example: "plimsoll chart --touched charts/db/values.yaml README.md",
  },
  unsafe: {
    summary: "Make the fixes too that may change what the author meant, or touch text that several places share.",
    example: "plimsoll fix --unsafe manifests",
  },
  "dry-run": {
    summary:
      "Change nothing: print the changes on standard output as a diff that git apply takes, and what is said of them on standard error.",
    example: "plimsoll fix --dry-run manifests > fixes.diff",
  },
  rule: {
    summary: "Fix what this rule finds, and nothing else.",
    example: "plimsoll fix --rule value-not-text manifests",
  },
  hook: {
    summary: "Write .pre-commit-config.yaml too; where there is one, print the lines to put into it.",
    example: "plimsoll init --hook",
  },
  workflow: {
    summary: "Write .github/workflows/plimsoll.yaml too, which lints each pull request.",
    example: "plimsoll init --workflow",
  },
  config: {
    summary: "The config, in place of the plimsoll.yaml nearest to the working directory, in it or above it.",
    example: "plimsoll --config ci/plimsoll.yaml rendered.yaml",
  },
  baseline: {
    summary:
      "Count findings that stand in this file, and do not report them again. It wins over the baseline that the config names.",
    example: "plimsoll --baseline plimsoll-baseline.json rendered.yaml",
  },
  "changed-since": {
    summary:
      "Report only findings in files that differ from where the branch left this commit, branch or tag. All is linted all the same, and the last line counts the others.",
    example: "plimsoll --changed-since origin/main manifests",
  },
  "sarif-category": {
    summary:
      "Tells the SARIF of several calls apart where code scanning would take the later for the newer. Default: plimsoll.",
    example: "plimsoll --format sarif=db.sarif --sarif-category charts/db db.yaml",
  },
  "sarif-suppressions": {
    summary:
      "Put what a comment, an annotation or the config silences into SARIF, marked as suppressed. GitHub takes no notice of the mark and would show it all.",
  },
  color: {
    summary: `Colour standard output: ${list(COLORS, "or")}. Default: auto, which asks NO_COLOR, FORCE_COLOR, TERM and the terminal.`,
  },
  debug: {
    summary:
      "Where a defect of Plimsoll itself keeps it from something, print what a report of the defect needs: the stack trace, the versions and the arguments, no manifest.",
  },
  help: { summary: "Print this." },
  version: { summary: "Print the version of Plimsoll." },
};

/** By its name, without the dashes. */
export function optionProse(name: string): OptionProse {
  const prose = PROSE[name];
  if (!prose) throw new Error(`nothing is told of the option ${name}`);
  return prose;
}

export const optionSummary = ({ name, repeatable }: Option): string =>
  `${optionProse(name).summary}${repeatable ? " It may be given more than once." : ""}`;

/** Which commands have it, where not all do. */
export function optionOwners(option: Option): string | undefined {
  const owners = COMMANDS.map(({ name }) => name).filter((name) => belongsTo(option, name));
  return owners.length < COMMANDS.length ? `Of ${list(owners)}.` : undefined;
}
