import { readdirSync, readFileSync } from "node:fs";
import { INPUTS } from "../../src/cli/action/inputs.ts";
import { OUTPUTS } from "../../src/cli/action/outputs.ts";
import { hookLines, workflowFile } from "../../src/cli/init/starting-files.ts";
import { lint, readSource } from "../../src/index.ts";
import { EMACS_ENTRY, VIM_ERRORFORMAT, VSCODE_MATCHER } from "../../src/report/matchers.ts";
import { block, filled } from "./filled.ts";
import { picture } from "./rule-page.ts";

/** What the pages that people write hold of definitions, by page and mark. */
const FILLINGS: Readonly<Record<string, () => Readonly<Record<string, string>>>> = {
  "README.md": () => ({ picture: incident(), workflow: WORKFLOW, hook: HOOK }),
  "docs/github.md": () => ({ inputs: inputTable(), outputs: outputTable() }),
  "docs/pre-commit.md": () => ({ hook: HOOK }),
  "docs/editors.md": () => ({ vscode: VSCODE, vim: VIM, emacs: EMACS }),
};

/** Path to text of each. */
export const filledPages = (): ReadonlyMap<string, string> =>
  new Map(
    Object.entries(FILLINGS).map(([path, texts]) => [path, filled(path, readFileSync(path, "utf8"), texts())] as const),
  );

const INCIDENT = "examples/incident";

/** The first error on the example, as the terminal shows it. */
function incident(): string {
  const sources = readdirSync(INCIDENT)
    .filter((name) => name.endsWith(".yaml"))
    .sort()
    .map((name) => readSource(`${INCIDENT}/${name}`, readFileSync(`${INCIDENT}/${name}`)));
  const report = lint(sources);
  const shown = report.findings.filter(({ severity }) => severity === "error").slice(0, 1);
  return block("text", picture(sources, shown, report));
}

const NOTHING_FOUND = { charts: [], folders: [], openshift: undefined };

const WORKFLOW = block("yaml", `# .github/workflows/plimsoll.yaml\n${workflowFile(NOTHING_FOUND)}`);

const HOOK = block("yaml", ["# .pre-commit-config.yaml", "repos:", ...hookLines(NOTHING_FOUND)].join("\n"));

const inputTable = (): string =>
  table(
    ["input", "default", "what it is"],
    Object.entries(INPUTS).map(([name, { summary, fallback }]) => [code(name), fallback && code(fallback), summary]),
  );

const outputTable = (): string =>
  table(
    ["output", "what it is"],
    Object.entries(OUTPUTS).map(([name, summary]) => [code(name), summary]),
  );

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const row = (cells: readonly string[]): string =>
    `|${cells.map((cell) => (cell === "" ? " " : ` ${cell.replaceAll("|", "\\|")} `)).join("|")}|`;
  return [row(head), `|${"---|".repeat(head.length)}`, ...rows.map(row)].join("\n");
}

const code = (text: string): string => `\`${text}\``;

const VSCODE = block(
  "jsonc",
  `// .vscode/tasks.json\n${JSON.stringify(
    {
      version: "2.0.0",
      tasks: [
        {
          label: "plimsoll",
          type: "shell",
          command: "plimsoll chart --format unix .",
          problemMatcher: VSCODE_MATCHER,
        },
      ],
    },
    undefined,
    2,
  )}`,
);

const VIM = block(
  "vim",
  [
    '" ~/.vim/compiler/plimsoll.vim',
    "let &l:makeprg = 'plimsoll chart --format unix .'",
    `let &l:errorformat = '${VIM_ERRORFORMAT}'`,
  ].join("\n"),
);

const EMACS = block(
  "elisp",
  `;; ~/.emacs.d/init.el
(with-eval-after-load 'compile
  (add-to-list 'compilation-error-regexp-alist-alist
               '${EMACS_ENTRY})
  (add-to-list 'compilation-error-regexp-alist 'plimsoll))`,
);
