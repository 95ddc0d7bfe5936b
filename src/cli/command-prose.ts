import type { CommandName } from "./options.ts";

/** What help, docs/cli.md and the completions tell of a command. */
export interface CommandProse {
  readonly usage: string;
  readonly summary: string;
  readonly examples: readonly string[];
}

export const TAGLINE =
  "Plimsoll reads rendered Kubernetes manifests before they are applied and says what will not float.";
export const EXAMPLE = "helm template ./chart | plimsoll -";

export const COMMAND_PROSE: Readonly<Record<CommandName, CommandProse>> = {
  lint: {
    usage: "plimsoll [lint] [FILE|DIR|GLOB|-]...",
    summary:
      "Lint manifests, all of them as one release. - is standard input, which is also read where nothing is named.",
    examples: [EXAMPLE, "plimsoll manifests", "plimsoll --each 'rendered/*.yaml'"],
  },
  chart: {
    usage: "plimsoll chart [DIR|FILE|GLOB]...",
    summary:
      "Render charts with helm template and lint each as one release. A file stands for the chart that it belongs to, a folder without one for the charts below it.",
    examples: [
      "plimsoll chart charts/db",
      "plimsoll chart 'charts/*'",
      "plimsoll chart charts/db -f values-prod.yaml --release orders-db",
    ],
  },
  fix: {
    usage: "plimsoll fix [FILE|DIR|GLOB|-]...",
    summary:
      "Make the safe fixes of what lint finds, in the files; of a pipe or of what Helm has rendered, say what to change.",
    examples: ["plimsoll fix manifests", "plimsoll fix --dry-run manifests | git apply"],
  },
  baseline: {
    usage: "plimsoll baseline write|check [chart] [FILE|DIR|GLOB|-]...",
    summary: "Write down what lint finds now, so that later runs report only what is new; or check what is written.",
    examples: [
      "plimsoll baseline write manifests",
      "plimsoll baseline check manifests",
      "plimsoll baseline write chart charts/db",
    ],
  },
  explain: {
    usage: "plimsoll explain RULE",
    summary: "Say what a rule reports and why, with examples, and how to configure or allow it.",
    examples: ["plimsoll explain volume-mount-not-found"],
  },
  rules: { usage: "plimsoll rules", summary: "List every rule.", examples: ["plimsoll rules | grep storage"] },
  formats: {
    usage: "plimsoll formats",
    summary: "List every format that a report can have.",
    examples: ["plimsoll formats"],
  },
  matcher: {
    usage: "plimsoll matcher github|vscode",
    summary: "Print the problem matcher by which GitHub or Visual Studio Code reads the format unix.",
    examples: ["plimsoll matcher github > matcher.json && echo ::add-matcher::matcher.json", "plimsoll matcher vscode"],
  },
  init: {
    usage: "plimsoll init",
    summary:
      "Write a plimsoll.yaml to begin with, in which all is explained and nothing decided, and tell how to lint before each commit and on each pull request. A file that is there is never written over.",
    examples: ["plimsoll init", "plimsoll init --hook --workflow"],
  },
  action: {
    usage: "plimsoll action",
    summary:
      "What the GitHub Action runs. All that it is told stands in the environment, as GitHub gives a step its inputs; docs/github.md lists them.",
    examples: ["INPUT_MANIFESTS=rendered plimsoll action"],
  },
  completion: {
    usage: "plimsoll completion bash|zsh|fish",
    summary: "Print the completions for a shell: commands, options and their values, rules and files.",
    examples: [
      "source <(plimsoll completion bash)",
      "source <(plimsoll completion zsh)",
      "plimsoll completion fish > ~/.config/fish/completions/plimsoll.fish",
    ],
  },
};
