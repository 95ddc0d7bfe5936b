import type { Container } from "../kubernetes/container.ts";
import { imageUser } from "../kubernetes/image-users.ts";
import { processUser } from "../kubernetes/process.ts";
import type { Workload } from "../kubernetes/workload.ts";
import { ownershipChanges } from "./ownership.ts";
import type { Release } from "./release.ts";

/** The group that should own what a pod writes, and how we know. */
export interface VolumeGroup {
  readonly gid: number;
  /** Completes "2000, ...": "its runAsGroup". */
  readonly why: string;
  /** What the modes that fsGroup sets break for the image, and what to do then; a clause. */
  readonly caution?: string;
}

/**
 * fsGroup is added to the groups of every container, so any group serves; the one that the files already have, or that
 * the image expects, saves a change. Group 0 serves too, but platforms that choose ids of their own refuse it.
 */
export function volumeGroup(workload: Workload, release: Release): VolumeGroup | undefined {
  const mains = workload.containers.filter(({ role }) => role === "main" || role === "sidecar");
  const group = wantedGroup(workload, mains, release);
  const caution = mains
    .map(({ node }) => imageUser(node.get("image").text ?? "")?.caution)
    .find((text) => text !== undefined);
  return group && { ...group, ...(caution !== undefined && { caution }) };
}

function wantedGroup(workload: Workload, mains: readonly Container[], release: Release): VolumeGroup | undefined {
  for (const container of mains) {
    const gid = container.group.number;
    if (gid) return { gid, why: "its runAsGroup" };
  }
  for (const container of mains) {
    const known = release.known.image(container.node.get("image").text ?? "");
    const gid = known?.fsGroup ?? known?.gid;
    if (gid) return { gid, why: "what the config knows of its image" };
  }
  for (const container of mains) {
    const image = imageUser(container.node.get("image").text ?? "");
    if (image?.verified && image.fsGroup) return { gid: image.fsGroup, why: "the group that its image expects" };
  }
  for (const { call } of workload.containers.flatMap((container) => ownershipChanges(container, release))) {
    const gid = Number(call.group ?? "");
    if (Number.isSafeInteger(gid) && gid > 0) return { gid, why: `the group that ${call.program} gives` };
  }
  for (const container of mains) {
    const { uid } = processUser(container);
    if (uid) return { gid: uid, why: "the number of its user" };
  }
  return undefined;
}
