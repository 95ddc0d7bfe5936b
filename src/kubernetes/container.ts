import type { Container as ContainerFields, VolumeDevice, VolumeMount } from "kubernetes-types/core/v1.js";
import type { Node } from "../yaml/node.ts";
import type { Volume } from "./volume.ts";
import type { Workload } from "./workload.ts";

export type ContainerRole = "init" | "sidecar" | "main" | "ephemeral";

export class Container {
  readonly role: ContainerRole;
  #mounts: readonly Node<VolumeMount>[] | undefined;

  constructor(
    readonly workload: Workload,
    readonly node: Node<ContainerFields>,
    list: "initContainers" | "containers" | "ephemeralContainers",
  ) {
    const restarts = node.get("restartPolicy").text === "Always";
    this.role =
      list === "containers" ? "main" : list === "ephemeralContainers" ? "ephemeral" : restarts ? "sidecar" : "init";
  }

  get name(): string {
    return this.node.get("name").text ?? "";
  }
  /** container "app", init container "setup" */
  get label(): string {
    return `${this.role === "main" ? "" : `${this.role} `}container "${this.name}"`;
  }
  /** The user that is set for it: its own or else the pod's. Absent where only the image knows. */
  get user(): Node<number> {
    return this.#effective("runAsUser");
  }
  get group(): Node<number> {
    return this.#effective("runAsGroup");
  }
  get runAsNonRoot(): Node<boolean> {
    return this.#effective("runAsNonRoot");
  }
  get mounts(): readonly Node<VolumeMount>[] {
    this.#mounts ??= this.node.get("volumeMounts").items();
    return this.#mounts;
  }
  /** Volumes that it has as devices, without a file system. */
  get devices(): readonly Node<VolumeDevice>[] {
    return this.node.get("volumeDevices").items();
  }
  /** The volume behind a mount or a device; undefined where it names none that the pod has. */
  volumeOf(mount: Node<{ readonly name: string }>): Volume | undefined {
    const name = mount.get("name").text;
    return name === undefined ? undefined : this.workload.volume(name);
  }

  /** A container's own field wins over the pod's, where it is written. */
  #effective<K extends "runAsUser" | "runAsGroup" | "runAsNonRoot">(field: K) {
    const own = this.node.get("securityContext").get(field);
    return own.state === "present" ? own : this.workload.podSecurityContext.get(field);
  }
}
