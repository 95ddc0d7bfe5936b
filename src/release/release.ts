import { isBuiltInGroup } from "../kubernetes/kinds.ts";
import { isList } from "../kubernetes/list.ts";
import { Resource } from "../kubernetes/resource.ts";
import { Workload } from "../kubernetes/workload.ts";
import { isOperated, workloadsMadeOf } from "../operators/operators.ts";
import type { Document, Source } from "../yaml/document.ts";
import { isMapping, member } from "../yaml/node.ts";
import type { Step } from "../yaml/span.ts";
import { type Claims, claimsOf } from "./claims.ts";
import { type Known, KnownObjects } from "./known.ts";

export interface ReleaseOptions {
  /** What an object without a namespace gets; undefined where nobody said. */
  readonly namespace?: string | undefined;
  readonly known?: readonly Known[];
  /** True where the input is all there is. */
  readonly closed?: boolean;
}

const DISK_KINDS = ["StorageClass", "PersistentVolume"];

/** The input as one set: references, selectors and namespaces are resolved across it. */
export class Release {
  readonly documents: readonly Document[];
  readonly workloads: readonly Workload[];
  readonly closed: boolean;
  /** What a person says lives outside the input. */
  readonly known: KnownObjects;
  readonly #resources: Resource[] = [];
  readonly #byName = new Map<string, Namesakes>();
  #showsDisks: boolean | undefined;
  #byPlace: Map<Document, Map<Step | undefined, Resource>> | undefined;
  readonly #namespace: string | undefined;
  #claims: Claims | undefined;

  private constructor(sources: readonly Source[], options: ReleaseOptions) {
    this.#namespace = options.namespace;
    this.closed = options.closed ?? false;
    const [first, ...others] = sources;
    this.documents = first && others.length === 0 ? first.documents : sources.flatMap(({ documents }) => documents);
    for (const document of this.documents) for (const resource of objectsOf(document)) this.#add(resource);
    this.workloads = this.resources.flatMap((resource) => Workload.of(resource) ?? workloadsMadeOf(resource));
    this.known = new KnownObjects(options.known ?? []);
  }

  static of(sources: readonly Source[], options: ReleaseOptions = {}): Release {
    return new Release(sources, options);
  }

  get claims(): Claims {
    this.#claims ??= claimsOf(this, this.known);
    return this.#claims;
  }
  get resources(): readonly Resource[] {
    return this.#resources;
  }
  /** The namespace that the object lands in: its own, else the release's; "" where nobody named that. */
  namespaceOf(resource: Resource): string {
    return resource.clusterScoped ? "" : resource.writtenNamespace || this.#namespace || "";
  }
  /** The object of that identity in the input; `namespace` is "" for kinds that live in none. */
  find(group: string, kind: string, namespace: string, name: string): Resource | undefined {
    return this.#byName.get([group, kind, namespace, name].join("\0"))?.first;
  }
  /** True where the input or the config shows what is behind a claim: a class or a volume. */
  get showsDisks(): boolean {
    this.#showsDisks ??= DISK_KINDS.some(
      (kind) => this.known.has(kind) || this.#resources.some((resource) => resource.kind === kind),
    );
    return this.#showsDisks;
  }
  /** The object that stands there: a document's only one, or an item of its List. */
  objectAt(document: Document, base: readonly Step[]): Resource | undefined {
    this.#byPlace ??= placesOf(this.#resources);
    return this.#byPlace.get(document)?.get(base[1]);
  }
  /** Custom resources of kinds that no operator model knows: nothing looks into them. */
  get notChecked(): readonly Resource[] {
    return this.resources.filter((resource) => !isBuiltInGroup(resource.group) && !isOperated(resource));
  }

  #add(resource: Resource): void {
    const key = [resource.group, resource.kind, this.namespaceOf(resource), resource.name].join("\0");
    const namesakes = resource.name === "" ? undefined : this.#byName.get(key);
    // Objects that appear twice with equal content are one.
    if (namesakes?.hold(resource)) return;
    this.#resources.push(resource);
    if (namesakes) namesakes.add(resource);
    else this.#byName.set(key, new Namesakes(resource));
  }
}

/** By document, and by position in it, where that is a List. */
function placesOf(resources: readonly Resource[]): Map<Document, Map<Step | undefined, Resource>> {
  const places = new Map<Document, Map<Step | undefined, Resource>>();
  for (const resource of resources) {
    const { document, node } = resource;
    const inDocument = places.get(document);
    if (inDocument) inDocument.set(node.base[1], resource);
    else places.set(document, new Map([[node.base[1], resource]]));
  }
  return places;
}

/** Objects of one identity. Their content is looked at only where there are several. */
class Namesakes {
  #contents: Set<string> | undefined;

  constructor(readonly first: Resource) {}

  hold(resource: Resource): boolean {
    this.#contents ??= new Set([content(this.first)]);
    return this.#contents.has(content(resource));
  }
  add(resource: Resource): void {
    this.#contents?.add(content(resource));
  }
}

/** What was not read whole is compared as it is written, below the comments that name its template. */
const content = ({ node, document }: Resource): string =>
  document.isOutlined
    ? document.text.replace(/^(?:(?:---|[ \t]*#).*\n|[ \t\r]*\n)*/, "").trimEnd()
    : JSON.stringify(node.json);

/** The object of a document, or each one of a List. */
export function* objectsOf(document: Document): Iterable<Resource> {
  const { value } = document;
  const items = isList(value) ? member(value, "items") : undefined;
  if (Array.isArray(items)) {
    for (const [index, item] of items.entries()) if (isKubernetes(item)) yield new Resource(document, ["items", index]);
  } else if (isKubernetes(value)) yield new Resource(document);
}

export const isKubernetes = (value: unknown): boolean =>
  isMapping(value) && typeof member(value, "apiVersion") === "string" && typeof member(value, "kind") === "string";
