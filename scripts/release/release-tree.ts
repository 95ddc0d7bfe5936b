import { execFileSync } from "node:child_process";
import { chmodSync, copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** What the tag holds beside the files of the package, and the page that tells people to use it from a tag. */
const TOLD: Readonly<Record<string, string>> = {
  "action.yml": "docs/github.md",
  ".pre-commit-hooks.yaml": "docs/pre-commit.md",
};

/**
 * Of the manifest, what installing from a tag needs. No scripts: npm would run `prepare` of what it takes from git, without
 * what that builds with, and pre-commit takes all that it prints for the name of a file. No `files`: the tree is the package.
 */
const KEPT = [
  "name",
  "version",
  "description",
  "license",
  "keywords",
  "type",
  "engines",
  "bin",
  "exports",
  "sideEffects",
] as const;

type Manifest = Readonly<Record<string, unknown>> & { readonly bin: Readonly<Record<string, string>> };

/**
 * Writes into an empty folder what a release's tag holds, from which pre-commit and GitHub run Plimsoll: main has no dist.
 * Takes dist as it is. Throws where something is missing that the release promises, and names it.
 */
export function writeReleaseTree(folder: string): void {
  if (existsSync(folder) && readdirSync(folder).length > 0)
    throw new Error(`${folder} is not empty: name a new folder`);
  const missing = missingFiles();
  if (missing.length > 0) throw new Error(missing.join("\n"));

  const manifest = readManifest();
  for (const file of [...packedFiles(), ...Object.keys(TOLD).filter((file) => existsSync(file))]) {
    const copy = join(folder, file);
    mkdirSync(dirname(copy), { recursive: true });
    copyFileSync(file, copy);
    chmodSync(copy, 0o644);
  }
  for (const program of Object.values(manifest.bin)) chmodSync(join(folder, program), 0o755);
  writeFileSync(join(folder, "package.json"), `${JSON.stringify(tagged(manifest), undefined, 2)}\n`);
}

/**
 * Command and Action are bundled: whoever installs them from the tag needs nothing else, and no registry. Who writes against the
 * library's types takes the package instead, which brings those of Kubernetes.
 */
const tagged = (manifest: Manifest) => ({
  ...Object.fromEntries(KEPT.map((key) => [key, manifest[key]])),
  dependencies: {},
});

/** One sentence for each file without which the tag would break its word. */
function missingFiles(): readonly string[] {
  const programs = Object.values(readManifest().bin).filter((file) => !existsSync(file));
  const told = Object.entries(TOLD).filter(([file, page]) => existsSync(page) && !existsSync(file));
  const entries = existsSync("action.yml") ? actionEntries(readFileSync("action.yml", "utf8")) : [];
  return [
    ...programs.map((file) => `${file} is missing: run "npm run build"`),
    ...told.map(([file, page]) => `${file} is missing, and ${page} tells people to use it from a release's tag`),
    ...entries
      .filter((file) => !existsSync(file))
      .map((file) => `${file} is missing, which action.yml starts: run "npm run build"`),
  ];
}

/** Programs that an action.yml starts, whether its form is "node" or "composite". */
export const actionEntries = (text: string): readonly string[] => [
  ...new Set([...text.matchAll(/\bdist\/[\w./-]+\.cjs\b/g)].map(([file]) => file)),
];

const readManifest = (): Manifest => JSON.parse(readFileSync("package.json", "utf8")) as Manifest;

/** Paths of what `npm pack` would take. */
function packedFiles(): readonly string[] {
  const [packed] = JSON.parse(
    execFileSync("npm", ["pack", "--dry-run", "--json", "--ignore-scripts"], {
      encoding: "utf8",
      stdio: ["ignore", "pipe", "ignore"],
    }),
  ) as [{ files: readonly { path: string }[] }];
  return packed.files.map(({ path }) => path);
}
