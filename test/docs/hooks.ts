import { readFileSync } from "node:fs";
import { load } from "js-yaml";
import { expect } from "vitest";
import { VERSION } from "../../src/tool-version.ts";
import { tryScripts } from "./commands.ts";
import { PLACEHOLDER, type Place } from "./workshop.ts";

interface Hook {
  readonly id: string;
  readonly entry: string;
  readonly files?: string;
  readonly exclude?: string;
  readonly args?: readonly string[];
  readonly pass_filenames?: boolean;
}

/** Each hook is started as pre-commit does, on the files of the repository that it asks for. */
export function tryHooks(read: unknown, place: Place): void {
  const { repos } = read as { repos: readonly { repo: string; rev: string; hooks: readonly Hook[] }[] };
  const known = load(readFileSync(".pre-commit-hooks.yaml", "utf8")) as readonly Hook[];
  expect(repos).toHaveLength(1);
  for (const { repo, rev, hooks } of repos) {
    expect([repo, rev]).toEqual([PLACEHOLDER, `v${VERSION}`]);
    for (const hook of hooks) {
      const own = known.find(({ id }) => id === hook.id);
      expect(own, `hook ${hook.id}`).toBeDefined();
      startHook({ ...own!, ...hook }, place);
    }
  }
}

const OTHER_CHART = "charts/other/values.yaml";

function startHook({ entry, args = [], files = "", exclude = "^$", pass_filenames = true }: Hook, place: Place): void {
  const [listed] = tryScripts(["git ls-files"], place);
  const taken = [...listed!.shown.trim().split("\n"), OTHER_CHART].filter(
    (file) => new RegExp(files).test(file) && !new RegExp(exclude).test(file),
  );
  expect(taken, `files of ${entry}`).not.toEqual([]);
  tryScripts([[entry, ...[...args, ...(pass_filenames ? taken : [])].map((word) => `'${word}'`)].join(" ")], place);
}

/** What lint-staged starts for each pattern, with a file behind it. */
export function tryLintStaged(commands: Readonly<Record<string, string>>, place: Place): void {
  for (const [pattern, command] of Object.entries(commands)) {
    const folder = pattern.replace("/**", "");
    const [listed] = tryScripts([`git ls-files '${folder}'`], place);
    expect(listed!.shown, pattern).not.toBe("");
    tryScripts([`${command} ${listed!.shown.trim().replaceAll("\n", " ")}`], place);
  }
}

export function tryLefthook(read: unknown, place: Place): void {
  const { commands } = (read as Record<"pre-commit", { commands: Readonly<Record<string, { run: string }>> }>)[
    "pre-commit"
  ];
  for (const { run } of Object.values(commands)) {
    expect(run).toContain("{staged_files}");
    tryScripts([run.replace("{staged_files}", "charts/books/values.yaml")], place);
  }
}
