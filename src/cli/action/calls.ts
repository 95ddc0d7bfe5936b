import { quote } from "../../rule/text.ts";
import { STDIN_ARGUMENT } from "../inputs.ts";
import { UsageError } from "../usage-error.ts";
import { type ActionInputs, INPUTS } from "./inputs.ts";

/** What the Action runs: a call of `plimsoll chart`, one of `plimsoll lint`, or both. No shell sees any of it. */
export interface ActionCalls {
  readonly chart: readonly string[] | undefined;
  readonly lint: readonly string[] | undefined;
}

/** `base` is the commit that findings must be newer than. Throws a UsageError. */
export function callsOf(inputs: ActionInputs, base: string | undefined): ActionCalls {
  const manifests = manifestsOf(inputs);
  const named = lines(inputs.charts);
  const charts = named.length === 0 && manifests.length === 0 ? ["."] : named;
  const judging = [
    ...one("namespace", inputs.namespace),
    ...one("kube-version", inputs["kube-version"]),
    ...one("platform", inputs.platform),
    ...lines(inputs.profile).flatMap((profile) => one("profile", profile)),
    ...one("fail-on", inputs["fail-on"]),
    ...one("config", inputs.config),
    ...one("baseline", inputs.baseline),
    ...one("changed-since", base ?? ""),
    ...one("sarif-category", inputs["sarif-category"]),
    ...argsOf(inputs),
  ];
  const rendering = [
    ...lines(inputs.values).flatMap((file) => one("values", file)),
    ...lines(inputs.set).flatMap((value) => one("set", value)),
    ...one("release", inputs["release-name"]),
    ...one("helm", inputs.helm),
  ];
  return {
    chart: charts.length > 0 ? ["chart", ...judging, ...rendering, "--", ...charts] : undefined,
    lint: manifests.length > 0 ? ["lint", ...judging, "--", ...manifests] : undefined,
  };
}

function manifestsOf(inputs: ActionInputs): readonly string[] {
  const manifests = lines(inputs.manifests);
  if (!manifests.includes(STDIN_ARGUMENT)) return manifests;
  throw new UsageError(
    `input manifests is given ${quote(STDIN_ARGUMENT)}, and the Action has no standard input`,
    "write the manifests to a file in a step before this one, and name the file",
  );
}

/** No shell splits a line of them: a blank in it that stands before any "=" is one that was meant to. */
function argsOf(inputs: ActionInputs): readonly string[] {
  const args = lines(inputs.args);
  const several = args.find((line) => /^-[^\s=]*\s/.test(line));
  if (several === undefined) return args;
  throw new UsageError(
    `input args is given ${quote(several)} on one line`,
    "write each option on a line of its own, and its value behind =, such as --max-size=4",
  );
}

const lines = (text: string): readonly string[] =>
  text
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");

const one = (option: string, value: string): readonly string[] => (value === "" ? [] : [`--${option}=${value}`]);

/** Booleans as YAML 1.2 writes them. Throws a UsageError. */
export function isOn(inputs: ActionInputs, name: "only-changed" | "annotations" | "summary"): boolean {
  const value = inputs[name];
  if (/^(?:true|True|TRUE)$/.test(value)) return true;
  if (/^(?:false|False|FALSE)$/.test(value)) return false;
  throw new UsageError(
    `input ${name} is given ${quote(value)}`,
    `it takes true or false; without it, it is ${INPUTS[name].fallback}`,
  );
}
