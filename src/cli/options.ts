import { SEVERITIES } from "../finding/severity.ts";
import { PLATFORMS } from "../kubernetes/platform.ts";
import { DEFAULT_VERSION, NEWEST_MINOR, OLDEST_MINOR, showVersion } from "../kubernetes/version.ts";
import { FORMATS } from "../report/formats.ts";
import { PROFILES } from "../rule/rule.ts";
import { list } from "../rule/text.ts";
import { MOST_BYTES } from "../yaml/limits.ts";

type CommandName = "lint" | "explain" | "rules";
export type FormatName = keyof typeof FORMATS;

/** A command as `--help`, docs/cli.md and the parser read it. */
export interface Command {
  readonly name: CommandName;
  readonly usage: string;
  readonly summary: string;
  /** How many arguments may stand behind it. */
  readonly operands: "none" | "one" | "any";
}

/** An option as `--help`, docs/cli.md, the parser and its error messages read it. */
export interface Option {
  /** Without the dashes. */
  readonly name: string;
  readonly short?: string;
  /** What the help calls its value; absent for an option that takes none. */
  readonly value?: string;
  /** The values that are accepted, where they can be listed. */
  readonly words?: readonly string[];
  readonly repeatable?: true;
  readonly summary: string;
  readonly example?: string;
  /** Every command knows it; the others are `lint`'s alone. */
  readonly everywhere?: true;
}

export const FORMAT_NAMES = Object.keys(FORMATS) as readonly FormatName[];
export const COLORS = ["auto", "always", "never"] as const;
export const FAIL_ON = [...SEVERITIES, "never"] as const;
export const PROFILE_WORDS = [...PROFILES, "all"] as const;

/** How --max-size counts. */
export const MEGABYTE = 1024 * 1024;
/** An input may be one document, and V8 holds no text of 512 MiB. */
export const MOST_MEGABYTES = 511;

/** The versions that `--kube-version` accepts. */
export const KNOWN_VERSIONS = `${showVersion({ minor: OLDEST_MINOR })} to ${showVersion({ minor: NEWEST_MINOR })}`;

export const TAGLINE =
  "Plimsoll reads rendered Kubernetes manifests before they are applied and says what will not float.";
export const EXAMPLE = "helm template ./chart | plimsoll -";

export const COMMANDS: readonly Command[] = [
  {
    name: "lint",
    usage: "plimsoll [lint] [FILE|DIR|GLOB|-]...",
    summary:
      "Lint manifests, all of them as one release. - is standard input, which is also read where nothing is named.",
    operands: "any",
  },
  {
    name: "explain",
    usage: "plimsoll explain RULE",
    summary: "Say what a rule reports and why, with examples, and how to configure or allow it.",
    operands: "one",
  },
  { name: "rules", usage: "plimsoll rules", summary: "List every rule.", operands: "none" },
];

export const OPTIONS: readonly Option[] = [
  {
    name: "format",
    value: "FORMAT[=FILE]",
    words: FORMAT_NAMES,
    repeatable: true,
    summary: `How to report: ${list(FORMAT_NAMES, "or")}. Without FILE, or with - for it, the report goes to standard output. Default: pretty.`,
    example: "plimsoll --format pretty --format sarif=plimsoll.sarif rendered.yaml",
  },
  {
    name: "fail-on",
    value: "SEVERITY",
    words: FAIL_ON,
    summary: `Exit with 1 for a finding of this severity or a worse one: ${list(FAIL_ON, "or")}. Default: error.`,
    example: "plimsoll --fail-on warning rendered.yaml",
  },
  {
    name: "profile",
    value: "PROFILE",
    words: PROFILE_WORDS,
    repeatable: true,
    summary: `More rules, beside the default ones: ${list(PROFILE_WORDS, "or")}.`,
    example: "plimsoll --profile advice rendered.yaml",
  },
  { name: "verbose", summary: "Print findings of severity info too. Every format but pretty always holds them." },
  {
    name: "namespace",
    value: "NAME",
    summary: "The namespace of objects that name none, as in helm template --namespace.",
    example: "helm template db ./db | plimsoll --namespace shop -",
  },
  {
    name: "each",
    summary: "Take each file for a release of its own, rather than all of them for one.",
    example: "plimsoll --each rendered/*.yaml",
  },
  {
    name: "closed-world",
    summary:
      "The input is all that there will be in the cluster: what it lacks is missing. No rule of this version asks yet.",
  },
  {
    name: "kube-version",
    value: "VERSION",
    summary: `The version of Kubernetes whose answers count, ${KNOWN_VERSIONS}. Default: ${showVersion(DEFAULT_VERSION)}.`,
    example: "plimsoll --kube-version 1.33 rendered.yaml",
  },
  {
    name: "platform",
    value: "PLATFORM",
    words: PLATFORMS,
    summary: `What the cluster is: ${list(PLATFORMS, "or")}. OpenShift chooses the users and groups of pods, and refuses others. Default: kubernetes.`,
    example: "plimsoll --platform openshift rendered.yaml",
  },
  { name: "allow-empty", summary: "Accept an input without any Kubernetes object." },
  {
    name: "read-crds",
    summary:
      "Read CustomResourceDefinitions whole. Otherwise their schemas, most of their text, are left out, and the last line counts them as header only.",
  },
  {
    name: "max-size",
    value: "MB",
    summary: `The largest input that is read, up to ${MOST_MEGABYTES} MB. Default: ${MOST_BYTES / MEGABYTE}.`,
    example: "plimsoll --max-size 400 rendered.yaml",
  },
  {
    name: "timing",
    summary: "Print on standard error, after the report, how long each stage and each rule took.",
  },
  {
    name: "config",
    value: "FILE",
    summary: "The config, in place of the plimsoll.yaml nearest to the working directory, in it or above it.",
    example: "plimsoll --config ci/plimsoll.yaml rendered.yaml",
  },
  {
    name: "color",
    value: "WHEN",
    words: COLORS,
    everywhere: true,
    summary: `Colour standard output: ${list(COLORS, "or")}. Default: auto, which asks NO_COLOR, FORCE_COLOR, TERM and the terminal.`,
  },
  { name: "help", short: "h", everywhere: true, summary: "Print this." },
  { name: "version", everywhere: true, summary: "Print the version of Plimsoll." },
];

/** --format FORMAT[=FILE] */
export const optionUsage = ({ name, short, value }: Option): string =>
  `${short ? `-${short}, ` : ""}--${name}${value ? ` ${value}` : ""}`;

export const optionSummary = ({ summary, repeatable }: Option): string =>
  repeatable ? `${summary} It may be given more than once.` : summary;
