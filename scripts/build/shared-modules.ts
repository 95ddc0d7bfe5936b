import { readFileSync } from "node:fs";
import type { Plugin } from "esbuild";
import ts from "typescript";
import { isRule, moduleAt } from "./stand-ins.ts";

interface Binding {
  readonly module: string;
  readonly name: string;
}

/** What the other files take from the entry, so that every class and table is there once. */
export class SharedModules {
  readonly #names = new Map<string, Set<string>>();

  constructor(private readonly entry: string) {}

  /** In a fixed order, which is that in which the entry exports them. */
  get bindings(): readonly Binding[] {
    return [...this.#names.keys()]
      .sort()
      .flatMap((module) => [...(this.#names.get(module) ?? [])].sort().map((name) => ({ module, name })));
  }
  /** The part of the entry's text that exports them. */
  get exports(): string {
    const imports = this.bindings.map(
      ({ module, name }, index) => `import { ${name} as s${index} } from "./${module}";`,
    );
    return `${imports.join("\n")}\nexport const shared = [${this.bindings.map((_, index) => `s${index}`).join(", ")}];`;
  }
  /** Notes what a file takes of `held`, the modules of the entry. */
  collector(held: ReadonlySet<string>): Plugin {
    return this.#plugin(held, () => "module.exports = {};");
  }
  /** Takes it from the entry. All that is taken by any file has to be noted before. */
  importer(held: ReadonlySet<string>): Plugin {
    return this.#plugin(held, (module) => this.#text(module));
  }

  #plugin(held: ReadonlySet<string>, textOf: (module: string) => string): Plugin {
    return {
      name: "shared-modules",
      setup: ({ onResolve, onLoad }) => {
        onResolve({ filter: /^\..*\.cjs$/ }, ({ path }) => ({ path, external: true }));
        onResolve({ filter: /^\..*\.ts$/ }, ({ kind, path, resolveDir, importer }) => {
          const module = moduleAt(resolveDir, path);
          if (kind !== "import-statement" || !held.has(module) || isRule(module)) return undefined;
          this.#note(module, importedNames(importer, path));
          return { path: module, namespace: "shared" };
        });
        onLoad({ filter: /.*/, namespace: "shared" }, ({ path }) => ({ contents: textOf(path), loader: "js" }));
      },
    };
  }
  #note(module: string, names: readonly string[]): void {
    const known = this.#names.get(module) ?? new Set();
    this.#names.set(module, known);
    for (const name of names) known.add(name);
  }
  #text(module: string): string {
    const own = this.bindings.flatMap((binding, index) =>
      binding.module === module ? [`export const ${binding.name} = shared[${index}];`] : [],
    );
    return [`const { shared } = require("./${this.entry}");`, ...own].join("\n");
  }
}

/** Names of the values that a module imports from another. */
function importedNames(importer: string, path: string): readonly string[] {
  const source = ts.createSourceFile(importer, readFileSync(importer, "utf8"), ts.ScriptTarget.ESNext, true);
  return source.statements.filter(ts.isImportDeclaration).flatMap(({ moduleSpecifier, importClause }) => {
    if (moduleSpecifier.getText().slice(1, -1) !== path || !importClause || importClause.isTypeOnly) return [];
    const named = importClause.namedBindings;
    if (!named || !ts.isNamedImports(named)) throw new Error(`${importer} does not name what it takes from ${path}`);
    return named.elements.flatMap(({ isTypeOnly, name, propertyName }) =>
      isTypeOnly ? [] : [(propertyName ?? name).text],
    );
  });
}
