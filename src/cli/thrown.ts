/** An error as a report of it may show it: without what it quotes of an input, and without the folders of this machine. */
export interface Thrown {
  /** TypeError: x is not a function */
  readonly summary: string;
  /** Of its stack, the innermost first. */
  readonly frames: readonly string[];
}

const MOST_LETTERS = 200;
const MOST_FRAMES = 30;

export function thrown(error: unknown): Thrown {
  if (!(error instanceof Error)) return { summary: `${typeof error} was thrown`, frames: [] };
  const { name, message, stack = "" } = error;
  const head = message === "" ? name : `${name}: ${message}`;
  // A message may hold lines that look like frames. Node puts codes before it: TypeError [ERR_INVALID_ARG_TYPE]: ...
  const start = stack.indexOf(message);
  const rest = start < 0 ? "" : stack.slice(start + message.length);
  const lines = rest.split("\n", MOST_FRAMES + 1).filter((line) => line.startsWith("    at "));
  return { summary: firstLine(withoutQuoted(withoutFolder(head, error))), frames: lines.map(withoutFolders) };
}

/** The first line, of 200 letters at most. */
export function firstLine(text: string): string {
  const line = text.slice(0, MOST_LETTERS).split("\n", 1)[0] ?? "";
  return line.length < text.length ? `${line}...` : text;
}

/** An error of the system's names its file in single quotes: open '/home/ada/x.cjs'. */
function withoutFolder(text: string, error: Error): string {
  const path = "path" in error ? error.path : undefined;
  return typeof path === "string" && path !== "" ? text.replaceAll(path, () => lastPart(path)) : text;
}

/** JSON.parse quotes what it reads, which may hold quotes. What stands in single ones is code: reading 'length'. */
function withoutQuoted(text: string): string {
  const [start, end] = [text.indexOf('"'), text.lastIndexOf('"')];
  return start < 0 ? text : `${text.slice(0, start)}"..."${text.slice(end + 1)}`;
}

/** Where the last folder of a path ends; -1 where there is none. */
const folderEnd = (path: string): number => Math.max(path.lastIndexOf("/"), path.lastIndexOf("\\"));

const lastPart = (path: string): string => path.slice(folderEnd(path) + 1);

const withoutFolders = (frame: string): string => {
  const end = folderEnd(frame);
  if (end < 0) return frame;
  const start = frame.indexOf("(");
  const head = start >= 0 && start < end ? frame.slice(0, start + 1) : (/^ *at (?:async )?/.exec(frame)?.[0] ?? "");
  return head + frame.slice(end + 1);
};
