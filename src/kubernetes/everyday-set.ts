import { isMapping, member } from "../yaml/node.ts";
import { isLabel, oneOf } from "./everyday-shape.ts";
import { isSetName } from "./stateful-set-name.ts";
import type { Workload } from "./workload.ts";

/** True of a StatefulSet whose name, or what its spec says beside volumes, may be wrong: a look at the plain values. */
export function mayBeOddSet(workload: Workload): boolean {
  const { isMade, resource } = workload;
  if ((isMade ? workload.kind : resource.kind) !== "StatefulSet") return false;
  return isMade
    ? !isSetName(workload.name)
    : !isSetName(resource.name) || !isEverydaySet(member(resource.node.raw, "spec"));
}

const isPolicy = oneOf(undefined, "OrderedReady", "Parallel");
const isStrategy = oneOf(undefined, "RollingUpdate");
const isRestart = oneOf(undefined, "Always");

function isEverydaySet(spec: unknown): boolean {
  const template = member(spec, "template");
  const pod = member(template, "spec");
  const service = member(spec, "serviceName");
  return (
    isSelected(member(spec, "selector"), member(member(template, "metadata"), "labels")) &&
    isPolicy(member(spec, "podManagementPolicy")) &&
    isStrategy(member(member(spec, "updateStrategy"), "type")) &&
    (service === undefined || isLabel(service)) &&
    member(spec, "persistentVolumeClaimRetentionPolicy") === undefined &&
    isRestart(member(pod, "restartPolicy")) &&
    member(pod, "activeDeadlineSeconds") === undefined
  );
}

function isSelected(selector: unknown, labels: unknown): boolean {
  const wanted = member(selector, "matchLabels");
  if (!isMapping(wanted) || !isMapping(labels) || member(selector, "matchExpressions") !== undefined) return false;
  const names = Object.keys(wanted);
  return names.length > 0 && names.every((name) => typeof wanted[name] === "string" && wanted[name] === labels[name]);
}
