import { join } from "node:path";
import { run } from "./outcome.ts";

/** A Node to try the package on. */
export interface NodeRelease {
  readonly version: string;
  readonly program: string;
}

/** The oldest that package.json promises, and the newest of the later lines. */
const WANTED = ["20.19.0", "22", "24"];

/** Fetches each Node into the folder. The npm package "node" only chooses among these packages, by an install script. */
export function installNodes(folder: string): readonly NodeRelease[] {
  const system = process.platform === "win32" ? "win" : process.platform;
  const packages = WANTED.map((wanted) => `node-${wanted}@npm:node-${system}-${process.arch}@${wanted}`);
  const { status, stderr } = run("npm", ["install", "--no-audit", "--no-fund", "--prefix", folder, ...packages]);
  if (status !== 0) throw new Error(`Node ${WANTED.join(", ")} could not be fetched: ${stderr}`);
  return WANTED.map((wanted) => {
    const program = join(
      folder,
      "node_modules",
      `node-${wanted}`,
      "bin",
      process.platform === "win32" ? "node.exe" : "node",
    );
    return { version: run(program, ["--version"]).stdout.trim().replace(/^v/, ""), program };
  });
}
