import { member } from "../yaml/node.ts";
import { remembered } from "../yaml/remembered.ts";
import { mayBeOdd } from "./everyday-pod.ts";
import { rawPod, rawTemplates } from "./raw-value.ts";
import type { Workload } from "./workload.ts";

/** What a pod has for a disk, as far as rules ask before they look closer. */
interface PodDisks {
  /** Names of the claims that its volumes refer to. */
  readonly claims: readonly string[];
  /** True where it has a claim, by name or of its own. */
  readonly isPersistent: boolean;
  /** True where it has a directory of the node, or one of NFS. */
  readonly hasDirectory: boolean;
}

/** Of an everyday pod the plain values tell, which costs a fraction of its volumes. */
export const podDisks = remembered(
  (workload: Workload): PodDisks => (mayBeOdd(workload) ? seen(workload) : told(workload)),
);

const seen = ({ volumes }: Workload): PodDisks => ({
  claims: volumes.flatMap(({ claimName }) => claimName ?? []),
  isPersistent: volumes.some(({ persistent }) => persistent),
  hasDirectory: volumes.some(({ source }) => source === "hostPath" || source === "nfs"),
});

function told(workload: Workload): PodDisks {
  const volumes = listed(member(rawPod(workload), "volumes"));
  const claims = volumes.flatMap((volume) => {
    const name = member(member(volume, "persistentVolumeClaim"), "claimName");
    return typeof name === "string" ? [name] : [];
  });
  return {
    claims,
    isPersistent: claims.length > 0 || listed(rawTemplates(workload)).length > 0,
    hasDirectory: volumes.some((volume) => member(volume, "hostPath") !== undefined),
  };
}

const listed = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
