// npm run test:package: packs, installs what was packed into empty folders, and uses it there on every Node that is promised.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runsAction } from "./action-use.ts";
import { publint, size, typesResolve } from "./contents.ts";
import { installNodes } from "./nodes.ts";
import { failed, type Outcome, skipped } from "./outcome.ts";
import { install, pack } from "./packed.ts";
import { type Row, table } from "./table.ts";
import { explains, library, lintsIncident, types, type Use } from "./uses.ts";

const USES: Readonly<Record<string, Use>> = {
  "the command lints the incident": lintsIncident,
  "the command explains a rule": explains,
  "import of the library": library("imports.mjs", 'import { lint, readSource } from "plimsoll";'),
  "require of the library": library("requires.cjs", 'const { lint, readSource } = require("plimsoll");'),
  "types, nodenext": types("nodenext.mts", "nodenext", "nodenext"),
  "types, bundler": types("bundler.ts", "esnext", "bundler"),
  "the Action": runsAction,
};

const folder = mkdtempSync(join(tmpdir(), "plimsoll-package-"));
try {
  process.exitCode = tryPackage() ? 0 : 1;
} finally {
  rmSync(folder, { recursive: true });
}

function tryPackage(): boolean {
  const packed = pack(folder);
  const nodes = installNodes(join(folder, "nodes"));
  const installations = nodes.map((node) => ({ node, folder: join(folder, node.version) }));
  const installed = installations.map((installation) => attempt(() => install(packed, installation)));
  const used = (use: Use) =>
    installations.map((installation, index) =>
      installed[index]?.is === "ok" ? attempt(() => use(installation)) : skipped("it could not be installed"),
    );
  const rows: readonly Row[] = [
    { what: "npm install", outcomes: installed },
    ...Object.entries(USES).map(([what, use]) => ({ what, outcomes: used(use) })),
    { what: "size", outcomes: [attempt(() => size(packed))] },
    { what: "publint --strict", outcomes: [attempt(() => publint(packed))] },
    { what: "arethetypeswrong, esm-only", outcomes: [attempt(() => typesResolve(packed))] },
  ];
  process.stdout.write(
    table(
      nodes.map(({ version }) => `Node ${version}`),
      rows,
    ),
  );
  return rows.every(({ outcomes }) => outcomes.every(({ is }) => is !== "failed"));
}

/** Nothing that goes wrong with one check keeps the others from being tried. */
function attempt(check: () => Outcome): Outcome {
  try {
    return check();
  } catch (error) {
    return failed(error instanceof Error ? error.message : String(error));
  }
}
