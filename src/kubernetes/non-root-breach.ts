import { member } from "../yaml/node.ts";
import type { Container } from "./container.ts";
import { containerLook } from "./container-look.ts";
import { imageUser } from "./image-users.ts";
import { rawContainers, rawPod } from "./raw-value.ts";
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

/** False where nothing in the pod promises that it is not root, or where a user is set for all of it, who is not. */
function mayPromise(workload: Workload): boolean {
  if (workload.isMade) return true;
  const own = member(rawPod(workload), "securityContext");
  const contexts = rawContainers(workload).map((container) => member(container, "securityContext"));
  if (![own, ...contexts].some((context) => member(context, "runAsNonRoot") === true)) return false;
  const user = member(own, "runAsUser");
  return contexts
    .map((context) => member(context, "runAsUser") ?? user)
    .some((uid) => typeof uid !== "number" || uid === 0);
}
