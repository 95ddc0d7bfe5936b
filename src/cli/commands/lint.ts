import type { RunRule } from "../../rule/rule.ts";
import { conclude } from "../conclude.ts";
import type { ExitCode } from "../exit-code.ts";
import type { Io } from "../io.ts";
import type { LintCall } from "../lint-call.ts";
import { lintManifests } from "../lint-manifests.ts";

export async function lintCommand(io: Io, call: LintCall, rules: readonly RunRule[]): Promise<ExitCode> {
  const run = await lintManifests(io, call, rules);
  return run ? conclude(io, call, run) : 2;
}
