import { readFileSync } from "node:fs";
import { relative, resolve } from "node:path";
import type { Plugin } from "esbuild";
import ts from "typescript";
import type { RuleParts, RuleText } from "./rule-parts.ts";
import { isProse } from "./rule-prose.ts";

/** Files by their names, and the modules that stand in each. */
export type Files = ReadonlyMap<string, readonly string[]>;

/** What a late file exports: its modules, in their order. */
export const lateText = (modules: readonly string[]): string =>
  `${modules.map((module, index) => `import * as m${index} from "./${module}";`).join("\n")}
export const modules = [${modules.map((_, index) => `m${index}`).join(", ")}];`;

/**
 * Puts a stand-in in the place of every late module that is not the file's own: it has the same functions, and loads the
 * module's file when one of them is called.
 */
export function standIns(late: Files, own: readonly string[] = []): Plugin {
  return {
    name: "stand-ins",
    setup({ onResolve, onLoad }) {
      onResolve({ filter: /^\..*\.ts$/ }, ({ kind, path, resolveDir }) => {
        const module = moduleAt(resolveDir, path);
        if (kind !== "import-statement" || isRule(module) || own.includes(module) || !placeOf(late, module))
          return undefined;
        return { path: module, namespace: "stand-in" };
      });
      onLoad({ filter: /.*/, namespace: "stand-in" }, ({ path }) => ({ contents: standIn(late, path), loader: "js" }));
      onResolve({ filter: /^checks:/ }, ({ path }) => ({ path: path.slice("checks:".length), namespace: "checks" }));
      onLoad({ filter: /.*/, namespace: "checks" }, ({ path }) => ({ contents: checksIn(path), loader: "js" }));
      onResolve({ filter: /^late:$/ }, ({ path }) => ({ path, namespace: "late" }));
      onLoad({ filter: /.*/, namespace: "late" }, () => ({ contents: LATE, loader: "js" }));
    },
  };
}

/** What of a rule its late file holds. Most runs do without the profiles that are chosen: of their rules the look is late, too. */
export function lateParts(rule: RuleText): readonly string[] {
  const isChosen = rule.get("profile") !== 'profile: "default"';
  return isChosen && rule.has("concerns") ? ["check", "concerns"] : ["check"];
}

/** A rule with what stands in for its late parts. */
export function standInForLateParts(late: Files, module: string, rule: RuleText): RuleParts {
  const { file, index } = placeOf(late, module) ?? {};
  const parts = lateParts(rule);
  return {
    isKept: (property) => !parts.includes(property) && !isProse(property),
    added: parts.map((part) => `${part}: ${part}Of(${index})`),
    imports: `import { ${parts.map((part) => `${part}Of`).join(", ")} } from "checks:${file}";`,
  };
}

/**
 * What the stand-ins have in common: a function is looked up at its first call, which loads its file. The name of that is
 * put together by a function, because the bundler looks for what it can read.
 */
const LATE = `const late = (find) => {
  let found;
  return (...given) => (found ??= find())(...given);
};
const fileOf = (name) => "./late-" + name + ".cjs";
const modulesIn = (name) => require(fileOf(name)).modules;
export const functionIn = (file, index, name) => late(() => modulesIn(file)[index][name]);
export const partIn = (file, part) => (index) => late(() => modulesIn(file)[index].default[part]);`;

const checksIn = (file: string): string => `import { partIn } from "late:";
export const checkOf = /* @__PURE__ */ partIn(${shortName(file)}, "check");
export const concernsOf = /* @__PURE__ */ partIn(${shortName(file)}, "concerns");`;

const shortName = (file = ""): string => JSON.stringify(file.replace(/^late-(.*)\.cjs$/, "$1"));

/** Path from the root of the package, with "/" on every system. */
export const moduleAt = (folder: string, path: string): string =>
  relative(".", resolve(folder, path)).replaceAll("\\", "/");

/** A rule, or the list of them: each file has its own part of those. */
export const isRule = (module: string): boolean => module.startsWith("src/rules/");

function standIn(late: Files, module: string): string {
  const { file, index } = placeOf(late, module) ?? {};
  const functions = exportedFunctions(module).map(
    (name) => `export const ${name} = /* @__PURE__ */ functionIn(${shortName(file)}, ${index}, "${name}");`,
  );
  return ['import { functionIn } from "late:";', ...functions].join("\n");
}

/** The file that a late module stands in, and which of its modules it is. */
function placeOf(late: Files, module: string): { readonly file: string; readonly index: number } | undefined {
  for (const [file, modules] of late) if (modules.includes(module)) return { file, index: modules.indexOf(module) };
  return undefined;
}

/** Names of the functions that a module exports. Throws where it exports another value, which a stand-in cannot have. */
function exportedFunctions(module: string): readonly string[] {
  const source = ts.createSourceFile(module, readFileSync(module, "utf8"), ts.ScriptTarget.ESNext, true);
  return source.statements.flatMap((statement) => {
    if (ts.isInterfaceDeclaration(statement) || ts.isTypeAliasDeclaration(statement) || !isExported(statement))
      return [];
    if (ts.isFunctionDeclaration(statement) && statement.name) return [statement.name.text];
    if (ts.isExportDeclaration(statement) && statement.isTypeOnly) return [];
    if (ts.isVariableStatement(statement))
      return statement.declarationList.declarations.map(({ name, initializer }) => {
        if (ts.isIdentifier(name) && initializer && ts.isArrowFunction(initializer)) return name.text;
        throw new Error(`${module} exports ${name.getText()}, which is no function: it cannot be a late module`);
      });
    throw new Error(`${module} exports more than functions and types: it cannot be a late module`);
  });
}

const isExported = (statement: ts.Statement): boolean =>
  ts.isExportDeclaration(statement) ||
  (ts.canHaveModifiers(statement) &&
    (ts.getModifiers(statement) ?? []).some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword));
