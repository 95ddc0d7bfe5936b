import type { Report } from "../finding/finding.ts";
import { READ_FAILURE } from "../rule/read-failure.ts";
import { count, quote, shortList } from "../rule/text.ts";
import type { Complaint } from "./complaint.ts";
import { STDIN } from "./inputs.ts";
import type { Input } from "./lint-run.ts";

/**
 * Why a report says less than its readers may believe: documents that nobody could read, or no object at all. `namer` is
 * who names the places.
 */
export function* shortfalls(
  report: Report,
  sources: readonly Input[],
  allowEmpty: boolean,
  namer = "the report",
): Iterable<Complaint> {
  const { unreadable, objects } = report.summary;
  if (unreadable > 0)
    yield {
      isFound: true,
      message: `${count(unreadable, "document")} could not be read, and nothing in ${unreadable === 1 ? "it" : "them"} was checked`,
      help: `mend what ${namer} names; to accept a file as it is, ignore ${READ_FAILURE} for its path in plimsoll.yaml`,
    };
  else if (objects === 0 && !allowEmpty) yield noObject(report, sources);
}

function noObject({ summary }: Report, sources: readonly Input[]): Complaint {
  const names = shortList(sources, ({ file }) => quote(file));
  const subject = `${names} ${sources.length === 1 ? "holds" : "hold"} no Kubernetes object`;
  const help = sources.find(({ ifEmpty }) => ifEmpty !== undefined)?.ifEmpty;
  if (help !== undefined) return { message: subject, help };
  if (summary.notKubernetes > 0)
    return {
      message: `${subject}, only ${count(summary.notKubernetes, "document")} without apiVersion and kind`,
      help: "values and settings are no manifests: lint what helm template prints, or accept this with --allow-empty",
    };
  if (sources.some(({ file }) => file === STDIN))
    return {
      message: subject,
      help: "run what stands before the pipe alone: helm template prints nothing where it fails or renders nothing; --allow-empty accepts that",
    };
  return { message: subject, help: "name the files that hold your manifests, or accept this with --allow-empty" };
}
