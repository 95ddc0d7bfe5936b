import type { Deployment, DeploymentStrategy } from "kubernetes-types/apps/v1.js";
import type { Node } from "../yaml/node.ts";
import { podCount } from "./pod-count.ts";
import type { Workload } from "./workload.ts";

/** What the API server fills in for both (pkg/apis/apps/v1/defaults.go). */
const DEFAULT_SHARE = "25%";

/**
 * The strategy of a Deployment that starts a new pod and keeps the old one until that is ready; undefined for any other.
 * A share of the pods is rounded up for maxSurge, and down for maxUnavailable
 * (pkg/controller/deployment/util/deployment_util.go, ResolveFenceposts).
 */
export function surgingStrategy(workload: Workload): Node<DeploymentStrategy> | undefined {
  if (workload.kind !== "Deployment") return undefined;
  const spec = (workload.node as unknown as Node<Deployment>).get("spec");
  const strategy = spec.get("strategy");
  const type = strategy.get("type");
  if (type.state === "present" && type.text !== "RollingUpdate") return undefined;
  const { pods } = podCount(workload);
  if (!pods || spec.get("paused").boolean === true) return undefined;
  const surge = shareOf(strategy.get("rollingUpdate").get("maxSurge"), pods, Math.ceil);
  const unavailable = shareOf(strategy.get("rollingUpdate").get("maxUnavailable"), pods, Math.floor);
  return surge && unavailable !== undefined && unavailable < pods ? strategy : undefined;
}

/** undefined where it is neither a number nor a percentage. */
function shareOf(field: Node<unknown>, pods: number, round: (share: number) => number): number | undefined {
  if (field.number !== undefined) return field.number;
  const text = field.state === "present" ? field.text : DEFAULT_SHARE;
  const percent = /^(\d{1,9})%$/.exec(text ?? "")?.[1];
  return percent === undefined ? undefined : round((Number(percent) * pods) / 100);
}
