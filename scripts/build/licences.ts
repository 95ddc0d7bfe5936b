import { readdirSync, readFileSync } from "node:fs";

/** Licences of the packages of others that files with these modules carry. */
export const licencesOf = (modules: readonly string[]): string =>
  [...packagesOf(modules)].sort().map(licenceOf).join("\n");

/** Folders of the packages. */
const packagesOf = (modules: readonly string[]): ReadonlySet<string> =>
  new Set(modules.flatMap((module) => /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/.exec(module)?.[0] ?? []));

function licenceOf(folder: string): string {
  const { name, version } = JSON.parse(readFileSync(`${folder}/package.json`, "utf8")) as {
    name: string;
    version: string;
  };
  const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry));
  if (!file) throw new Error(`${name} is bundled and has no licence file`);
  return `${name} ${version}\n\n${readFileSync(`${folder}/${file}`, "utf8").trim()}\n`;
}
