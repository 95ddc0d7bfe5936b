import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { expect } from "vitest";
import { EMACS_ENTRY, VIM_ERRORFORMAT, VSCODE_MATCHER } from "../../src/report/matchers.ts";
import { tryScripts } from "./commands.ts";
import type { Place } from "./workshop.ts";

/** A file of settings: JSON with comments, the first of which names it. */
export function trySettings(text: string, place: Place): void {
  const { config, error } = ts.parseConfigFileTextToJson("settings.json", text) as { config: unknown; error?: object };
  expect(error).toBeUndefined();
  const file = /^\/\/ (\S+)$/m.exec(text)?.[1];
  if (file === ".vscode/tasks.json") {
    const { tasks } = config as { tasks: readonly { command: string; problemMatcher: unknown }[] };
    for (const { command, problemMatcher } of tasks) {
      expect(problemMatcher).toEqual(VSCODE_MATCHER);
      const [ran] = tryScripts([command], place);
      expect(ran!.shown).toMatch(new RegExp(VSCODE_MATCHER.pattern.regexp, "m"));
    }
  } else {
    expect(file).toBe(".vscode/settings.json");
    const schemas = (config as { "yaml.schemas": Readonly<Record<string, string>> })["yaml.schemas"];
    expect(Object.values(schemas)).toEqual(["plimsoll.yaml"]);
    for (const schema of Object.keys(schemas)) expectOwn(schema, "../plimsoll/");
  }
}

/** The line by which an editor finds the schema. */
export const trySchemaLine = (text: string): void =>
  expectOwn(/\$schema=(\S+)\n$/.exec(text)?.[1] ?? "", "node_modules/plimsoll/");

/** A path into the package, wherever that lies. */
function expectOwn(path: string, prefix: string): void {
  expect(path.startsWith(prefix), path).toBe(true);
  expect(existsSync(join(".", path.slice(prefix.length))), path).toBe(true);
}

export function tryVim(text: string, place: Place): void {
  const set = new Map([...text.matchAll(/^let &l:(\w+) = '(.*)'$/gm)].map(([, name, value]) => [name, value]));
  expect(set.get("errorformat")).toBe(VIM_ERRORFORMAT);
  tryScripts([set.get("makeprg") ?? ""], place);

  const [asked] = place.run(["vim --version | grep -q +quickfix"]);
  if (asked?.code !== 0) return;
  writeFileSync(join(place.folder, "plimsoll.vim"), text);
  const [, listed] = place.run(
    [`vim -Nu NONE -n -i NONE -es -S plimsoll.vim -c 'silent make!' -c "$LISTED" -c 'qall!' </dev/null`, "cat list"],
    {
      LISTED: `call writefile(map(getqflist(), 'bufname(v:val.bufnr) . ":" . v:val.lnum . " " . v:val.type'), "list")`,
    },
  );
  expect(listed?.shown).toBe("charts/books/templates/statefulset.yaml:17 e\n");
}

export function tryEmacs(text: string): void {
  expect(text).toContain(`'${EMACS_ENTRY})`);
  const code = text.replaceAll(/^;.*$|"(?:[^"\\]|\\.)*"/gm, "");
  expect(code.split("(").length).toBe(code.split(")").length);
}
