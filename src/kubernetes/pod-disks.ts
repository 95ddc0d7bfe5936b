import { isMapping, member } from "../yaml/node.ts";
import type { Workload } from "./workload.ts";

// What a pod has for a disk, as far as rules ask before they look closer. Of what a person wrote the plain values tell,
// for a fraction of what the pod's volumes cost.

/** Names of the claims that the pod's volumes refer to. */
export function claimsNamedBy(workload: Workload): readonly string[] {
  if (workload.isMade) return workload.volumes.flatMap(({ claimName }) => claimName ?? []);
  const names: string[] = [];
  for (const volume of declared(workload)) {
    const name = isMapping(volume) ? member(volume["persistentVolumeClaim"], "claimName") : undefined;
    if (typeof name === "string") names.push(name);
  }
  return names;
}

/** True where the pod has a claim, by name or of its own. Of a volume with two sources, each counts. */
export const hasDisk = (workload: Workload): boolean =>
  workload.isMade
    ? workload.volumes.some(({ persistent }) => persistent)
    : templates(workload).length > 0 || has(workload, "persistentVolumeClaim", "ephemeral");

/** True where the pod has a directory of the node, or one of NFS. */
export const hasDirectory = (workload: Workload): boolean =>
  workload.isMade
    ? workload.volumes.some(({ source }) => source === "hostPath" || source === "nfs")
    : has(workload, "hostPath", "nfs");

function has(workload: Workload, source: string, or: string): boolean {
  for (const volume of declared(workload))
    if ((member(volume, source) ?? member(volume, or) ?? null) !== null) return true;
  return false;
}

/** Without those whose place a claim template of their name takes. */
function declared(workload: Workload): readonly unknown[] {
  const volumes = listed(member(workload.pod.raw, "volumes"));
  const claimed = templates(workload);
  if (claimed.length === 0) return volumes;
  const names = new Set(claimed.map((template) => nameOf(member(template, "metadata"))));
  return volumes.filter((volume) => !names.has(nameOf(volume)));
}

const templates = ({ claimTemplates }: Workload): readonly unknown[] => listed(claimTemplates?.raw);

const NONE: readonly unknown[] = [];

const listed = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : NONE);

/** Empty text where there is none, which is what a volume without a name is called. */
function nameOf(value: unknown): string {
  const name = member(value, "name");
  return typeof name === "string" ? name : "";
}
