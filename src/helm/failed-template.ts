import { shellWord } from "../rule/shell-word.ts";
import type { Location } from "../yaml/span.ts";
import { type Failing, type Failure, startOf } from "./failure.ts";
import type { TemplateInChart } from "./template-paths.ts";
import { Templates } from "./templates.ts";

const GIVE = "give the value with -f FILE or --set KEY=VALUE";

/** What Helm says of one template, at its place; undefined where it speaks of something else. */
export function failedTemplate(
  { io, chart }: Failing,
  said: string,
  fails: (reason: string, help?: string, location?: Location) => Failure,
): Failure | undefined {
  const templates = new Templates(io, chart);
  const placeOf = (name: string, line?: string, bytes?: string): Location | undefined => {
    const file = templates.fileOf(name);
    if ("broughtBy" in file) return file.broughtBy;
    return line === undefined ? startOf(file.shown) : position(templates, file, Number(line), Number(bytes ?? 0));
  };

  const unparsed = /^parse error at \((.+?):(\d+)\): ([\s\S]*)/.exec(said);
  if (unparsed) return fails(unparsed[3]!, undefined, placeOf(unparsed[1]!, unparsed[2]));
  const refused = /^execution error at \((.+?):(\d+):(\d+)\): ([\s\S]*)/.exec(said);
  if (refused) return fails(refused[4]!, GIVE, placeOf(refused[1]!, refused[2], refused[3]));
  const noYaml =
    /^YAML parse error on (.+?): (?:error converting YAML to JSON: yaml: )?(?:line (\d+): )?([\s\S]*)/.exec(said);
  if (noYaml) {
    const where = noYaml[2] === undefined ? "" : `, line ${noYaml[2]} of the document`;
    const help = `see what the template becomes: helm template --debug ${shellWord(chart.shown)}`;
    return fails(`what the template becomes is no YAML${where}: ${noYaml[3]}`, help, placeOf(noYaml[1]!));
  }
  const failed = innermost(said);
  return failed && fails(failed.reason, failed.help, placeOf(failed.name, failed.line, failed.bytes));
}

/** Where the text of the last template that is named there failed, of those that include one another. */
function innermost(said: string) {
  const frame = [...said.matchAll(FRAME)].findLast(([, name]) => name?.includes("/"));
  const at = said.lastIndexOf('executing "');
  const [, expression, message] = /^executing ".*?" at <(.*?)>:\s+([\s\S]*)/.exec(said.slice(Math.max(0, at))) ?? [];
  if (!frame || message === undefined) return undefined;
  const isUnset = /nil pointer evaluating|can't evaluate field/.test(message);
  return {
    name: frame[1]!,
    line: frame[2],
    bytes: frame[3],
    reason: `${expression}: ${message}`,
    help: isUnset ? `a value on the way there is not set: ${GIVE}` : undefined,
  };
}

/** Helm 3 names a template in a sentence, Helm 4 in a line of its own. */
const FRAME = /(?:^|template: )([^:\n]+):(\d+):(\d+)(?:$|: executing )/gm;

/** Go counts the bytes before the place in its line. */
function position(templates: Templates, file: TemplateInChart, line: number, bytes: number): Location {
  const text = templates.linesOf(file)?.lines[line - 1];
  const before = text === undefined ? bytes : decoder.decode(encoder.encode(text).subarray(0, bytes)).length;
  const at = { line, column: before + 1 };
  return { file: file.shown, start: at, end: at };
}

const encoder = new TextEncoder();
const decoder = new TextDecoder();
