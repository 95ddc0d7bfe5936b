import { isBuiltInGroup } from "../kubernetes/kinds.ts";
import { Resource } from "../kubernetes/resource.ts";
import { Workload } from "../kubernetes/workload.ts";
import { isOperated, workloadsMadeOf } from "../operators/operators.ts";
import type { Document, Source } from "../yaml/document.ts";
import { isMapping, member } from "../yaml/node.ts";
import type { Step } from "../yaml/span.ts";
import { Claims } from "./claims.ts";
import type { Known } from "./known.ts";

export interface ReleaseOptions {
  /** What an object without a namespace gets; undefined where nobody said. */
  readonly namespace?: string | undefined;
  readonly known?: readonly Known[];
  /** True where the input is all there is. */
  readonly closed?: boolean;
}

/** The input as one set: references, selectors and namespaces are resolved across it. */
export class Release {
  readonly documents: readonly Document[];
  readonly resources: readonly Resource[];
  readonly workloads: readonly Workload[];
  readonly claims: Claims;
  readonly closed: boolean;
  readonly #byName: ReadonlyMap<string, Resource>;
  readonly #byDocument: ReadonlyMap<Document, readonly Resource[]>;
  readonly #namespace: string | undefined;

  private constructor(sources: readonly Source[], options: ReleaseOptions) {
    this.#namespace = options.namespace;
    this.closed = options.closed ?? false;
    this.documents = sources.flatMap((source) => source.documents);
    this.resources = this.#distinct(this.documents.flatMap((document) => [...objectsOf(document)]));
    this.workloads = this.resources.flatMap((resource) => Workload.of(resource) ?? workloadsMadeOf(resource));
    this.#byName = new Map(this.resources.map((resource) => [this.#key(resource), resource]));
    this.#byDocument = grouped(this.resources);
    this.claims = new Claims(this, options.known ?? []);
  }

  static of(sources: readonly Source[], options: ReleaseOptions = {}): Release {
    return new Release(sources, options);
  }

  /** The namespace that the object lands in: its own, else the release's; "" where nobody named that. */
  namespaceOf(resource: Resource): string {
    return resource.clusterScoped ? "" : (resource.writtenNamespace ?? this.#namespace ?? "");
  }
  /** The object of that identity in the input. `namespace` is ignored for kinds that have none. */
  find(group: string, kind: string, namespace: string, name: string): Resource | undefined {
    return this.#byName.get([group, kind, namespace, name].join("\0"));
  }
  /** The object that stands there: a document's only one, or an item of its List. */
  objectAt(document: Document, base: readonly Step[]): Resource | undefined {
    return this.#byDocument.get(document)?.find(({ node }) => node.base[1] === base[1]);
  }
  /** Custom resources of kinds that no operator model knows: nothing looks into them. */
  get notChecked(): readonly Resource[] {
    return this.resources.filter((resource) => !isBuiltInGroup(resource.group) && !isOperated(resource));
  }

  #key(resource: Resource): string {
    return [resource.group, resource.kind, this.namespaceOf(resource), resource.name].join("\0");
  }
  /** Objects that appear twice with equal content are one. */
  #distinct(resources: readonly Resource[]): readonly Resource[] {
    const seen = new Map<string, Resource[]>();
    return resources.filter((resource) => {
      if (resource.name === "") return true;
      const key = this.#key(resource);
      const same = seen.get(key);
      if (!same) {
        seen.set(key, [resource]);
        return true;
      }
      const json = JSON.stringify(resource.node.json);
      if (same.some((other) => JSON.stringify(other.node.json) === json)) return false;
      same.push(resource);
      return true;
    });
  }
}

function grouped(resources: readonly Resource[]): ReadonlyMap<Document, readonly Resource[]> {
  const groups = new Map<Document, Resource[]>();
  for (const resource of resources) {
    const group = groups.get(resource.document);
    if (group) group.push(resource);
    else groups.set(resource.document, [resource]);
  }
  return groups;
}

/** The object of a document, or each one of a List (kind ends in List and it has items, as kubectl decides it). */
function* objectsOf(document: Document): Iterable<Resource> {
  const { value } = document;
  const kind = member(value, "kind");
  const items = member(value, "items");
  if (typeof kind === "string" && kind.endsWith("List") && Array.isArray(items)) {
    for (const [index, item] of items.entries()) if (isKubernetes(item)) yield new Resource(document, ["items", index]);
  } else if (isKubernetes(value)) yield new Resource(document);
}

export const isKubernetes = (value: unknown): boolean =>
  isMapping(value) && typeof member(value, "apiVersion") === "string" && typeof member(value, "kind") === "string";
