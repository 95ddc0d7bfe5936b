import { dirname, relative, resolve } from "node:path";
import type { FolderEntry, Io, Ran } from "../../src/cli/io.ts";
import { run } from "../../src/cli/run.ts";

/**
 * What stands at a path: a text, a link to another path, a file of that size, a pipe that gives its text once, or what the
 * system says instead, to a folder as well.
 */
type Entry =
  | string
  | { readonly link: string }
  | { readonly size: number }
  | { readonly pipe: string }
  | { readonly fault: string };

/** What a program is given. */
export interface ProgramCall {
  readonly program: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** What a program answers; what is left out is empty, and its status 0. A code is the system's, which cannot start it. */
type Answer = Partial<Omit<Ran, "stdout" | "stderr">> & {
  readonly stdout?: string;
  readonly stderr?: string;
  readonly fault?: string;
};

/** A world to run a command in. Paths are relative to the working directory; what is left out is a quiet pipe. */
export interface World {
  readonly files?: Readonly<Record<string, Entry>>;
  /** Absent: a terminal at which nobody types. */
  readonly stdin?: string | Uint8Array;
  readonly env?: Readonly<Record<string, string>>;
  /** Columns of the terminal that stdout and stderr are; absent: they are pipes. */
  readonly terminal?: number;
  /** By the name or path that they are started with; any other cannot be found. */
  readonly programs?: Readonly<Record<string, (call: ProgramCall) => Answer>>;
  readonly globs?: Readonly<Record<string, readonly string[]>>;
  /** What the system says to every file that is to be written. */
  readonly writeFault?: string;
  /** Files that may not be replaced. */
  readonly readOnly?: readonly string[];
  /** What the system says to each file that is to be replaced. */
  readonly replaceFault?: string;
  /** Files that somebody else writes between two readings. */
  readonly changesOnSecondRead?: readonly string[];
  /** Milliseconds that pass between two looks at the clock. */
  readonly pace?: number;
}

export interface Outcome {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
  /** Files that were written, by their absolute path. */
  readonly written: Readonly<Record<string, string>>;
  /** Programs that were started, in order, also those that could not be. */
  readonly ran: readonly ProgramCall[];
}

const CWD = "/home/ada/shop";

/** Runs one call in process. */
export async function plimsoll(argv: readonly string[], world: World = {}): Promise<Outcome> {
  const output = { stdout: "", stderr: "" };
  const written: Record<string, string> = {};
  const ran: ProgramCall[] = [];
  const code = await run(fakeIo(argv, world, { output, written, ran }));
  return { code, ...output, written, ran };
}

/** What a command does to its world. */
interface Deeds {
  readonly output: { stdout: string; stderr: string };
  readonly written: Record<string, string>;
  readonly ran: ProgramCall[];
}

function fakeIo(argv: readonly string[], world: World, { output, written, ran }: Deeds): Io {
  const entries = new Map(Object.entries(world.files ?? {}).map(([path, entry]) => [resolve(CWD, path), entry]));
  const folders = new Set([CWD, "/"]);
  for (const path of entries.keys())
    for (let folder = dirname(path); !folders.has(folder); folder = dirname(folder)) folders.add(folder);
  for (const folder of [...folders]) if (folder !== "/") folders.add(dirname(folder));

  const follow = (path: string): string => {
    const entry = entries.get(path);
    return typeof entry === "object" && "link" in entry ? follow(resolve(dirname(path), entry.link)) : path;
  };
  const refuse = (path: string): void => {
    const entry = entries.get(path);
    if (typeof entry === "object" && "fault" in entry) throw systemError(entry.fault);
  };
  const to = (stream: "stdout" | "stderr") => ({
    isTerminal: world.terminal !== undefined,
    columns: world.terminal,
    write: (text: string) => {
      output[stream] += text;
    },
  });
  const readings = new Map<string, number>();
  let clock = 0;
  let temporary = 0;

  return {
    argv,
    cwd: CWD,
    runtime: "Node 20.19.0, linux x64",
    env: world.env ?? {},
    stdin: {
      isTerminal: world.stdin === undefined,
      read: async () => (typeof world.stdin === "object" ? world.stdin : bytesOf(world.stdin ?? "")),
    },
    stdout: to("stdout"),
    stderr: to("stderr"),
    readFile: (path) => {
      const file = follow(path);
      refuse(file);
      const entry = entries.get(file);
      if (typeof entry === "object" && "pipe" in entry && !readings.has(path)) {
        readings.set(path, 1);
        return bytesOf(entry.pipe);
      }
      if (typeof entry !== "string") throw systemError(folders.has(file) ? "EISDIR" : "ENOENT");
      readings.set(path, (readings.get(path) ?? 0) + 1);
      const isOther = world.changesOnSecondRead?.includes(relative(CWD, path)) && readings.get(path) === 2;
      return bytesOf(isOther ? `${entry}# changed\n` : entry);
    },
    writeFile: (path, text) => {
      if (world.writeFault) throw systemError(world.writeFault);
      written[path] = text;
    },
    appendFile: (path, text) => {
      if (world.writeFault) throw systemError(world.writeFault);
      const entry = entries.get(follow(path));
      written[path] = (written[path] ?? (typeof entry === "string" ? entry : "")) + text;
    },
    createFile: (path, text) => {
      if (world.writeFault) throw systemError(world.writeFault);
      if (entries.has(path) || folders.has(path)) throw systemError("EEXIST");
      written[path] = text;
    },
    replaceFile: async (path, bytes) => {
      if (world.replaceFault) throw systemError(world.replaceFault);
      if (world.readOnly?.includes(relative(CWD, path))) throw systemError("EACCES");
      written[follow(path)] = Buffer.from(bytes).toString("utf8");
    },
    status: (path) => {
      const file = follow(path);
      const entry = entries.get(file);
      if (folders.has(file)) return { kind: "folder", size: 0 };
      if (Object.hasOwn(written, file)) return { kind: "file", size: written[file]?.length ?? 0 };
      if (entry === undefined) return undefined;
      if (typeof entry === "object" && "pipe" in entry) return { kind: "other", size: 0 };
      return { kind: "file", size: typeof entry === "object" && "size" in entry ? entry.size : 0 };
    },
    realPath: (path) => {
      const file = follow(path);
      if (!folders.has(file) && !entries.has(file)) throw systemError("ENOENT");
      return file;
    },
    folder: (path) => {
      if (!folders.has(path)) throw systemError(entries.has(path) ? "ENOTDIR" : "ENOENT");
      refuse(path);
      return [...children(path, entries, folders)];
    },
    filesMatching: async (glob) => world.globs?.[glob] ?? [],
    run: async (program, args, { cwd = CWD, env = world.env ?? {} }) => {
      const call = { program, args, cwd, env };
      ran.push(call);
      const answer = world.programs?.[program]?.(call) ?? { fault: "ENOENT" };
      if (answer.fault) throw systemError(answer.fault);
      const { stopped, stdout = "", stderr = "" } = answer;
      const status = "status" in answer || stopped ? answer.status : 0;
      return { status, ...(stopped && { stopped }), stdout: bytesOf(stdout), stderr: bytesOf(stderr) };
    },
    temporaryPath: () => `/tmp/plimsoll-${temporary++}`,
    today: () => "2024-02-29",
    now: () => {
      clock += world.pace ?? 0;
      return clock;
    },
  };
}

function* children(
  path: string,
  entries: ReadonlyMap<string, Entry>,
  folders: ReadonlySet<string>,
): Iterable<FolderEntry> {
  const prefix = path === "/" ? path : `${path}/`;
  for (const folder of folders)
    if (folder !== path && dirname(folder) === path) yield { name: folder.slice(prefix.length), kind: "folder" };
  for (const [file, entry] of entries)
    if (dirname(file) === path && !folders.has(file))
      yield { name: file.slice(prefix.length), kind: typeof entry === "object" && "link" in entry ? "link" : "file" };
}

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

const systemError = (code: string): Error => Object.assign(new Error(code), { code });
