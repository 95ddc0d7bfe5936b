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
  return { summary: shortened(withoutQuoted(head)), frames: lines.map(withoutFolders) };
}

/** The first line, of 200 letters at most. */
export function shortened(text: string): string {
  const line = text.slice(0, MOST_LETTERS).split("\n", 1)[0] ?? "";
  return line.length < text.length ? `${line}...` : text;
}

/** JSON.parse quotes what it reads, which may hold quotes. What stands in single ones is code: reading 'length'. */
function withoutQuoted(text: string): string {
  const [start, end] = [text.indexOf('"'), text.lastIndexOf('"')];
  return start < 0 ? text : `${text.slice(0, start)}"..."${text.slice(end + 1)}`;
}

const withoutFolders = (frame: string): string => {
  const end = Math.max(frame.lastIndexOf("/"), frame.lastIndexOf("\\"));
  if (end < 0) return frame;
  const start = frame.indexOf("(");
  const head = start >= 0 && start < end ? frame.slice(0, start + 1) : (/^ *at (?:async )?/.exec(frame)?.[0] ?? "");
  return head + frame.slice(end + 1);
};
