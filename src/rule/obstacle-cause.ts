import { type KubernetesVersion, showVersion } from "../kubernetes/version.ts";
import type { GroupObstacle } from "../release/group-obstacle.ts";

/** Why fsGroup never reaches a volume; a clause. */
export function obstacleCause({ reason, driver }: GroupObstacle, kubernetes: KubernetesVersion): string {
  switch (reason) {
    case "policy":
      return `the driver of ${driver.product} has fsGroupPolicy None`;
    case "share":
      return `the driver of ${driver.product} wants a file system type, and its volumes have none`;
    case "class":
      return `the driver of ${driver.product} wants a file system type, and its StorageClass names none`;
    case "volume":
      return `the driver of ${driver.product} wants a file system type, and its PersistentVolume names none`;
    case "many":
      return `the driver of ${driver.product} has it applied to ReadWriteOnce volumes only`;
    case "one-pod":
      return `the driver of ${driver.product} wants ReadWriteOnce, and Kubernetes ${showVersion(kubernetes)} takes ReadWriteOncePod for something else`;
    default:
      return `kubelet gives no ${reason === "nfs" ? "NFS" : "hostPath"} volume to a group`;
  }
}
