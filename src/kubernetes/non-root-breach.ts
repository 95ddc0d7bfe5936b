import { member } from "../yaml/node.ts";
import type { Container } from "./container.ts";
import { containerLook } from "./container-look.ts";
import { imageUser } from "./image-users.ts";
import { someContainer } from "./raw-containers.ts";
import type { Workload } from "./workload.ts";

/** A user that an image names. */
export interface NamedUser {
  readonly user: string;
  readonly uid: number;
  readonly gid: number;
}

/**
 * What keeps kubelet from starting a container that must not be root: its runAsUser, or without one an image that starts
 * as root, or that names its user (pkg/kubelet/kuberuntime/security_context.go, verifyRunAsNonRoot).
 */
export function nonRootBreach(container: Container): "root" | "root image" | NamedUser | undefined {
  if (container.runAsNonRoot.boolean !== true) return undefined;
  const { user } = container;
  if (user.state === "present") return user.number === 0 ? "root" : undefined;
  const image = imageUser(container.node.get("image").text ?? "");
  if (image?.verified !== true) return undefined;
  if (image.user === 0) return "root image";
  return typeof image.user === "string" ? { user: image.user, uid: image.uid, gid: image.gid } : undefined;
}

export const breaksNonRoot = containerLook(mayPromise, (container) => nonRootBreach(container) !== undefined);

/** False where each container of the pod has a user who is not root, or does without the promise that it has one. */
function mayPromise(workload: Workload): boolean {
  if (workload.isMade) return true;
  const own = member(workload.pod.raw, "securityContext");
  return someContainer(workload, (container) => {
    const context = member(container, "securityContext");
    const uid = member(context, "runAsUser") ?? member(own, "runAsUser");
    return (
      (member(context, "runAsNonRoot") ?? member(own, "runAsNonRoot")) === true &&
      (typeof uid !== "number" || uid === 0)
    );
  });
}
