import { dirname, resolve } from "node:path";
import type { Config } from "../config/config.ts";
import type { Report } from "../finding/finding.ts";
import type { FormatContext } from "../report/format.ts";
import { FORMATS } from "../report/formats.ts";
import type { AnyRule } from "../rule/rule.ts";
import { shellWord } from "../rule/shell-word.ts";
import { quote } from "../rule/text.ts";
import { wantsColor } from "./color.ts";
import type { Complaint } from "./complaint.ts";
import { formatDefect } from "./defect.ts";
import type { Io } from "./io.ts";
import type { JudgingCall, ReportCall } from "./lint-call.ts";
import type { Text } from "./lint-run.ts";
import { codeOf, obstacleOf } from "./system-error.ts";

/** Columns of a report that goes to no terminal. */
const WIDTH = 120;

/** What the report was made with. */
interface Background {
  /** Asked for where a format tells of them. */
  rules(): Promise<readonly AnyRule[]>;
  readonly texts: readonly Text[];
  /** Of the config. */
  readonly profiles: Config["profiles"];
}

/** Writes the report to each destination of the call; the complaints are about files that cannot be written. */
export async function writeReport(
  io: Io,
  call: JudgingCall & ReportCall,
  report: Report,
  background: Background,
): Promise<Complaint[]> {
  const complaints: Complaint[] = [];
  const isTold = call.destinations.some(({ format }) => FORMATS[format].tellsOfRules);
  const isLinked = call.destinations.some(({ format }) => FORMATS[format].linksPlaces);
  const onStdout: FormatContext = {
    ...contextFor(io, call, background, isTold ? await background.rules() : []),
    ...(isLinked && { link: (await import("./github-links.ts")).githubLinks(io) }),
  };
  const inFile: FormatContext = { ...onStdout, color: false, width: WIDTH };
  for (const { format, file } of call.destinations) {
    let text: string;
    try {
      const formatted = await FORMATS[format].load(report);
      text = formatted(report, file === undefined ? onStdout : inFile);
    } catch (error) {
      complaints.push(formatDefect(io, format, error));
      continue;
    }
    if (file === undefined) {
      io.stdout.write(text);
      continue;
    }
    try {
      io.writeFile(resolve(io.cwd, file), text);
    } catch (error) {
      complaints.push(unwritable(io, file, error));
    }
  }
  return complaints;
}

/** Throws whatever is no error of the system. */
function unwritable(io: Io, file: string, error: unknown): Complaint {
  const { reason, writing } = obstacleOf(error);
  const folder = dirname(file);
  if (codeOf(error) === "ENOENT" && !io.status(resolve(io.cwd, folder)))
    return {
      message: `${quote(file)} cannot be written: there is no folder ${quote(folder)}`,
      help: `make it first: mkdir -p ${shellWord(folder)}`,
    };
  return { message: `${quote(file)} cannot be written: ${reason}`, help: writing };
}

function contextFor(
  io: Io,
  call: JudgingCall & ReportCall,
  { texts, profiles }: Background,
  rules: readonly AnyRule[],
): FormatContext {
  const byFile = new Map(texts.map((text) => [text.file, text]));
  return {
    rules,
    line: (file, number) => byFile.get(file)?.line(number),
    color: wantsColor(call.color, io),
    width: io.stdout.columns || WIDTH,
    verbose: call.verbose || call.profiles.length > 0 || profiles.length > 0,
  };
}
