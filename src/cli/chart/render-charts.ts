import type { Chart } from "../../helm/chart.ts";
import { type RenderOptions, render } from "../../helm/render.ts";
import type { Complaint } from "../complaint.ts";
import type { Io } from "../io.ts";
import type { Progress } from "../progress.ts";
import { inParallel } from "./in-parallel.ts";

/** Each helm takes a core, and memory for its chart. */
const MOST_AT_ONCE = 4;

/** What Helm prints of charts, in their order, and why it prints nothing of the rest. */
export interface RenderedCharts {
  readonly outputs: readonly { readonly chart: Chart; readonly bytes: Uint8Array }[];
  /** What Helm remarks of those that it prints: nothing is amiss with the call. */
  readonly remarks: readonly Complaint[];
  readonly complaints: readonly Complaint[];
}

export async function renderCharts(
  io: Io,
  charts: readonly Chart[],
  options: RenderOptions,
  progress: Progress,
): Promise<RenderedCharts> {
  const results = await inParallel(charts, MOST_AT_ONCE, async (chart, index) => {
    progress.show(`rendering ${index + 1} of ${charts.length}`);
    return { chart, result: await render(io, chart, options) };
  });
  const outputs: { chart: Chart; bytes: Uint8Array }[] = [];
  const remarks: Complaint[] = [];
  // By all that they say: that there is no helm is told once.
  const complaints = new Map<string, Complaint>();
  for (const { chart, result } of results) {
    if ("failures" in result) for (const failure of result.failures) complaints.set(JSON.stringify(failure), failure);
    else {
      outputs.push({ chart, bytes: result.printed });
      if (result.remark) remarks.push(result.remark);
    }
  }
  return { outputs, remarks, complaints: [...complaints.values()] };
}
