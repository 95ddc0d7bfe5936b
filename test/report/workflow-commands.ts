/** A command as GitHub's runner understands it. */
interface WorkflowCommand {
  readonly name: string;
  readonly properties: Readonly<Record<string, string>>;
  readonly data: string;
}

export interface RunnerLog {
  readonly commands: readonly WorkflowCommand[];
  /** Lines that are only shown. */
  readonly plain: readonly string[];
}

/** Commands that make annotations, and some that a line of ours must never be. */
const KNOWN = new Set([
  "error",
  "warning",
  "notice",
  "add-mask",
  "set-output",
  "stop-commands",
  "add-matcher",
  "debug",
]);

/** Characters that compare as nothing, which the runner passes over at the start of a line. */
const NOTHING = /^(?:\s|\u00ad|[\u200b-\u200f]|\u2060|[\ufe00-\ufe0f]|\ufeff)+/;

/**
 * Reads a step's output by the rules of actions/runner, src/Runner.Common/ActionCommand.cs: each line may be a command, in
 * the form ::name key=value,key=value::data behind spaces, or in the older form ##[name key=value;key=value]data anywhere.
 */
export function runnerLog(output: string): RunnerLog {
  const commands: WorkflowCommand[] = [];
  const plain: string[] = [];
  // The runner reads lines as .NET does: each of these ends one.
  for (const line of output.split(/\r\n|\r|\n/)) {
    const command = newCommand(line) ?? oldCommand(line);
    if (command) commands.push(command);
    else if (line !== "") plain.push(line);
  }
  return { commands, plain };
}

function newCommand(line: string): WorkflowCommand | undefined {
  const text = line.replace(NOTHING, "");
  if (!text.startsWith("::")) return undefined;
  const end = text.indexOf("::", 2);
  if (end < 0) return undefined;
  return commandOf(text.slice(2, end), ",", unescapedProperty, unescapedData(text.slice(end + 2)));
}

function oldCommand(line: string): WorkflowCommand | undefined {
  const start = line.indexOf("##[");
  const end = start < 0 ? -1 : line.indexOf("]", start);
  if (end < 0) return undefined;
  return commandOf(line.slice(start + 3, end), ";", (text) => text, line.slice(end + 1));
}

function commandOf(
  info: string,
  separator: string,
  unescaped: (text: string) => string,
  data: string,
): WorkflowCommand | undefined {
  const space = info.indexOf(" ");
  const name = space < 0 ? info : info.slice(0, space);
  if (!KNOWN.has(name)) return undefined;
  const properties: Record<string, string> = {};
  for (const property of space < 0
    ? []
    : info
        .slice(space + 1)
        .trim()
        .split(separator)) {
    // Of several signs in a row the runner makes one.
    const [, key, value] = /^=*([^=]+)=+([^=].*)$/s.exec(property) ?? [];
    if (key !== undefined && value !== undefined) properties[key] = unescaped(value);
  }
  return { name, properties, data };
}

const unescapedData = (text: string): string =>
  text.replaceAll("%0D", "\r").replaceAll("%0A", "\n").replaceAll("%25", "%");

const unescapedProperty = (text: string): string =>
  text
    .replaceAll("%0D", "\r")
    .replaceAll("%0A", "\n")
    .replaceAll("%3A", ":")
    .replaceAll("%2C", ",")
    .replaceAll("%25", "%");
