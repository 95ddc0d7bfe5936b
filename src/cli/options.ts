import { SEVERITIES } from "../finding/severity.ts";
import { PLATFORMS } from "../kubernetes/platform.ts";
import { NEWEST_MINOR, OLDEST_MINOR, showVersion } from "../kubernetes/version.ts";
import { FORMAT_NAMES } from "../report/formats.ts";
import { PROFILES } from "../rule/rule.ts";

type CommandName = "lint" | "fix" | "explain" | "rules";

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

export const TAGLINE =
  "Plimsoll reads rendered Kubernetes manifests before they are applied and says what will not float.";
export const EXAMPLE = "helm template ./chart | plimsoll -";

/** Both read manifests, and lint them. */
const LINT_AND_FIX: readonly CommandName[] = ["lint", "fix"];

export const COMMANDS: readonly Command[] = [
  {
    name: "lint",
    usage: "plimsoll [lint] [FILE|DIR|GLOB|-]...",
    summary:
      "Lint manifests, all of them as one release. - is standard input, which is also read where nothing is named.",
    operands: "any",
  },
  {
    name: "fix",
    usage: "plimsoll fix [FILE|DIR|GLOB|-]...",
    summary:
      "Make the safe fixes of what lint finds, in the files; of a pipe or of what Helm has rendered, say what to change.",
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
  },
  {
    name: "fail-on",
    of: LINT_AND_FIX,
    value: "SEVERITY",
    words: FAIL_ON,
  },
  {
    name: "profile",
    of: LINT_AND_FIX,
    value: "PROFILE",
    words: PROFILE_WORDS,
    repeatable: true,
  },
  { name: "verbose" },
  {
    name: "namespace",
    of: LINT_AND_FIX,
    value: "NAME",
  },
  {
    name: "each",
    of: LINT_AND_FIX,
  },
  {
    name: "closed-world",
    of: LINT_AND_FIX,
  },
  {
    name: "kube-version",
    of: LINT_AND_FIX,
    value: "VERSION",
  },
  { name: "platform", of: LINT_AND_FIX, value: "PLATFORM", words: PLATFORMS },
  { name: "allow-empty", of: LINT_AND_FIX },
  {
    name: "read-crds",
    of: LINT_AND_FIX,
  },
  {
    name: "max-size",
    of: LINT_AND_FIX,
    value: "MB",
  },
  {
    name: "timing",
  },
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
  {
    name: "config",
    of: LINT_AND_FIX,
    value: "FILE",
  },
  {
    name: "color",
    value: "WHEN",
    words: COLORS,
    of: "all",
  },
  { name: "help", short: "h", of: "all" },
  { name: "version", of: "all" },
];

/** --format FORMAT[=FILE] */
export const optionUsage = ({ name, short, value }: Option): string =>
  `${short ? `-${short}, ` : ""}--${name}${value ? ` ${value}` : ""}`;
