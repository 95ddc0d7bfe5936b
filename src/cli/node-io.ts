import { type Dirent, readdirSync, readFileSync, realpathSync, statSync, writeFileSync } from "node:fs";
import { isatty } from "node:tty";
import type { FileStatus, FolderEntry, Io, Output } from "./io.ts";
import { codeOf } from "./system-error.ts";

/** The real world. */
export const nodeIo: Io = {
  argv: process.argv.slice(2),
  cwd: process.cwd(),
  env: process.env,
  stdin: {
    get isTerminal() {
      return isatty(0);
    },
    read: readStdin,
  },
  stdout: outputTo(() => process.stdout),
  stderr: outputTo(() => process.stderr),
  readFile: (path) => readFileSync(path),
  writeFile: (path, text) => writeFileSync(path, text),
  status,
  realPath: (path) => realpathSync.native(path),
  folder: (path) => readdirSync(path, { withFileTypes: true }).map(entry),
  filesMatching: async (glob) => (await import("./files-matching.ts")).filesMatching(glob, process.cwd()),
  today: () => new Date().toISOString().slice(0, 10),
  now: () => performance.now(),
};

/** The stream is asked for when it is used: making one costs start-up time. */
function outputTo(stream: () => NodeJS.WriteStream): Output {
  return {
    get isTerminal() {
      return stream().isTTY === true;
    },
    get columns() {
      return stream().isTTY ? stream().columns : undefined;
    },
    write: (text) => {
      stream().write(text);
    },
  };
}

async function readStdin(most: number): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of process.stdin) {
    chunks.push(chunk);
    size += chunk.length;
    if (size > most) break;
  }
  return Buffer.concat(chunks);
}

function status(path: string): FileStatus | undefined {
  try {
    const stats = statSync(path);
    return { kind: stats.isFile() ? "file" : stats.isDirectory() ? "folder" : "other", size: stats.size };
  } catch (error) {
    if (codeOf(error) === "ENOENT" || codeOf(error) === "ENOTDIR") return undefined;
    throw error;
  }
}

const entry = (found: Dirent): FolderEntry => ({
  name: found.name,
  kind: found.isFile() ? "file" : found.isDirectory() ? "folder" : found.isSymbolicLink() ? "link" : "other",
});
