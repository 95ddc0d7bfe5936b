// Writes everything that derives from a definition. With --check it writes nothing and fails where a file is stale.
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { ruleIndex } from "./generate/rule-index.ts";

const args = process.argv.slice(2);
const unknown = args.find((argument) => argument !== "--check");
if (unknown !== undefined) {
  process.stderr.write(`generate: argument "${unknown}" is not known; --check is the only one\n`);
  process.exit(2);
}
const check = args.length > 0;

// The index comes first: everything else reads the rules through it.
const stale = settle(new Map([["src/rules/index.ts", ruleIndex()]]));
const { derivedFiles } = await import("./generate/derived-files.ts");
const files = await derivedFiles();
stale.push(...settle(files), ...leftOver("docs/rules", files));

if (stale.length > 0) {
  for (const path of stale) process.stderr.write(`${check ? "stale" : "written"}: ${path}\n`);
  if (check) {
    process.stderr.write("run: npm run generate\n");
    process.exitCode = 1;
  }
}

function settle(wanted: ReadonlyMap<string, string>): string[] {
  const differing = [...wanted].filter(([path, text]) => !existsSync(path) || readFileSync(path, "utf8") !== text);
  for (const [path, text] of check ? [] : differing) {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }
  return differing.map(([path]) => path);
}

/** Pages of rules that are gone. */
function leftOver(folder: string, wanted: ReadonlyMap<string, string>): string[] {
  const paths = existsSync(folder) ? readdirSync(folder).map((name) => `${folder}/${name}`) : [];
  const gone = paths.filter((path) => !wanted.has(path));
  for (const path of check ? [] : gone) rmSync(path);
  return gone;
}
