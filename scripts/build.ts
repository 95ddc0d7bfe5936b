// Builds dist/: the library (ES modules with types) and the command (CommonJS, see scripts/build/command.ts).
import { spawnSync } from "node:child_process";
import { chmodSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { bundleCommand } from "./build/command.ts";

const OUT = "dist/cli";

rmSync("dist", { recursive: true, force: true });
const { status } = spawnSync(process.execPath, ["node_modules/typescript/bin/tsc", "-p", "tsconfig.build.json"], {
  stdio: "inherit",
});
if (status !== 0) process.exit(1);

const { modules } = await bundleCommand(OUT);
chmodSync(`${OUT}/plimsoll.cjs`, 0o755);
writeFileSync(
  `${OUT}/THIRD-PARTY-LICENSES`,
  [...packagesIn([...modules.values()].flat())].sort().map(licenceOf).join("\n"),
);

/** The folders of the packages of others that the files carry. */
function packagesIn(held: readonly string[]): ReadonlySet<string> {
  return new Set(held.flatMap((module) => /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/.exec(module)?.[0] ?? []));
}

function licenceOf(folder: string): string {
  const { name, version } = JSON.parse(readFileSync(`${folder}/package.json`, "utf8")) as {
    name: string;
    version: string;
  };
  const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry));
  if (!file) throw new Error(`${name} is bundled and has no licence file`);
  return `${name} ${version}\n\n${readFileSync(`${folder}/${file}`, "utf8").trim()}\n`;
}
