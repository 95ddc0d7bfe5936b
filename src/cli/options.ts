import { SEVERITIES } from "../finding/severity.ts";
import { PLATFORMS } from "../kubernetes/platform.ts";
import { NEWEST_MINOR, OLDEST_MINOR, showVersion } from "../kubernetes/version.ts";
import { FORMAT_NAMES } from "../report/formats.ts";
import { PROFILES } from "../rule/rule.ts";

export type CommandName =
  | "lint"
  | "chart"
  | "fix"
  | "baseline"
  | "explain"
  | "rules"
  | "formats"
  | "matcher"
  | "init"
  | "action"
  | "completion";

/** A command as the parser reads it; COMMAND_PROSE has what is told of it. */
export interface Command {
  readonly name: CommandName;
  /** How many arguments may stand behind it. */
  readonly operands: "none" | "one" | "any";
  /** What the first of them must be, where it says what the command is to do. */
  readonly words?: readonly string[];
}

/** An option as the parser reads it; OPTION_PROSE has what is told of it. */
export interface Option {
  /** Without the dashes. */
  readonly name: string;
  readonly short?: string;
  /** What the help calls its value; absent for an option that takes none. */
  readonly value?: string;
  /** The values that are accepted, where they can be listed. */
  readonly words?: readonly string[];
  readonly repeatable?: true;
  /** The commands that know it; `lint` alone where nothing is said. */
  readonly of?: readonly CommandName[] | "all";
}

export const COLORS = ["auto", "always", "never"] as const;
export const FAIL_ON = [...SEVERITIES, "never"] as const;
export const PROFILE_WORDS = [...PROFILES, "all"] as const;

/** How --max-size counts. */
export const MEGABYTE = 1024 * 1024;
/** An input may be one document, and V8 holds no text of 512 MiB. */
export const MOST_MEGABYTES = 511;

/** The versions that `--kube-version` accepts. */
export const KNOWN_VERSIONS = `${showVersion({ minor: OLDEST_MINOR })} to ${showVersion({ minor: NEWEST_MINOR })}`;

/** These judge what they read. */
const JUDGING: readonly CommandName[] = ["lint", "chart", "fix", "baseline"];
/** These report it. */
const REPORTING: readonly CommandName[] = ["lint", "chart", "baseline"];
/** These find what they read among files. */
const SEARCHING: readonly CommandName[] = ["lint", "fix", "baseline"];
/** These may have charts rendered. */
const RENDERING: readonly CommandName[] = ["chart", "baseline"];

/** The first is meant where none is named. */
export const COMMANDS: readonly Command[] = [
  { name: "lint", operands: "any" },
  { name: "chart", operands: "any" },
  { name: "fix", operands: "any" },
  { name: "baseline", operands: "any", words: ["write", "check"] },
  { name: "explain", operands: "one" },
  { name: "rules", operands: "none" },
  { name: "formats", operands: "none" },
  { name: "matcher", operands: "one", words: ["github", "vscode"] },
  { name: "init", operands: "none" },
  { name: "action", operands: "none" },
  { name: "completion", operands: "one", words: ["bash", "zsh", "fish"] },
];

export const OPTIONS: readonly Option[] = [
  {
    name: "format",
    of: REPORTING,
    value: "FORMAT[=FILE]",
    words: FORMAT_NAMES,
    repeatable: true,
  },
  {
    name: "fail-on",
    of: JUDGING,
    value: "SEVERITY",
    words: FAIL_ON,
  },
  {
    name: "profile",
    of: JUDGING,
    value: "PROFILE",
    words: PROFILE_WORDS,
    repeatable: true,
  },
  { name: "verbose", of: REPORTING },
  {
    name: "namespace",
    of: JUDGING,
    value: "NAME",
  },
  {
    name: "each",
    of: SEARCHING,
  },
  {
    name: "closed-world",
    of: JUDGING,
  },
  {
    name: "kube-version",
    of: JUDGING,
    value: "VERSION",
  },
  { name: "platform", of: JUDGING, value: "PLATFORM", words: PLATFORMS },
  { name: "allow-empty", of: JUDGING },
  {
    name: "read-crds",
    of: JUDGING,
  },
  {
    name: "max-size",
    of: JUDGING,
    value: "MB",
  },
  {
    name: "timing",
    of: REPORTING,
  },
  { name: "values", short: "f", of: RENDERING, value: "FILE", repeatable: true },
  { name: "set", of: RENDERING, value: "KEY=VALUE", repeatable: true },
  { name: "set-string", of: RENDERING, value: "KEY=VALUE", repeatable: true },
  { name: "release", of: RENDERING, value: "NAME" },
  { name: "helm", of: RENDERING, value: "PATH" },
  { name: "touched", of: ["chart"] },
  {
    name: "unsafe",
    of: ["fix"],
  },
  {
    name: "dry-run",
    of: ["fix"],
  },
  {
    name: "rule",
    value: "RULE",
    repeatable: true,
    of: ["fix"],
  },
  { name: "hook", of: ["init"] },
  { name: "workflow", of: ["init"] },
  {
    name: "config",
    of: JUDGING,
    value: "FILE",
  },
  { name: "baseline", of: REPORTING, value: "FILE" },
  { name: "changed-since", of: ["lint", "chart"], value: "REF" },
  { name: "sarif-category", of: ["lint", "chart"], value: "NAME" },
  { name: "sarif-suppressions", of: ["lint", "chart"] },
  {
    name: "color",
    value: "WHEN",
    words: COLORS,
    of: "all",
  },
  { name: "debug", of: "all" },
  { name: "help", short: "h", of: "all" },
  { name: "version", of: "all" },
];

export const belongsTo = ({ of = ["lint"] }: Option, command: CommandName): boolean =>
  of === "all" || of.includes(command);

export const optionsOf = (command: CommandName): readonly Option[] =>
  OPTIONS.filter((option) => belongsTo(option, command));

/** --format FORMAT[=FILE] */
export const optionUsage = ({ name, short, value }: Option): string =>
  `${short ? `-${short}, ` : ""}--${name}${value ? ` ${value}` : ""}`;
