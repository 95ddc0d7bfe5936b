import { type ParseArgsConfig, parseArgs } from "node:util";
import type { Severity } from "../finding/severity.ts";
import { PLATFORMS, type Platform } from "../kubernetes/platform.ts";
import type { KubernetesVersion } from "../kubernetes/version.ts";
import type { Profile } from "../rule/rule.ts";
import { list, quote } from "../rule/text.ts";
import { didYouMean } from "./did-you-mean.ts";
import { optionProse } from "./option-prose.ts";
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

/** What is read, and how it is linted. */
export interface InputCall {
  /** As they were written; none where nothing was named. */
  readonly paths: readonly string[];
  readonly failOn: Severity | "never";
  readonly profiles: readonly (Profile | "all")[];
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
  readonly config: string | undefined;
  readonly color: ColorChoice;
}

export interface LintCall extends InputCall {
  readonly command: "lint";
  readonly destinations: readonly Destination[];
  readonly verbose: boolean;
  readonly timing: boolean;
}

export interface FixCall extends InputCall {
  readonly command: "fix";
  readonly unsafe: boolean;
  readonly dryRun: boolean;
  /** Ids, as they were written; none for all. */
  readonly rules: readonly string[];
}

export type Call =
  | LintCall
  | FixCall
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
  const input: InputCall = {
    paths: operands,
    failOn: word("fail-on", FAIL_ON, last("fail-on") ?? "error"),
    profiles: (values.get("profile") ?? []).map((value) => word("profile", PROFILE_WORDS, value)),
    namespace: namespaceName(last("namespace")),
    each: values.has("each"),
    closedWorld: values.has("closed-world"),
    kubernetes: kubernetesVersion(last("kube-version")),
    platform: platform === undefined ? undefined : word("platform", PLATFORMS, platform),
    allowEmpty: values.has("allow-empty"),
    readCrds: values.has("read-crds"),
    mostBytes: bytes(last("max-size")),
    config: last("config"),
    color,
  };
  if (command.name === "fix")
    return {
      ...input,
      command: "fix",
      unsafe: values.has("unsafe"),
      dryRun: values.has("dry-run"),
      rules: values.get("rule") ?? [],
    };
  return {
    ...input,
    command: "lint",
    destinations: destinations(values.get("format") ?? ["pretty"]),
    verbose: values.has("verbose"),
    timing: values.has("timing"),
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
  const owners = OPTIONS.find((option) => option.name === name)?.of ?? ["lint"];
  if (owners === "all" || owners.includes(command.name)) return;
  const help = `it belongs to ${list(owners.map((owner) => `plimsoll ${owner}`))}`;
  throw new UsageError(`plimsoll ${command.name} has no option --${name}`, help);
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

function choices({ words, name }: Option): string {
  if (words) return takes(words);
  const { example } = optionProse(name);
  return example ? `for example: ${example}` : SEE_HELP;
}
