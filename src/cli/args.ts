import { type ParseArgsConfig, parseArgs } from "node:util";
import type { Severity } from "../finding/severity.ts";
import { PLATFORMS, type Platform } from "../kubernetes/platform.ts";
import type { KubernetesVersion } from "../kubernetes/version.ts";
import type { Profile } from "../rule/rule.ts";
import { quote } from "../rule/text.ts";
import { didYouMean } from "./did-you-mean.ts";
import {
  bytes,
  type Destination,
  destinations,
  kubernetesVersion,
  namespaceName,
  takes,
  word,
} from "./option-values.ts";
import { COLORS, COMMANDS, type Command, FAIL_ON, OPTIONS, type Option, PROFILE_WORDS } from "./options.ts";
import { UsageError } from "./usage-error.ts";

export type ColorChoice = (typeof COLORS)[number];

export interface LintCall {
  readonly command: "lint";
  /** As they were written; none where nothing was named. */
  readonly paths: readonly string[];
  readonly destinations: readonly Destination[];
  readonly failOn: Severity | "never";
  readonly profiles: readonly (Profile | "all")[];
  readonly verbose: boolean;
  readonly namespace: string | undefined;
  readonly each: boolean;
  readonly closedWorld: boolean;
  readonly kubernetes: KubernetesVersion | undefined;
  readonly platform: Platform | undefined;
  readonly allowEmpty: boolean;
  /** True reads CustomResourceDefinitions whole. */
  readonly readCrds: boolean;
  /** Bytes of one input. */
  readonly mostBytes: number;
  readonly timing: boolean;
  readonly config: string | undefined;
  readonly color: ColorChoice;
}

export type Call =
  | LintCall
  | { readonly command: "explain"; readonly rule: string; readonly color: ColorChoice }
  | { readonly command: "rules"; readonly color: ColorChoice }
  | { readonly command: "help" | "version" };

const SEE_HELP = "plimsoll --help lists the options";

/** Throws a UsageError. */
export function parseCall(argv: readonly string[]): Call {
  const { values, named, operands } = split(argv);
  if (values.has("help")) return { command: "help" };
  if (values.has("version")) return { command: "version" };
  const command = named ?? COMMANDS[0]!;
  for (const name of values.keys()) checkBelongs(name, command);
  checkOperands(operands, command);
  const last = (name: string): string | undefined => values.get(name)?.at(-1);
  const platform = last("platform");
  const color = word("color", COLORS, last("color") ?? "auto");
  if (command.name === "rules") return { command: "rules", color };
  if (command.name === "explain") return { command: "explain", rule: operands[0]!, color };
  return {
    command: "lint",
    paths: operands,
    destinations: destinations(values.get("format") ?? ["pretty"]),
    failOn: word("fail-on", FAIL_ON, last("fail-on") ?? "error"),
    profiles: (values.get("profile") ?? []).map((value) => word("profile", PROFILE_WORDS, value)),
    verbose: values.has("verbose"),
    namespace: namespaceName(last("namespace")),
    each: values.has("each"),
    closedWorld: values.has("closed-world"),
    kubernetes: kubernetesVersion(last("kube-version")),
    platform: platform === undefined ? undefined : word("platform", PLATFORMS, platform),
    allowEmpty: values.has("allow-empty"),
    readCrds: values.has("read-crds"),
    mostBytes: bytes(last("max-size")),
    timing: values.has("timing"),
    config: last("config"),
    color,
  };
}

interface Split {
  /** Of each option that was given, in order; an option without value has an empty one. */
  readonly values: ReadonlyMap<string, readonly string[]>;
  readonly named: Command | undefined;
  readonly operands: readonly string[];
}

function split(argv: readonly string[]): Split {
  const values = new Map<string, string[]>();
  const operands: string[] = [];
  let named: Command | undefined;
  let onlyOperands = false;
  for (const token of parseArgs({ args: [...argv], options: PARSED, strict: false, tokens: true }).tokens) {
    if (token.kind === "option-terminator") onlyOperands = true;
    else if (token.kind === "option") {
      const value = checkedValue(token);
      const known = values.get(token.name);
      if (known) known.push(value);
      else values.set(token.name, [value]);
    } else {
      const command =
        named || onlyOperands || operands.length > 0 ? undefined : COMMANDS.find(({ name }) => name === token.value);
      if (command) named = command;
      else operands.push(token.value);
    }
  }
  return { values, named, operands };
}

const PARSED: NonNullable<ParseArgsConfig["options"]> = Object.fromEntries(
  OPTIONS.map(({ name, short, value }) => [name, { type: value ? "string" : "boolean", ...(short && { short }) }]),
);

interface OptionToken {
  readonly name: string;
  /** With its dashes. */
  readonly rawName: string;
  readonly value: string | undefined;
  /** True for --name=value. */
  readonly inlineValue: boolean | undefined;
}

function checkedValue({ name, rawName, value, inlineValue }: OptionToken): string {
  const option = OPTIONS.find((known) => known.name === name);
  if (!option) throw new UsageError(`option ${rawName} is not known`, meantOption(name));
  if (!option.value) {
    if (inlineValue) throw new UsageError(`option ${rawName} takes no value`, `write ${rawName} alone`);
    return "";
  }
  // Without "=", the next argument is the value, even where it is clearly the next option.
  if (!value || (!inlineValue && value.length > 1 && value.startsWith("-")))
    throw new UsageError(`option ${rawName} needs a value`, choices(option));
  return value;
}

function checkBelongs(name: string, command: Command): void {
  if (command.name === "lint" || OPTIONS.find((option) => option.name === name)?.everywhere) return;
  throw new UsageError(`plimsoll ${command.name} has no option --${name}`, SEE_HELP);
}

function checkOperands(operands: readonly string[], { name, operands: wanted, usage }: Command): void {
  if (wanted === "none" && operands.length > 0)
    throw new UsageError(`plimsoll ${name} takes no argument, but is given ${quote(operands[0]!)}`, `run ${usage}`);
  if (wanted === "one" && operands.length !== 1)
    throw new UsageError(
      `plimsoll ${name} takes one rule, but is given ${operands.length}`,
      "plimsoll rules lists them",
    );
  if (operands.includes(""))
    throw new UsageError(
      `plimsoll ${name} is given an empty argument`,
      "write the argument out, or see that the shell's variable that stands for it is set",
    );
}

const OPTION_NAMES = OPTIONS.map(({ name }) => name);

const meantOption = (typed: string): string =>
  didYouMean(typed, OPTION_NAMES, (name) => quote(`--${name}`)) ?? SEE_HELP;

function choices({ words, example }: Option): string {
  if (words) return takes(words);
  return example ? `for example: ${example}` : SEE_HELP;
}
