// Builds dist/: the library (ES modules with types) and the command (one CommonJS file, and one more for each dynamic import).
import { spawnSync } from "node:child_process";
import { chmodSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { relative, resolve } from "node:path";
import { build, type Plugin } from "esbuild";

const OUT = "dist/cli";

rmSync("dist", { recursive: true, force: true });
const { status } = spawnSync(process.execPath, ["node_modules/typescript/bin/tsc", "-p", "tsconfig.build.json"], {
  stdio: "inherit",
});
if (status !== 0) process.exit(1);

/** The entry is read at every start; each dynamic import becomes a file of its own, read when it is needed. */
const entries = new Map([[resolve("src/cli/main.ts"), "plimsoll"]]);
/** Packages of others that the files carry, by the folder of their licence. */
const bundled = new Set<string>();
for (const [entry, name] of entries) {
  const { metafile } = await build({
    entryPoints: [entry],
    outfile: `${OUT}/${name}.cjs`,
    bundle: true,
    metafile: true,
    minify: true,
    platform: "node",
    format: "cjs",
    target: "node20",
    legalComments: "none",
    ...(name === "plimsoll" && { banner: { js: "#!/usr/bin/env node" } }),
    plugins: [splitDynamicImports(entries)],
  });
  for (const input of Object.keys(metafile.inputs)) {
    const folder = /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/.exec(input)?.[0];
    if (folder) bundled.add(folder);
  }
}
chmodSync(`${OUT}/plimsoll.cjs`, 0o755);
writeFileSync(`${OUT}/THIRD-PARTY-LICENSES`, [...bundled].sort().map(licenceOf).join("\n"));

function licenceOf(folder: string): string {
  const { name, version } = JSON.parse(readFileSync(`${folder}/package.json`, "utf8")) as {
    name: string;
    version: string;
  };
  const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry));
  if (!file) throw new Error(`${name} is bundled and has no licence file`);
  return `${name} ${version}\n\n${readFileSync(`${folder}/${file}`, "utf8").trim()}\n`;
}

function splitDynamicImports(chunks: Map<string, string>): Plugin {
  return {
    name: "split-dynamic-imports",
    setup({ onResolve }) {
      onResolve({ filter: /^\./ }, ({ kind, path, resolveDir }) => {
        if (kind !== "dynamic-import") return undefined;
        const file = resolve(resolveDir, path);
        const name = relative("src", file).replace(/\.ts$/, "").replaceAll(/[\\/]/g, "-");
        chunks.set(file, name);
        return { path: `./${name}.cjs`, external: true };
      });
    },
  };
}
