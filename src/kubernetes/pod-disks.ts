import { isMapping, member } from "../yaml/node.ts";
import { remembered } from "../yaml/remembered.ts";
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

/**
 * Of what a person wrote the plain values tell, for a fraction of what the pod's volumes cost. The claims are the same;
 * of a volume with two sources, each counts as its disk.
 */
export const podDisks = remembered(
  (workload: Workload): PodDisks => (workload.isMade ? seen(workload) : told(workload)),
);

const seen = ({ volumes }: Workload): PodDisks => ({
  claims: volumes.flatMap(({ claimName }) => claimName ?? []),
  isPersistent: volumes.some(({ persistent }) => persistent),
  hasDirectory: volumes.some(({ source }) => source === "hostPath" || source === "nfs"),
});

function told(workload: Workload): PodDisks {
  const templates = listed(rawTemplates(workload));
  const claims: string[] = [];
  let isPersistent = templates.length > 0;
  let hasDirectory = false;
  const taken = templates.length > 0 ? new Set(templates.map((each) => nameOf(member(each, "metadata")))) : undefined;
  for (const volume of listed(member(rawPod(workload), "volumes"))) {
    if (!isMapping(volume) || taken?.has(nameOf(volume))) continue;
    const { persistentVolumeClaim, ephemeral, hostPath, nfs } = volume;
    isPersistent ||= isPresent(persistentVolumeClaim) || isPresent(ephemeral);
    hasDirectory ||= isPresent(hostPath) || isPresent(nfs);
    const name = isPresent(persistentVolumeClaim) ? member(persistentVolumeClaim, "claimName") : undefined;
    if (typeof name === "string") claims.push(name);
  }
  return { claims, isPersistent, hasDirectory };
}

const NONE: readonly unknown[] = [];

const listed = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : NONE);

const isPresent = (value: unknown): boolean => value !== undefined && value !== null;

/** Empty text where there is none, which is what a volume without a name is called. */
function nameOf(value: unknown): string {
  const name = member(value, "name");
  return typeof name === "string" ? name : "";
}
