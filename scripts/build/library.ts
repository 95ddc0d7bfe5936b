import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { build } from "esbuild";
import ts from "typescript";
import { ruleParts } from "./rule-parts.ts";

const ENTRY = "src/index.ts";

/**
 * Builds the library into a folder: an ES module, one more for each format and what they share, and the declarations
 * that the entry leads to. Names and lines stay, so that a stack trace can be read. Gives the modules that
 * the library holds.
 */
export async function buildLibrary(out: string): Promise<readonly string[]> {
  for (const [file, text] of declarations(out)) {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
  const { metafile } = await build({
    entryPoints: [ENTRY],
    outdir: out,
    bundle: true,
    splitting: true,
    metafile: true,
    platform: "node",
    mainFields: ["module", "main"],
    format: "esm",
    target: "node20",
    legalComments: "none",
    minifySyntax: true,
    plugins: [ruleParts(() => ({ isKept: () => true }))],
  });
  return Object.keys(metafile.inputs);
}

/** Declarations by their paths. Throws with the compiler's own words where the sources do not compile. */
function declarations(out: string): ReadonlyMap<string, string> {
  const { config } = ts.readConfigFile("tsconfig.build.json", ts.sys.readFile);
  const { options, fileNames } = ts.parseJsonConfigFileContent(config, ts.sys, ".", { outDir: out });
  const program = ts.createProgram(fileNames, options);
  const all = new Map<string, string>();
  const { diagnostics } = program.emit(undefined, (file, text) => all.set(resolve(file), text));
  const problems = [...ts.getPreEmitDiagnostics(program), ...diagnostics];
  if (problems.length > 0)
    throw new Error(
      ts.formatDiagnostics(problems, {
        getCanonicalFileName: (name) => name,
        getCurrentDirectory: () => ts.sys.getCurrentDirectory(),
        getNewLine: () => "\n",
      }),
    );
  return reachedFrom(resolve(out, "index.d.ts"), all);
}

/** Of all files the one, and those that it imports, and theirs. */
function reachedFrom(entry: string, all: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  const reached = new Map<string, string>();
  const ahead = [entry];
  for (const file of ahead) {
    const text = all.get(file);
    if (text === undefined) throw new Error(`${file} is imported, and was not made`);
    if (reached.has(file)) continue;
    reached.set(file, text);
    const { importedFiles } = ts.preProcessFile(text);
    for (const { fileName } of importedFiles)
      if (fileName.startsWith(".")) ahead.push(join(dirname(file), fileName.replace(/\.ts$/, ".d.ts")));
  }
  return reached;
}
