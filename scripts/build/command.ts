import { resolve } from "node:path";
import { type BuildOptions, build, type Metafile, type Plugin } from "esbuild";
import { lateFiles } from "./late-files.ts";
import { ruleParts } from "./rule-parts.ts";
import { SharedModules } from "./shared-modules.ts";
import { type Files, lateParts, lateText, moduleAt, standInForLateParts, standIns } from "./stand-ins.ts";

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
 * Bundles the command into a folder: one file that is read at every start, one for each dynamic import, and the late ones.
 * What the first file holds stands in no other: they take it from there.
 */
export async function bundleCommand(out: string): Promise<CommandBundle> {
  const late = lateFiles();
  const texts = new Map([...late].map(([file, modules]) => [file, lateText(modules)]));
  const first = await bundle({ ...textOf(`import "./${MAIN}";`), plugins: entryPlugins(late, texts) });
  const held = new Set(modulesOf(first));

  const shared = new SharedModules(ENTRY);
  const others = { late, texts, shared, held };
  let twins: readonly string[];
  do {
    twins = twinsIn(await bundleOthers(others));
    for (const module of twins) held.add(module);
  } while (twins.length > 0);
  const modules = await bundleOthers(others, out);
  const entry = await bundle({
    ...textOf(`${shared.exports}\nimport "./${MAIN}";`),
    outfile: `${out}/${ENTRY}`,
    write: true,
    banner: { js: "#!/usr/bin/env node" },
    plugins: entryPlugins(late, texts),
  });
  return {
    entryBytes: Object.values(entry.outputs)[0]?.bytes ?? 0,
    modules: new Map([[ENTRY, modulesOf(entry)], ...modules]),
  };
}

interface Others {
  readonly late: Files;
  /** What each file starts from. It grows: files have dynamic imports of their own. */
  readonly texts: Map<string, string>;
  readonly shared: SharedModules;
  /** Modules that the entry holds. */
  readonly held: ReadonlySet<string>;
}

/** Every file but the entry, written where `out` names a folder; the modules that each holds. */
async function bundleOthers({ late, texts, shared, held }: Others, out?: string): Promise<Files> {
  const modules = new Map<string, readonly string[]>();
  for (const [file, text] of texts) {
    const own = late.get(file);
    const plugins = [
      standIns(late, own),
      out === undefined ? shared.collector(held) : shared.importer(held),
      dynamicImports(texts),
      ruleParts((_, rule) => ({ isKept: own ? (property) => lateParts(rule).includes(property) : isTold })),
    ];
    const meta = await bundle({ ...textOf(text), outfile: `${out}/${file}`, write: out !== undefined, plugins });
    modules.set(file, modulesOf(meta));
  }
  return modules;
}

const entryPlugins = (late: Files, texts: Map<string, string>): Plugin[] => [
  mainRuns,
  standIns(late),
  dynamicImports(texts),
  ruleParts((module, rule) => standInForLateParts(late, module, rule)),
];

/** Who tells about a rule does without what it does. */
const isTold = (property: string): boolean => property !== "check" && property !== "concerns";

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

/** Makes a file of its own of each module that is imported when it is needed. */
const dynamicImports = (texts: Map<string, string>): Plugin => ({
  name: "dynamic-imports",
  setup({ onResolve }) {
    onResolve({ filter: /^\./ }, ({ kind, path, resolveDir }) => {
      if (kind !== "dynamic-import") return undefined;
      const module = moduleAt(resolveDir, path);
      const file = `${module
        .replace(/^src\//, "")
        .replace(/\.ts$/, "")
        .replaceAll("/", "-")}.cjs`;
      texts.set(file, `export * from "./${module}";`);
      return { path: `./${file}`, external: true };
    });
  },
});

const textOf = (contents: string): BuildOptions => ({ stdin: { contents, resolveDir: ".", loader: "ts" } });

async function bundle(options: BuildOptions): Promise<Metafile> {
  const { metafile } = await build({
    bundle: true,
    metafile: true,
    minify: true,
    platform: "node",
    format: "cjs",
    target: "node20",
    legalComments: "none",
    supported: { "dynamic-import": false },
    // A dependency's module makes a require of its address, which CommonJS has not.
    define: { "import.meta.url": "__filename" },
    write: false,
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

/** Rooms whose classes and tables must be there once, whatever files a run has loaded. */
const SINGLE = /^src\/(yaml|kubernetes|operators|release|config|engine)\//;

/** Those of them that stand in two files: the entry has to hold them. */
function twinsIn(modules: Files): readonly string[] {
  const all = [...modules.values()].flat().filter((module) => SINGLE.test(module));
  return all.filter((module, index) => all.indexOf(module) < index);
}
