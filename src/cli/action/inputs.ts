import { PLATFORMS } from "../../kubernetes/platform.ts";
import { list } from "../../rule/text.ts";
import { FAIL_ON, PROFILE_WORDS } from "../options.ts";

/** What is told of an input of the Action: action.yml and docs/github.md are made of it. */
export interface InputProse {
  readonly summary: string;
  /** What the Action takes where the workflow says nothing; "" where that is nothing. */
  readonly fallback: string;
}

const LINES = "one a line";

export const INPUTS = {
  charts: {
    summary: `Charts to render with helm template and to lint, ${LINES}: folders, files in them, or globs of either. A folder without a chart in it or above it stands for the charts below it. Where neither charts nor manifests are named: all charts of the repository.`,
    fallback: "",
  },
  manifests: {
    summary: `Rendered manifests to lint as one release, ${LINES}: files, folders or globs.`,
    fallback: "",
  },
  values: { summary: `Values files for the charts, ${LINES}, as helm template --values takes them.`, fallback: "" },
  set: { summary: `Values for the charts, ${LINES}, as helm template --set takes them.`, fallback: "" },
  "release-name": { summary: "Name of the release; without it, each chart's own name.", fallback: "" },
  namespace: { summary: "The namespace of objects that name none.", fallback: "" },
  "kube-version": { summary: "The version of the cluster, for Helm and for the rules.", fallback: "" },
  platform: { summary: `What the cluster is: ${list(PLATFORMS, "or")}.`, fallback: "" },
  helm: { summary: "The helm program; without it, the one on the PATH.", fallback: "" },
  profile: { summary: `More rules, ${LINES}: ${list(PROFILE_WORDS, "or")}.`, fallback: "" },
  "fail-on": {
    summary: `Fail for a finding of this severity or a worse one: ${list(FAIL_ON, "or")}.`,
    fallback: "error",
  },
  config: { summary: "The config, in place of the nearest plimsoll.yaml.", fallback: "" },
  baseline: { summary: "A file of findings that are known and not reported.", fallback: "" },
  "only-changed": {
    summary:
      "true: report only what lies in files that the pull request, the merge queue or the push changes. The checkout needs the history for that (fetch-depth: 0); without it, everything is reported.",
    fallback: "false",
  },
  annotations: { summary: "true: mark the findings on the lines that they are about.", fallback: "true" },
  summary: { summary: "true: write the findings into the summary of the job.", fallback: "true" },
  "sarif-file": { summary: "Write a SARIF file here, to be uploaded to code scanning.", fallback: "" },
  "sarif-category": {
    summary: "Tells the uploads of several jobs apart in code scanning.",
    fallback: "",
  },
  "working-directory": { summary: "Where all these paths start.", fallback: "." },
  args: { summary: `Further options of plimsoll, ${LINES}, such as --closed-world.`, fallback: "" },
} as const satisfies Readonly<Record<string, InputProse>>;

export type InputName = keyof typeof INPUTS;
/** As the workflow gives them; trimmed. */
export type ActionInputs = Readonly<Record<InputName, string>>;

export const INPUT_NAMES = Object.keys(INPUTS) as readonly InputName[];

/** GitHub hands inputs over in the environment, by names in which only spaces are replaced. */
export const environmentName = (name: InputName): string => `INPUT_${name.toUpperCase()}`;

export function inputsFrom(env: Readonly<Record<string, string | undefined>>): ActionInputs {
  const entries = INPUT_NAMES.map((name) => [name, env[environmentName(name)]?.trim() || INPUTS[name].fallback]);
  return Object.fromEntries(entries) as ActionInputs;
}
