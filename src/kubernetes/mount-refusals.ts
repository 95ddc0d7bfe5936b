import type { VolumeDevice, VolumeMount } from "kubernetes-types/core/v1.js";
import type { Node } from "../yaml/node.ts";
import type { Container } from "./container.ts";
import { isUnset, mayHoldFields } from "./is-unset.ts";
import { isAbsolute, stepsBack } from "./mount-path.ts";
import { hasPlaceholder } from "./placeholder.ts";

export type MountRefusalCause =
  | "empty"
  | "name-missing"
  | "path-missing"
  | "sub-path-absolute"
  | "sub-path-steps-back"
  | "sub-paths-both"
  | "sub-path-ephemeral"
  | "propagation-unknown"
  | "propagation-unprivileged"
  | "recursion-unknown"
  | "recursion-writable"
  | "recursion-propagated"
  | "device-name"
  | "device-path";

/** What the API server refuses about a mount, its name and its path beside others aside. */
export interface MountRefusal {
  readonly cause: MountRefusalCause;
  readonly mount: Node<VolumeMount>;
  /** What is to be changed. */
  readonly at: Node<string>;
  /** The device that has the same name or path. */
  readonly device?: Node<VolumeDevice> | undefined;
}

export const PROPAGATIONS: readonly string[] = ["Bidirectional", "HostToContainer", "None"];
export const RECURSIONS: readonly string[] = ["Disabled", "Enabled", "IfPossible"];

/** pkg/apis/core/validation/validation.go, ValidateVolumeMounts */
export function* mountRefusals(container: Container, mount: Node<VolumeMount>): Iterable<MountRefusal> {
  yield* absences(mount);
  const subPath = mount.get("subPath");
  const expression = mount.get("subPathExpr");
  for (const at of [subPath, expression]) {
    if (!at.text || hasPlaceholder(at.text)) continue;
    if (container.role === "ephemeral") yield { cause: "sub-path-ephemeral", mount, at };
    if (isAbsolute(at.text)) yield { cause: "sub-path-absolute", mount, at };
    else if (stepsBack(at.text)) yield { cause: "sub-path-steps-back", mount, at };
  }
  if (subPath.text && expression.text) yield { cause: "sub-paths-both", mount, at: expression };
  yield* propagation(container, mount);
  yield* recursion(mount);
}

function* absences(mount: Node<VolumeMount>): Iterable<MountRefusal> {
  const name = mount.get("name");
  const path = mount.get("mountPath");
  const isNameless = isUnset(name);
  const isPathless = isUnset(path);
  if ((!isNameless && !isPathless) || !mayHoldFields(mount)) return;
  if (isNameless && isPathless) yield { cause: "empty", mount, at: name };
  else if (isNameless) yield { cause: "name-missing", mount, at: name };
  else yield { cause: "path-missing", mount, at: path };
}

function* propagation(container: Container, mount: Node<VolumeMount>): Iterable<MountRefusal> {
  const at = mount.get("mountPropagation");
  const { text } = at;
  if (text === undefined || hasPlaceholder(text)) return;
  if (!PROPAGATIONS.includes(text)) yield { cause: "propagation-unknown", mount, at };
  else if (text === "Bidirectional" && container.node.get("securityContext").get("privileged").boolean !== true)
    yield { cause: "propagation-unprivileged", mount, at };
}

function* recursion(mount: Node<VolumeMount>): Iterable<MountRefusal> {
  const at = mount.get("recursiveReadOnly");
  const { text } = at;
  if (text === undefined || text === "Disabled" || hasPlaceholder(text)) return;
  if (!RECURSIONS.includes(text)) {
    yield { cause: "recursion-unknown", mount, at };
    return;
  }
  if (mount.get("readOnly").boolean !== true) yield { cause: "recursion-writable", mount, at };
  const { text: propagated } = mount.get("mountPropagation");
  if (propagated !== undefined && propagated !== "None") yield { cause: "recursion-propagated", mount, at };
}
