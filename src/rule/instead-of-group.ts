import type { StorageDriver } from "../kubernetes/storage-drivers.ts";
import type { GroupObstacle } from "../release/group-obstacle.ts";
import { quote } from "./text.ts";

/** Whom the files are wanted for; undefined where nobody knows. */
interface Wanted {
  readonly uid: number | undefined;
  readonly gid: number | undefined;
}

/** What gives a volume's files to the processes of a pod where fsGroup cannot. */
export function insteadOfGroup(obstacle: GroupObstacle, { uid, gid }: Wanted): string {
  const group = gid === undefined ? "a group of the pod" : `group ${gid}, which the pod's processes are in,`;
  switch (obstacle.reason) {
    case "nfs": {
      const path = `${obstacle.at.get("server").text ?? ""}:${obstacle.at.get("path").text ?? ""}`;
      return `on the server, give ${quote(path)} to ${group} with mode 2775, or let its export squash everybody to that group${gid === undefined ? "" : ` (all_squash,anongid=${gid})`}`;
    }
    case "hostPath":
      return `on the node, give ${quote(obstacle.at.get("path").text ?? "")} to ${group} with mode 2775; or make it a local PersistentVolume, which fsGroup reaches`;
    case "volume":
      return `set spec.csi.fsType of the PersistentVolume to ${quote(obstacle.driver.fileSystem ?? "ext4")}, or whatever its disk is formatted with; that cannot be changed, so delete the PersistentVolume and create it anew`;
    case "class":
      return `add csi.storage.k8s.io/fstype: ${obstacle.driver.fileSystem ?? "ext4"} to the parameters of the class; where it has that, add fstype to its entry of "known"`;
    case "many":
      return `ask for ReadWriteOnce where the pods share a node; otherwise set fsGroupPolicy of ${objectOf(obstacle.driver)} to File`;
    case "one-pod":
      return "ask for ReadWriteOnce, or run the pod on nodes of Kubernetes 1.32 or newer";
    default: {
      const { driver, byHand } = obstacle;
      const instead = (byHand ? driver.insteadByHand : undefined) ?? driver.instead;
      if (instead === undefined) return `set fsGroupPolicy of ${objectOf(driver)} to File, where its files have owners`;
      const ids = [...(uid === undefined ? [] : [`user ${uid}`]), ...(gid === undefined ? [] : [`group ${gid}`])];
      return `use ${instead}${ids.length > 0 ? `; the pod's processes have ${ids.join(" and ")}` : ""}`;
    }
  }
}

const objectOf = ({ provisioner }: StorageDriver): string =>
  provisioner.includes("*") ? "its CSIDriver" : `CSIDriver ${quote(provisioner)}`;
