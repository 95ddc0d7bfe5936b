import {
  appendFileSync,
  type Dirent,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import type { FileStatus, FolderEntry, Io } from "./io.ts";
import { StandardOutput, stdin } from "./standard-streams.ts";
import { codeOf } from "./system-error.ts";

/** The real world. */
export const nodeIo = {
  argv: process.argv.slice(2),
  cwd: process.cwd(),
  runtime: `Node ${process.versions.node}, ${process.platform} ${process.arch}`,
  env: process.env,
  stdin,
  stdout: new StandardOutput(1, () => process.stdout),
  stderr: new StandardOutput(2, () => process.stderr),
  readFile: (path) => readFileSync(path),
  writeFile: (path, text) => writeFileSync(path, text),
  createFile: (path, text) => {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text, { flag: "wx" });
  },
  appendFile: (path, text) => appendFileSync(path, text),
  replaceFile: async (path, bytes) => (await import("./replace-file.ts")).replaceFile(path, bytes),
  status,
  realPath: (path) => realpathSync.native(path),
  folder: (path) => readdirSync(path, { withFileTypes: true }).map(entry),
  filesMatching: async (glob, folder) => (await import("./files-matching.ts")).filesMatching(glob, folder),
  run: async (program, args, options) => (await import("./run-program.ts")).runProgram(program, args, options),
  temporaryPath: () =>
    join(
      process.getBuiltinModule("node:os").tmpdir(),
      `plimsoll-${process.getBuiltinModule("node:crypto").randomUUID()}`,
    ),
  today: () => new Date().toISOString().slice(0, 10),
  now: () => process.uptime() * 1000,
} satisfies Io;

function status(path: string): FileStatus | undefined {
  try {
    // Without an error where it can be: most calls ask for a config that is not there.
    const stats = statSync(path, { throwIfNoEntry: false });
    return stats && { kind: stats.isFile() ? "file" : stats.isDirectory() ? "folder" : "other", size: stats.size };
  } catch (error) {
    if (codeOf(error) === "ENOTDIR") return undefined;
    throw error;
  }
}

const entry = (found: Dirent): FolderEntry => ({
  name: found.name,
  kind: found.isFile() ? "file" : found.isDirectory() ? "folder" : found.isSymbolicLink() ? "link" : "other",
});
