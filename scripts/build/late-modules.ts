import { readFileSync } from "node:fs";
import { relative, resolve } from "node:path";
import type { Plugin } from "esbuild";
import ts from "typescript";

/**
 * Modules that few runs need, though others import them as a matter of course. The library has them as they are; in the
 * command each is a file of its own, read at the first call. So all that it exports are functions and types.
 */
export const LATE_MODULES: Readonly<Record<string, string>> = {
  "src/shell/ownership.ts": "only a container that may change owners has its script read",
  "src/kubernetes/image-users.ts": "only a pod that claims a disk is asked who its image runs as",
  "src/kubernetes/storage-drivers.ts": "only a claim whose class the input holds leads to a driver",
  "src/operators/prometheus-operator/kinds.ts": "only resources of monitoring.coreos.com are made into pods by it",
  "src/config/suppressions.ts": "only a document that holds our name can suppress anything",
  "src/yaml/scan/refusals.ts": "only what cannot be read needs the reasons why",
  "src/yaml/places.ts": "only a document with a finding is read for its places",
  "src/rule/nearest.ts": "only a name that is not known has a nearest one",
  "src/engine/settle.ts": "only a problem is settled into a finding",
};

/** dist/cli/late-shell-ownership.cjs */
export const lateFile = (module: string): string =>
  `late-${module
    .replace(/^src\//, "")
    .replace(/\.ts$/, "")
    .replaceAll("/", "-")}.cjs`;

/** Puts a stand-in in the place of every late module but `own`: it has the same functions, and loads the file when one is called. */
export function lateModules(own?: string): Plugin {
  return {
    name: "late-modules",
    setup({ onResolve, onLoad }) {
      onResolve({ filter: /^\.\/late-/ }, ({ path }) => ({ path, external: true }));
      onResolve({ filter: /^\..*\.ts$/ }, ({ kind, path, resolveDir }) => {
        const module = relative(".", resolve(resolveDir, path));
        if (kind !== "import-statement" || module === own || !(module in LATE_MODULES)) return undefined;
        return { path: module, namespace: "late" };
      });
      onLoad({ filter: /.*/, namespace: "late" }, ({ path }) => ({ contents: standIn(path), loader: "js" }));
    },
  };
}

function standIn(module: string): string {
  const functions = exportedFunctions(module).map(
    (name) => `export const ${name} = (...args) => late().${name}(...args);`,
  );
  return ["let module;", `const late = () => (module ??= require("./${lateFile(module)}"));`, ...functions].join("\n");
}

/** Names of the functions that a module exports. Throws where it exports another value: a stand-in cannot have it. */
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
