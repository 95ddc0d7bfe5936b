import type { VolumeDevice } from "kubernetes-types/core/v1.js";
import type { Node } from "../yaml/node.ts";
import type { Container } from "./container.ts";
import { isUnset, mayHoldFields } from "./is-unset.ts";
import { isAbsolute, stepsBack } from "./mount-path.ts";
import { hasPlaceholder } from "./placeholder.ts";

export type DeviceFaultCause =
  | "empty"
  | "name-missing"
  | "path-missing"
  | "name-repeated"
  | "path-repeated"
  | "path-steps-back"
  | "path-relative"
  | "source";

/** What the API server refuses about a device, a name that the pod lacks aside; kubelet refuses a relative path. */
export interface DeviceFault {
  readonly cause: DeviceFaultCause;
  readonly device: Node<VolumeDevice>;
  /** What is to be changed. */
  readonly at: Node<string>;
  /** The one that has the name or path already. */
  readonly first?: Node<VolumeDevice>;
}

/** pkg/apis/core/validation/validation.go, ValidateVolumeDevices; pkg/kubelet/kubelet_pods.go, makeBlockVolumes */
export function* deviceFaults(container: Container): Iterable<DeviceFault> {
  const names = new Map<string, Node<VolumeDevice>>();
  const paths = new Map<string, Node<VolumeDevice>>();
  for (const device of container.devices) {
    const name = device.get("name");
    const path = device.get("devicePath");
    const absence = absenceOf(name, path);
    if (absence) {
      if (mayHoldFields(device)) yield { cause: absence, device, at: absence === "path-missing" ? path : name };
      continue;
    }
    const named = names.get(name.text ?? "");
    const placed = paths.get(path.text ?? "");
    const volume = container.volumeOf(device);
    if (named) yield { cause: "name-repeated", device, at: name, first: named };
    else if (volume && !volume.persistent) yield { cause: "source", device, at: name };
    if (placed) yield { cause: "path-repeated", device, at: path, first: placed };
    else if (path.text !== undefined && !hasPlaceholder(path.text)) {
      if (stepsBack(path.text)) yield { cause: "path-steps-back", device, at: path };
      else if (!isAbsolute(path.text)) yield { cause: "path-relative", device, at: path };
    }
    if (name.text !== undefined) names.set(name.text, device);
    if (path.text !== undefined) paths.set(path.text, device);
  }
}

function absenceOf(name: Node<string>, path: Node<string>): "empty" | "name-missing" | "path-missing" | undefined {
  if (isUnset(name)) return isUnset(path) ? "empty" : "name-missing";
  return isUnset(path) ? "path-missing" : undefined;
}
