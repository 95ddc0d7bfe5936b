import type { Args } from "../args.ts";
import { type InputCall, inputCall } from "../lint-call.ts";

export interface FixCall extends InputCall {
  readonly unsafe: boolean;
  readonly dryRun: boolean;
  /** Ids, as they were written; none for all. */
  readonly rules: readonly string[];
}

/** Throws a UsageError. */
export const fixCall = (args: Args): FixCall => ({
  ...inputCall(args),
  unsafe: args.has("unsafe"),
  dryRun: args.has("dry-run"),
  rules: args.all("rule"),
});
