import type { Node } from "../yaml/node.ts";
import type { Place } from "../yaml/place.ts";
import type { Container } from "./container.ts";
import { imageUser, startingUid } from "./image-users.ts";

/** The user that a container starts as, as far as the input and the image table tell. */
export interface ProcessUser {
  /** undefined where only the image knows, or only that it is not root. */
  readonly uid: number | undefined;
  /** undefined where nobody can tell. */
  readonly root: boolean | undefined;
  /** Where the manifest decides that; undefined where the image does. */
  readonly at: Place | undefined;
  /** False where kubelet refuses to start it: root, where the manifest promises another user. */
  readonly starts: boolean;
}

/**
 * runAsUser wins over the image's USER; runAsNonRoot sets no user, but a process that would be root is not started
 * (pkg/kubelet/kuberuntime/security_context.go, verifyRunAsNonRoot).
 */
export function processUser(container: Container): ProcessUser {
  const nonRoot = container.runAsNonRoot;
  const promised = nonRoot.boolean === true;
  const set = container.user;
  if (set.number !== undefined)
    return { uid: set.number, root: set.number === 0, at: set, starts: set.number !== 0 || !promised };
  const image = imageUser(container.node.get("image").text ?? "");
  const uid = image?.verified ? startingUid(image) : undefined;
  const at = promised ? nonRoot : undefined;
  if (uid !== undefined) return { uid, root: uid === 0, at, starts: uid !== 0 || !promised };
  return { uid: undefined, root: promised ? false : undefined, at, starts: true };
}

/** False where the capability is certainly taken away; the runtimes' default set has CHOWN, DAC_OVERRIDE and FOWNER. */
export function mayHaveCapability(
  container: Container,
  capability: "CHOWN" | "DAC_OVERRIDE" | "DAC_READ_SEARCH",
): boolean {
  const context = container.node.get("securityContext");
  if (context.get("privileged").boolean === true) return true;
  const capabilities = context.get("capabilities");
  const names = (list: Node<string[]>) =>
    new Set(list.items().map(({ text }) => text?.replace(/^CAP_/, "").toUpperCase()));
  const added = names(capabilities.get("add"));
  if (added.has("ALL") || added.has(capability)) return true;
  const dropped = names(capabilities.get("drop"));
  const inDefault = capability !== "DAC_READ_SEARCH";
  return inDefault && !dropped.has("ALL") && !dropped.has(capability);
}
