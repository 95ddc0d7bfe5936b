import type { Container } from "kubernetes-types/core/v1.js";
import { grow, merged, type Template } from "../yaml/grown.ts";
import type { Json, Node } from "../yaml/node.ts";

/** How a container's lists are told apart, item by item (k8s.io/api/core/v1, patchMergeKey). Other lists are replaced whole. */
const MERGE_KEYS: ReadonlyMap<string, string> = new Map([
  ["env", "name"],
  ["ports", "containerPort"],
  ["volumeDevices", "devicePath"],
  ["volumeMounts", "mountPath"],
]);

const PROBES: ReadonlySet<string> = new Set(["livenessProbe", "readinessProbe", "startupProbe"]);
const PROBE_HANDLERS = ["exec", "grpc", "httpGet", "tcpSocket"];

/** No pointers in k8s.io/api/core/v1: false and 0 are left out of the patch, so they change nothing. */
const OMITTED_WHEN_ZERO: ReadonlySet<string> = new Set([
  "failureThreshold",
  "initialDelaySeconds",
  "periodSeconds",
  "readOnly",
  "successThreshold",
  "timeoutSeconds",
]);

/** Deeper than any field of a container; below it the user's value stands as it is. */
const DEEPEST = 16;

/**
 * The containers that an operator makes, each with the user's of that name as a strategic merge patch over it, then the
 * user's others in their own order (prometheus-operator pkg/k8s/merge.go, MergePatchContainers). The patch passes
 * through Go's Container on its way, and so does not know null, empty values or `$patch`.
 */
export function mergedContainers(
  made: readonly Template<Container>[],
  written: Node<Container[]>,
): Template<Container[]> {
  const own = grow<Container[]>(made).items();
  const names = new Set(own.map((container) => container.get("name").text));
  const isPatch = (item: Node<Container>) => names.has(item.get("name").text);
  // Of several patches for one container the last is taken.
  const patches = new Map(
    written
      .items()
      .filter(isPatch)
      .map((item) => [item.get("name").text, item]),
  );
  const both = own.map((container): Template<Container> => {
    const patch = patches.get(container.get("name").text);
    return patch ? (mergedMapping(untyped(container), untyped(patch), 0) as Template<Container>) : container;
  });
  return merged<Container[]>(written, [...both, ...written.items().filter((item) => !isPatch(item))]);
}

const untyped = (node: Node<Container>): Node => node as unknown as Node;

function mergedMapping(own: Node, patch: Node, depth: number): Template<unknown> {
  return merged<unknown>(patch, Object.fromEntries(mergedFields(own, patch, depth)));
}

function mergedFields(own: Node, patch: Node, depth: number): Map<string, unknown> {
  const fields = new Map<string, unknown>(own.entries().map(({ name, value }) => [name, value]));
  for (const { name, value } of patch.entries())
    if (!name.startsWith("$")) fields.set(name, mergedField(name, own.get(name), value, depth + 1));
  return fields;
}

function mergedField(name: string, own: Node, patch: Node, depth: number): Template<unknown> {
  if (isSilent(name, patch)) return own.state === "absent" ? patch : own;
  if (depth > DEEPEST) return patch;
  if (own.entries().length > 0 && patch.entries().length > 0)
    return PROBES.has(name) ? mergedProbe(own, patch, depth) : mergedMapping(own, patch, depth);
  const key = MERGE_KEYS.get(name);
  const lists = own.items().length > 0 && patch.items().length > 0;
  return key !== undefined && lists ? mergedList(own, patch, key, depth) : patch;
}

function isSilent(name: string, patch: Node): boolean {
  const { json } = patch;
  if (json === undefined || json === null || json === "") return true;
  if (json === 0 || json === false) return OMITTED_WHEN_ZERO.has(name);
  return typeof json === "object" && Object.keys(json).length === 0;
}

/** A probe has one handler: where the merge leaves two, the user's stands. */
function mergedProbe(own: Node, patch: Node, depth: number): Template<unknown> {
  const fields = mergedFields(own, patch, depth);
  const handlers = PROBE_HANDLERS.filter((handler) =>
    [own, patch].some((probe) => probe.get(handler).state === "present"),
  );
  if (handlers.length > 1)
    for (const handler of handlers)
      if (patch.get(handler).state === "present") fields.set(handler, patch.get(handler));
      else fields.delete(handler);
  return merged<unknown>(patch, Object.fromEntries(fields));
}

/**
 * The order is the patch's; what only the operator has stands before the first patched item that follows it in the
 * operator's own order (apimachinery pkg/util/strategicpatch/patch.go, mergeSortedSlice). New items thus come first.
 */
function mergedList(own: Node, patch: Node, key: string, depth: number): Template<unknown> {
  const idOf = (item: Node): Json | undefined => item.get(key).json;
  const made = own.items();
  const ranks = new Map<Json | undefined, number>();
  for (const [rank, item] of made.entries()) if (!ranks.has(idOf(item))) ranks.set(idOf(item), rank);

  const patched = new Map<Json | undefined, Template<unknown>>();
  for (const item of patch.items()) {
    const rank = ranks.get(idOf(item));
    const under = rank === undefined ? undefined : made[rank];
    patched.set(idOf(item), under ? mergedMapping(under, item, depth) : item);
  }

  const isKept = (item: Node, rank: number) => !(patched.has(idOf(item)) && ranks.get(idOf(item)) === rank);
  const list: Template<unknown>[] = [];
  let next = 0;
  const takeUpTo = (end: number) => {
    for (; next < end; next++) if (isKept(made[next]!, next)) list.push(made[next]);
  };
  for (const [id, item] of patched) {
    takeUpTo(ranks.get(id) ?? 0);
    list.push(item);
  }
  takeUpTo(made.length);
  return merged<unknown>(patch, list);
}
