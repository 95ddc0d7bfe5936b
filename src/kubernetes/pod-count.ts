import type { JobSpec } from "kubernetes-types/batch/v1.js";
import type { Node } from "../yaml/node.ts";
import type { Workload } from "./workload.ts";

/** How many pods of a workload run at the same time. */
export interface PodCount {
  /** Infinity: one on every node. undefined: written in a way that nobody can count. */
  readonly pods: number | undefined;
  /** The field that says so; it need not be written. */
  readonly at: Node<unknown>;
}

export function podCount(workload: Workload): PodCount {
  const { kind, node } = workload;
  const spec = node.get("spec");
  switch (kind) {
    case "DaemonSet":
      return { pods: Infinity, at: node.get("kind") };
    case "PodTemplate":
      return { pods: 0, at: node.get("kind") };
    case "Job":
      return atOnce(spec as unknown as Node<JobSpec>);
    case "CronJob": {
      const isSuspended = (spec as unknown as Node<JobSpec>).get("suspend").boolean === true;
      const count = atOnce(spec.get("jobTemplate").get("spec") as unknown as Node<JobSpec>);
      return isSuspended ? { ...count, pods: 0 } : count;
    }
    case "Pod":
      return { pods: 1, at: node.get("kind") };
    default:
      return { pods: numberOr1(spec.get("replicas")), at: spec.get("replicas") };
  }
}

/** No more pods than completions are left (pkg/controller/job/job_controller.go, manageJob). */
function atOnce(job: Node<JobSpec>): PodCount {
  const at = job.get("parallelism");
  const parallelism = numberOr1(at);
  const completions = job.get("completions").number ?? Infinity;
  const isSuspended = job.get("suspend").boolean === true;
  return { pods: isSuspended ? 0 : parallelism && Math.min(parallelism, completions), at };
}

/** The API server fills in 1. */
const numberOr1 = (node: Node<number>): number | undefined => (node.state === "present" ? node.number : 1);
