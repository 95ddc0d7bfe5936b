import type { PodTemplateSpec } from "kubernetes-types/core/v1.js";
import type { Document } from "../yaml/document.ts";
import { member, type Node } from "../yaml/node.ts";
import type { Step } from "../yaml/span.ts";
import { WrittenNode } from "../yaml/written.ts";
import { hooksOf } from "./helm-hook.ts";
import { isClusterScoped } from "./kinds.ts";
import type { Manifest } from "./manifest.ts";
import { podTemplateOf } from "./pod-template.ts";

const ROOT: readonly Step[] = [];

function textAt(object: unknown, field: string): string {
  const value = member(object, field);
  return typeof value === "string" ? value : "";
}

/** One Kubernetes object of the input. */
export class Resource {
  readonly node: WrittenNode<Manifest>;
  readonly apiVersion: string;
  readonly kind: string;
  /** Empty where the object has none, or only a generateName. */
  readonly name: string;

  /** `at` leads to the object in its document: [] or, in a List, ["items", n]. */
  constructor(
    readonly document: Document,
    at: readonly Step[] = ROOT,
  ) {
    this.node = WrittenNode.root<Manifest>(document, at);
    // Not through nodes: there may be hundreds of thousands of objects.
    const object = at.reduce<unknown>(member, document.value);
    this.apiVersion = textAt(object, "apiVersion");
    this.kind = textAt(object, "kind");
    this.name = textAt(member(object, "metadata"), "name");
  }

  /** "apps" of apps/v1; "" for the core group. */
  get group(): string {
    const slash = this.apiVersion.indexOf("/");
    return slash < 0 ? "" : this.apiVersion.slice(0, slash);
  }
  /** undefined where the object names none: it is then the release's. Cluster-scoped kinds have none. */
  get writtenNamespace(): string | undefined {
    return isClusterScoped(this.group, this.kind) ? undefined : this.node.get("metadata").get("namespace").text;
  }
  get clusterScoped(): boolean {
    return isClusterScoped(this.group, this.kind);
  }
  /** StatefulSet/db */
  get label(): string {
    return `${this.kind}/${this.name || this.node.get("metadata").get("generateName").text || ""}`;
  }
  /** Names of the Helm hooks that the object belongs to: pre-install, test. */
  get hooks(): readonly string[] {
    return hooksOf(this.node);
  }
  /** The annotations of the object and, where it has one, of its pod template. */
  get annotated(): readonly Node<Readonly<Record<string, string>>>[] {
    const own = this.node as unknown as Node<PodTemplateSpec>;
    const template = podTemplateOf(this.node);
    const holders = template && template !== own ? [own, template] : [own];
    return holders.map((node) => node.get("metadata").get("annotations") as Node<Readonly<Record<string, string>>>);
  }
  /** The object with the fields of a kind of your own typing. */
  as<T>(): Node<T> {
    return this.node as unknown as Node<T>;
  }
}
