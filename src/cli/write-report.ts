import { resolve } from "node:path";
import type { Config } from "../config/config.ts";
import type { Report } from "../finding/finding.ts";
import type { FormatContext } from "../report/format.ts";
import { FORMATS } from "../report/formats.ts";
import type { Shortfall } from "../report/shortfall.ts";
import type { AnyRule } from "../rule/rule.ts";
import { wantsColor } from "./color.ts";
import type { Complaint } from "./complaint.ts";
import { formatDefect } from "./defect.ts";
import type { Io } from "./io.ts";
import type { JudgingCall, ReportCall } from "./lint-call.ts";
import type { Text } from "./lint-run.ts";
import { repositoryFolder } from "./repository-folder.ts";
import { unwritable } from "./unwritable.ts";

/** Columns of a report that goes to no terminal. */
const WIDTH = 120;

/** What the report was made with. */
interface Background {
  /** Asked for where a format tells of them. */
  rules(): Promise<readonly AnyRule[]>;
  readonly texts: readonly Text[];
  readonly shortfalls: readonly Shortfall[];
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

function contextFor(
  io: Io,
  call: JudgingCall & ReportCall,
  { texts, profiles, shortfalls }: Background,
  rules: readonly AnyRule[],
): FormatContext {
  const byFile = new Map(texts.map((text) => [text.file, text]));
  return {
    rules,
    shortfalls,
    line: (file, number) => byFile.get(file)?.line(number),
    folder: () => repositoryFolder(io),
    category: call.sarifCategory,
    color: wantsColor(call.color, io),
    width: io.stdout.columns || WIDTH,
    verbose: call.verbose || call.profiles.length > 0 || profiles.length > 0,
  };
}
