import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { NodeRelease } from "./nodes.ts";
import { failed, type Outcome, ok, run } from "./outcome.ts";

/** What `npm pack` made. */
export interface Packed {
  readonly tarball: string;
  readonly unpackedBytes: number;
}

export function pack(folder: string): Packed {
  const { status, stdout, stderr } = run("npm", ["pack", "--json", "--ignore-scripts", "--pack-destination", folder]);
  if (status !== 0) throw new Error(`npm pack: ${stderr}`);
  const [{ filename, unpackedSize }] = JSON.parse(stdout) as [{ filename: string; unpackedSize: number }];
  return { tarball: join(folder, filename), unpackedBytes: unpackedSize };
}

/** A folder into which somebody installs the package, with a Node of theirs. */
export interface Installation {
  readonly node: NodeRelease;
  readonly folder: string;
}

/** Installs the tarball into an empty folder, where that Node is one that the package is for. */
export function install({ tarball }: Packed, { node, folder }: Installation): Outcome {
  mkdirSync(folder);
  writeFileSync(join(folder, "package.json"), '{ "private": true }\n');
  const { status, stderr } = run(
    node.program,
    [npmProgram(), "install", "--engine-strict", "--no-audit", "--no-fund", tarball],
    { cwd: folder },
  );
  return status === 0 ? ok() : failed(stderr.trim());
}

/** npm as a script, so that another Node can run it. npm itself names it to what it runs. */
function npmProgram(): string {
  const program = process.env["npm_execpath"];
  if (program === undefined) throw new Error("npm_execpath is not set: start this by npm run test:package");
  return program;
}
