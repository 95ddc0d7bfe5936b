import { readFileSync } from "node:fs";
import { relative, resolve } from "node:path";
import type { Plugin } from "esbuild";
import ts from "typescript";
import type { RuleParts } from "./rule-parts.ts";
import { PROSE } from "./rule-parts.ts";

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
      onResolve({ filter: /^\.\/late-/ }, ({ path }) => ({ path, external: true }));
      onResolve({ filter: /^\..*\.ts$/ }, ({ kind, path, resolveDir }) => {
        const module = moduleAt(resolveDir, path);
        if (kind !== "import-statement" || isRule(module) || own.includes(module) || !lateModule(late, module))
          return undefined;
        return { path: module, namespace: "stand-in" };
      });
      onLoad({ filter: /.*/, namespace: "stand-in" }, ({ path }) => ({ contents: standIn(late, path), loader: "js" }));
    },
  };
}

/** A rule whose check is late. */
export function standInForCheck(late: Files, module: string): RuleParts {
  return {
    isKept: (property) => property !== "check" && !PROSE.includes(property),
    property: "check: (...given) => (late ??= load().default).check(...given)",
    statements: `let late;\nconst load = () => ${lateModule(late, module)};`,
  };
}

/** Path from the root of the package, with "/" on every system. */
export const moduleAt = (folder: string, path: string): string =>
  relative(".", resolve(folder, path)).replaceAll("\\", "/");

/** A rule, or the list of them: each file has its own part of those. */
export const isRule = (module: string): boolean => module.startsWith("src/rules/");

function standIn(late: Files, module: string): string {
  const functions = exportedFunctions(module).map(
    (name) => `export const ${name} = (...given) => (late ??= ${lateModule(late, module)}).${name}(...given);`,
  );
  return ["let late;", ...functions].join("\n");
}

/** The expression that loads it. */
function lateModule(late: Files, module: string): string | undefined {
  for (const [file, modules] of late)
    if (modules.includes(module)) return `require("./${file}").modules[${modules.indexOf(module)}]`;
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
