/** What stands under a name in a folder. Links are told apart, not followed. */
export interface FolderEntry {
  readonly name: string;
  readonly kind: "file" | "folder" | "link" | "other";
}

/** What a path leads to, links followed. "other": a pipe, a socket or a device, which may be read like a file. */
export interface FileStatus {
  readonly kind: "file" | "folder" | "other";
  /** Bytes; 0 where that is not known before it is read. */
  readonly size: number;
}

/** stdout or stderr. */
export interface Output {
  readonly isTerminal: boolean;
  /** undefined where it is no terminal; 0 where a terminal does not know it. */
  readonly columns: number | undefined;
  write(text: string): void;
}

/** How a program is run. */
export interface RunOptions {
  /** Where nothing is said, the working directory. */
  readonly cwd?: string;
  /** All that it sees of an environment; our own where nothing is said. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** It is killed when they are over. */
  readonly seconds: number;
  /** Bytes of each stream: a program that prints more is killed. */
  readonly most: number;
}

/** What became of a program that was started. */
export interface Ran {
  /** Its exit code; undefined where it was killed, by us or by somebody else. */
  readonly status: number | undefined;
  /** Why we killed it. */
  readonly stopped?: "time" | "room";
  /** As far as it came; at most as many bytes as there is room for. */
  readonly stdout: Uint8Array;
  readonly stderr: Uint8Array;
}

/**
 * The world, as far as commands see it: they are run against a made-up one in tests. Paths are absolute. Whatever cannot
 * be read or written throws an Error whose `code` is the operating system's (EACCES, ENOSPC).
 */
export interface Io {
  readonly argv: readonly string[];
  /** Absolute path of the working directory. */
  readonly cwd: string;
  /** What runs it, for reports of defects: Node 20.19.0, linux x64. */
  readonly runtime: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly stdin: {
    readonly isTerminal: boolean;
    /** All bytes, or more than `most` of them where there are more. */
    read(most: number): Promise<Uint8Array>;
  };
  readonly stdout: Output;
  readonly stderr: Output;
  readFile(path: string): Uint8Array;
  writeFile(path: string, text: string): void;
  /** Makes a file, and the folders on the way to it. Throws EEXIST where anything stands at the path, be it a link to nothing. */
  createFile(path: string, text: string): void;
  /** Puts a text behind a file's last byte, and makes the file where there is none. */
  appendFile(path: string, text: string): void;
  /** Puts other bytes in the place of a file's, all or none of them. Its mode and the links to it stay. */
  replaceFile(path: string, bytes: Uint8Array): Promise<void>;
  /** undefined where nothing stands at the path. */
  status(path: string): FileStatus | undefined;
  /** The path without any link in it. Throws where nothing stands there. */
  realPath(path: string): string;
  /** In no particular order. */
  folder(path: string): readonly FolderEntry[];
  /** Paths of the files that a glob matches, relative to the folder as the glob is; links are not followed. */
  filesMatching(glob: string, folder: string): Promise<readonly string[]>;
  /**
   * Runs a program, by path or by a name on PATH, without a shell and with nothing on its standard input. Throws where it
   * cannot be started; a program that fails is an answer.
   */
  run(program: string, args: readonly string[], options: RunOptions): Promise<Ran>;
  /** An absolute path at which nothing stands, and that nobody foresees: among the system's temporary files. */
  temporaryPath(): string;
  /** ISO date of this day, in UTC. */
  today(): string;
  /** Milliseconds since some moment. */
  now(): number;
}
