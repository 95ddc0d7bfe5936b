import { resolve } from "node:path";
import type { Config } from "../config/config.ts";
import type { Report } from "../finding/finding.ts";
import type { FormatContext } from "../report/format.ts";
import { FORMATS, type FormatName } from "../report/formats.ts";
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
  const isTold = call.destinations.some(({ format }) => FORMATS[format].tellsOfRules);
  const isLinked = call.destinations.some(({ format }) => FORMATS[format].linksPlaces);
  const context: FormatContext = {
    ...contextFor(io, call, background, isTold ? await background.rules() : []),
    ...(isLinked && { link: (await import("./github-links.ts")).githubLinks(io) }),
  };
  const complaints: Complaint[] = [];
  // Files first: what keeps one from being written is told on standard output.
  for (const { format, file } of call.destinations) {
    if (file === undefined) continue;
    const text = await formatted(io, format, report, { ...context, color: false, width: WIDTH });
    if (typeof text !== "string") complaints.push(text);
    else
      try {
        io.writeFile(resolve(io.cwd, file), text);
      } catch (error) {
        complaints.push(unwritable(io, file, error));
      }
  }
  const shortfalls = [...background.shortfalls, ...complaints];
  let isClosed = false;
  for (const { format, file } of call.destinations) {
    if (file !== undefined) continue;
    const text = await formatted(io, format, report, { ...context, shortfalls, isClosed });
    if (typeof text !== "string") complaints.push(text);
    else {
      io.stdout.write(text);
      isClosed = format === "pretty";
    }
  }
  return complaints;
}

async function formatted(
  io: Io,
  format: FormatName,
  report: Report,
  context: FormatContext,
): Promise<string | Complaint> {
  try {
    const formatter = await FORMATS[format].load(report);
    return formatter(report, context);
  } catch (error) {
    return formatDefect(io, format, error);
  }
}

function contextFor(
  io: Io,
  call: JudgingCall & ReportCall,
  { texts, profiles, shortfalls }: Background,
  rules: readonly AnyRule[],
): FormatContext {
  let folder: { readonly path: string | undefined } | undefined;
  const byFile = new Map(texts.map((text) => [text.file, text]));
  return {
    rules,
    shortfalls,
    line: (file, number) => byFile.get(file)?.line(number),
    folder: () => {
      folder ??= { path: repositoryFolder(io) };
      return folder.path;
    },
    category: call.sarifCategory,
    color: wantsColor(call.color, io),
    width: io.stdout.columns || WIDTH,
    verbose: call.verbose || call.profiles.length > 0 || profiles.length > 0,
  };
}
