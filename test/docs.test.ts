import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { load } from "js-yaml";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { filledPages } from "../scripts/generate/filled-pages.ts";
import { tryCommands, tryScripts } from "./docs/commands.ts";
import { tryEmacs, trySchemaLine, trySettings, tryVim } from "./docs/editors.ts";
import { type Fence, fencesOf, prose } from "./docs/fences.ts";
import { tryHooks, tryLefthook, tryLintStaged } from "./docs/hooks.ts";
import { tryModule } from "./docs/library.ts";
import { tryAzure, tryCircle, tryGitlab, tryJenkins } from "./docs/pipelines.ts";
import { tryWorkflow } from "./docs/workflows.ts";
import { openWorkshop, type Place, type Workshop } from "./docs/workshop.ts";

const PAGES = ["README.md", ...["github", "pre-commit", "editors", "ci"].map((name) => `docs/${name}.md`)];

/** How a block is tried, by its language. */
const KINDS: Readonly<Record<string, (fence: Fence, place: Place) => void | Promise<void>>> = {
  sh: tryCommands,
  ts: tryModule,
  yaml: ({ text }, place) => tryYaml(text, place),
  js: async ({ text }, place) => {
    expect(text).toMatch(/^\/\/ lint-staged\.config\.js\n/);
    const module: unknown = await import(`data:text/javascript,${encodeURIComponent(text)}`);
    tryLintStaged((module as { default: Readonly<Record<string, string>> }).default, place);
  },
  jsonc: ({ text }, place) => trySettings(text, place),
  groovy: ({ text }, place) => tryJenkins(text, place),
  vim: ({ text }, place) => tryVim(text, place),
  elisp: ({ text }) => tryEmacs(text),
  // What a command prints is compared where the command is tried; the others are of what npm run generate writes.
  text: ({ isShown, isGenerated }) => expect(isShown || isGenerated).toBe(true),
};

/** YAML, by the file that its first line names. */
const FILES: Readonly<Record<string, (read: unknown, place: Place, text: string) => void>> = {
  ".github/workflows/plimsoll.yaml": (read, place, text) => tryWorkflow(read, text, place),
  ".pre-commit-config.yaml": tryHooks,
  ".gitlab-ci.yml": tryGitlab,
  "azure-pipelines.yml": tryAzure,
  ".circleci/config.yml": tryCircle,
  "lefthook.yml": tryLefthook,
  "plimsoll.yaml": (_read, place, text) => {
    writeFileSync(join(place.folder, "plimsoll.yaml"), text);
    const [ran] = tryScripts(["plimsoll chart charts/books"], place);
    expect(ran).toMatchObject({ code: 0, shown: "nothing found in 2 objects of 1 file; 1 ignored\n" });
  },
};

function tryYaml(text: string, place: Place): void {
  const [, name = "", part] = /^# ([^\s:]+)(: steps)?(?:[\n:])/.exec(text) ?? [];
  if (name === "yaml-language-server") {
    trySchemaLine(text);
    return;
  }
  expect(Object.keys(FILES)).toContain(name);
  const read = load(text);
  expect(Array.isArray(read)).toBe(part !== undefined);
  FILES[name]!(read, place, text);
}

test.each([...filledPages()])("what %s holds of definitions is what they are now", (page, text) => {
  expect(readFileSync(page, "utf8")).toBe(text);
});

let workshop: Workshop;
beforeAll(() => {
  workshop = openWorkshop();
});
afterAll(() => workshop.close());

describe.each(PAGES)("%s", (page) => {
  test.each(fencesOf(page))(
    "$language in line $line is as it says",
    async (fence) => {
      expect(Object.keys(KINDS)).toContain(fence.language);
      await KINDS[fence.language]!(fence, workshop.place());
    },
    60_000,
  );

  test("leads to files and headings that are there, and to nothing else", () => {
    for (const [, target = ""] of prose(page).matchAll(/\]\(([^)]*)\)/g)) {
      const [path = "", heading] = target.split("#");
      const file = path === "" ? page : join(dirname(page), path);
      expect(existsSync(file), target).toBe(true);
      if (heading !== undefined) expect(headingsOf(file), target).toContain(heading);
    }
    expect(prose(page)).not.toContain("://");
  });
});

/** As GitHub names them in addresses. */
const headingsOf = (page: string): readonly string[] =>
  [...readFileSync(page, "utf8").matchAll(/^#+ (.+)$/gm)].map(([, text = ""]) =>
    text
      .toLowerCase()
      .replaceAll(/[^\w\s-]/g, "")
      .replaceAll(" ", "-"),
  );
