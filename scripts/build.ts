// Builds dist/: the library (ES modules with types) and the command (one CommonJS file, and one more for each dynamic import).
import { spawnSync } from "node:child_process";
import { chmodSync, rmSync } from "node:fs";
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
for (const [entry, name] of entries) {
  await build({
    entryPoints: [entry],
    outfile: `${OUT}/${name}.cjs`,
    bundle: true,
    minify: true,
    platform: "node",
    format: "cjs",
    target: "node20",
    // Comments of licences stay: the bundle carries packages of others.
    legalComments: "inline",
    ...(name === "plimsoll" && { banner: { js: "#!/usr/bin/env node" } }),
    plugins: [splitDynamicImports(entries)],
  });
}
chmodSync(`${OUT}/plimsoll.cjs`, 0o755);

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
