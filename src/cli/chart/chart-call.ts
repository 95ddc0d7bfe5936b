import { isReleaseName } from "../../helm/release-name.ts";
import { quote } from "../../rule/text.ts";
import type { Args } from "../args.ts";
import { type JudgingCall, judgingCall, type ReportCall, reportCall } from "../lint-call.ts";
import { UsageError } from "../usage-error.ts";

/** Which charts are rendered, with what, and how what comes out is judged and reported. */
export interface ChartCall extends JudgingCall, ReportCall {
  /** As they were written; none where nothing was named. */
  readonly paths: readonly string[];
  /** True where the paths are all that somebody has touched, be it of a chart or not. */
  readonly isTouched: boolean;
  /** Files, as they were written. */
  readonly values: readonly string[];
  /** KEY=VALUE, as helm reads them. */
  readonly set: readonly string[];
  readonly setString: readonly string[];
  readonly release: string | undefined;
  readonly helm: string | undefined;
}

/** Throws a UsageError. */
export const chartCall = (args: Args): ChartCall => ({
  ...judgingCall(args),
  ...reportCall(args),
  paths: args.operands,
  isTouched: args.has("touched"),
  values: args.all("values"),
  set: args.all("set"),
  setString: args.all("set-string"),
  release: releaseName(args.last("release")),
  helm: args.last("helm"),
});

function releaseName(text: string | undefined): string | undefined {
  if (text !== undefined && !isReleaseName(text))
    throw new UsageError(
      `option --release is given ${quote(text)}, which Helm takes for no name of a release`,
      "a release's name has at most 53 characters, which are a to z, 0 to 9, - and ., and begins and ends with a letter or digit",
    );
  return text;
}
