import type { Workload } from "../kubernetes/workload.ts";

const FLAG = /^--?default-fstype(?:=(.*))?$/;

/**
 * What each external-provisioner in the input fills in where a class names no file system: the value of its flag
 * --default-fstype, undefined where it has none (kubernetes-csi/external-provisioner cmd/csi-provisioner).
 */
export function* provisionerFsTypes(workloads: readonly Workload[]): Iterable<string | undefined> {
  for (const { containers } of workloads)
    for (const { node } of containers) {
      if (!/\b(?:csi|external)-provisioner\b/.test(node.get("image").text ?? "")) continue;
      const words = [...node.get("command").items(), ...node.get("args").items()].map(({ text }) => text ?? "");
      const at = words.findIndex((word) => FLAG.test(word));
      yield at < 0 ? undefined : FLAG.exec(words[at] ?? "")?.[1] || words[at + 1] || undefined;
    }
}
