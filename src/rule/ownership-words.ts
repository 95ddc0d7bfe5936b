import type { OwnershipChange, OwnershipTarget } from "../release/ownership.ts";
import { subPathMadeLater } from "../release/ownership.ts";
import { failsOnRestart } from "../release/ownership-judgement.ts";
import type { Release } from "../release/release.ts";
import { fsGroupAdvice } from "./fs-group-advice.ts";
import type { Problem } from "./rule.ts";
import { declaredHere, quote } from "./text.ts";

/** init container "setup"; far from its workload, in a script, that is named too. */
export const actor = ({ container, script }: OwnershipChange): string =>
  script ? `${container.label} of ${container.workload.label}` : container.label;

/** init container "setup" runs chown on "/data" */
export const runs = (change: OwnershipChange, path: string): string =>
  `${actor(change)} runs ${change.call.program} on ${quote(path)}${change.stage === "postStart" ? " in its postStart hook" : ""}`;

/** Where a problem with the change stands, and what it is told by. */
export function standing(
  change: OwnershipChange,
  { mount, volume }: OwnershipTarget,
): Pick<Problem, "at" | "names" | "related"> {
  const { call, container, script } = change;
  const name = mount.get("name").text ?? "";
  return {
    at: change.at,
    // Several containers may run one script.
    names: script ? [call.program, name, container.workload.label, container.name] : [call.program, name],
    related: [
      ...(script ? [{ at: script.mount, label: `${container.label} mounts the script here` }] : []),
      ...(volume ? [{ at: volume.at, label: declaredHere(volume) }] : []),
    ],
  };
}

/** What becomes of the pod when the change fails. An init container that fails is started again, unless the pod says Never. */
export function outcome({ container, stage }: OwnershipChange): string {
  if (stage === "postStart") return 'kubelet kills the container ("FailedPostStartHook")';
  if (container.workload.pod.get("restartPolicy").text === "Never") return "the pod fails";
  return container.role === "init" ? "the pod stays in Init" : "the container ends, however often it is started again";
}

export function replacement({ container, call }: OwnershipChange, release: Release): string {
  const { workload } = container;
  const fsGroup = workload.podSecurityContext.get("fsGroup").number;
  return fsGroup === undefined
    ? `remove the ${call.program}; ${fsGroupAdvice(workload, release)}`
    : `remove the ${call.program}: fsGroup ${fsGroup} asks kubelet to give the volume to that group at every mount`;
}

/** Why the change is no good replacement of fsGroup. */
export function shortcoming(change: OwnershipChange): string {
  const { container, call, targets } = change;
  const subPath = subPathMadeLater(container.workload, targets[0]?.mount.get("name").text ?? "");
  const often = call.conditional ? "" : " at every start";
  const walk = call.recursive && targets.some(({ whole }) => whole) ? ` and walks the whole volume${often}` : often;
  const lockout = failsOnRestart(change) ? `; ${LOCKOUT}` : "";
  return subPath
    ? `it needs root${walk}; kubelet makes the subPath ${quote(subPath)} as root after it, where it does not exist yet${lockout}`
    : `it needs root${walk}${lockout}`;
}

/** The kernel's rule on directories: root is an owner like any other once DAC_OVERRIDE is gone. */
export const LOCKOUT =
  'without the capability DAC_OVERRIDE root may not enter a directory that its owner closed (mode 0700): the first start works, a later one ends with "Permission denied"';
