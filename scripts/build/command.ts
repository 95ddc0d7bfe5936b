import { relative, resolve } from "node:path";
import { type BuildOptions, build, type Metafile, type Plugin } from "esbuild";
import { LATE_MODULES, lateFile, lateModules } from "./late-modules.ts";
import { DEEDS, PROSE, withoutParts } from "./rule-parts.ts";

const MAIN = "src/cli/main.ts";
const ENTRY = "plimsoll.cjs";

/** What the command's files hold. */
export interface CommandBundle {
  /** Bytes of the file that is read at every start. */
  readonly entryBytes: number;
  /** Modules by the name of the file that holds them. */
  readonly modules: ReadonlyMap<string, readonly string[]>;
}

/**
 * Bundles the command into a folder: one file that is read at every start, one for each dynamic import, and one for each
 * late module. What the first file holds stands in no other: they ask it, so that every class and table is there once.
 */
export async function bundleCommand(out: string): Promise<CommandBundle> {
  const files = new Map<string, string>();
  const first = await bundle({ entryPoints: [MAIN], write: false, plugins: entryPlugins(files) });
  const held = new Set(modulesOf(first));
  for (const module of Object.keys(LATE_MODULES)) files.set(module, lateFile(module));

  let rest = await bundleRest(out, files, held);
  for (let twins = twinsIn(rest.modules); twins.length > 0; twins = twinsIn(rest.modules)) {
    for (const module of twins) held.add(module);
    rest = await bundleRest(out, files, held);
  }

  const meta = await bundle({
    stdin: { contents: entryText([...rest.shared].sort()), resolveDir: ".", loader: "ts" },
    outfile: `${out}/${ENTRY}`,
    banner: { js: "#!/usr/bin/env node" },
    plugins: entryPlugins(files),
  });
  return {
    entryBytes: Object.values(meta.outputs)[0]?.bytes ?? 0,
    modules: new Map([...rest.modules, [ENTRY, modulesOf(meta)]]),
  };
}

interface Rest {
  readonly modules: ReadonlyMap<string, readonly string[]>;
  /** What the files take from the entry. */
  readonly shared: ReadonlySet<string>;
}

/** All files but the entry, which holds the modules of `held`. */
async function bundleRest(out: string, files: Map<string, string>, held: ReadonlySet<string>): Promise<Rest> {
  const shared = new Set<string>();
  const modules = new Map<string, readonly string[]>();
  // The map grows while it is walked: a file may have dynamic imports of its own.
  for (const [module, file] of files) {
    const plugins = [shareHeld(held, shared), lateModules(module), dynamicImports(files), withoutParts(DEEDS)];
    const meta = await bundle({ entryPoints: [module], outfile: `${out}/${file}`, plugins });
    modules.set(file, modulesOf(meta));
  }
  return { modules, shared };
}

const entryPlugins = (files: Map<string, string>): Plugin[] => [
  mainRuns,
  lateModules(),
  dynamicImports(files),
  withoutParts(PROSE),
];

/** The package says that to import a module does nothing, which is true of all but this one. */
const mainRuns: Plugin = {
  name: "main-runs",
  setup({ onResolve }) {
    onResolve({ filter: new RegExp(`${MAIN}$`) }, ({ path, resolveDir }) => ({
      path: resolve(resolveDir, path),
      sideEffects: true,
    }));
  },
};

async function bundle(options: BuildOptions): Promise<Metafile> {
  const { metafile } = await build({
    bundle: true,
    metafile: true,
    minify: true,
    platform: "node",
    format: "cjs",
    target: "node20",
    legalComments: "none",
    ...options,
  });
  if (!metafile) throw new Error("esbuild wrote no metafile");
  return metafile;
}

const modulesOf = ({ outputs }: Metafile): string[] =>
  Object.values(outputs).flatMap(({ inputs }) =>
    Object.entries(inputs).flatMap(([module, { bytesInOutput }]) =>
      bytesInOutput > 0 && !module.includes(":") && module !== "<stdin>" ? [module] : [],
    ),
  );

/** The command, and the modules that its other files ask for. */
function entryText(shared: readonly string[]): string {
  const imports = shared.map((module, index) => `import * as m${index} from ${JSON.stringify(`./${module}`)};`);
  const fields = shared.map((module, index) => `${JSON.stringify(module)}: m${index}`);
  return `import "./${MAIN}";\n${imports.join("\n")}\nexport const shared = { ${fields.join(", ")} };\n`;
}

/** Takes modules that the entry holds from there, and notes which. */
const shareHeld = (held: ReadonlySet<string>, shared: Set<string>): Plugin => ({
  name: "share-held",
  setup({ onResolve, onLoad }) {
    onResolve({ filter: new RegExp(`^\\./${ENTRY}$`) }, ({ path }) => ({ path, external: true }));
    onResolve({ filter: /^\..*\.ts$/ }, ({ kind, path, resolveDir }) => {
      const module = relative(".", resolve(resolveDir, path));
      if (kind !== "import-statement" || !held.has(module) || RULES.test(module)) return undefined;
      shared.add(module);
      return { path: module, namespace: "shared" };
    });
    onLoad({ filter: /.*/, namespace: "shared" }, ({ path }) => ({
      contents: `module.exports = require("./${ENTRY}").shared[${JSON.stringify(path)}];`,
      loader: "js",
    }));
  },
});

/** Makes a file of its own of each module that is imported when it is needed. */
const dynamicImports = (files: Map<string, string>): Plugin => ({
  name: "dynamic-imports",
  setup({ onResolve }) {
    onResolve({ filter: /^\./ }, ({ kind, path, resolveDir }) => {
      if (kind !== "dynamic-import") return undefined;
      const module = relative(".", resolve(resolveDir, path));
      const file = `${relative("src", module).replace(/\.ts$/, "").replaceAll(/[\\/]/g, "-")}.cjs`;
      files.set(module, file);
      return { path: `./${file}`, external: true };
    });
  },
});

/** The entry has the rules without what is told about them, and a file of their own has that alone. */
const RULES = /^src\/rules\//;

/** Rooms whose classes and tables must be there once, whatever files a run has loaded. */
const SINGLE = /^src\/(yaml|kubernetes|operators|release|engine)\//;

/** Those of them that stand in two files: the entry has to hold them. */
function twinsIn(modules: ReadonlyMap<string, readonly string[]>): readonly string[] {
  const all = [...modules.values()].flat().filter((module) => SINGLE.test(module));
  return all.filter((module, index) => all.indexOf(module) < index);
}
