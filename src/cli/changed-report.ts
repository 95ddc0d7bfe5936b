import { resolve } from "node:path";
import { changedOnly } from "../engine/changed-only.ts";
import type { Report } from "../finding/finding.ts";
import { changedFiles } from "./changed-files.ts";
import { STDIN } from "./inputs.ts";
import type { Io } from "./io.ts";

/** What becomes of reports where only findings in changed files are asked for. */
interface ChangedReport {
  reportOf(report: Report): Report;
}

/** `since` is a commit. Throws a UsageError where Git cannot tell what has changed since. */
export async function changedReport(io: Io, since: string): Promise<ChangedReport> {
  const files = await changedFiles(io, since);
  const isUnchanged = (file: string): boolean => file !== STDIN && files.isUnchanged(resolve(io.cwd, file));
  return { reportOf: (report) => changedOnly(report, isUnchanged) };
}
