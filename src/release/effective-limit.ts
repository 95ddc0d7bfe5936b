import type { LimitRange, LimitRangeItem } from "kubernetes-types/core/v1.js";
import type { Container } from "../kubernetes/container.ts";
import { type Limit, limitAt, limitOf } from "../kubernetes/resource-limits.ts";
import type { Node } from "../yaml/node.ts";
import { remembered } from "../yaml/remembered.ts";
import type { Release } from "./release.ts";

/** A container's own limit, or else what a LimitRange of the input gives it. */
export function effectiveLimit(container: Container, resource: string, release: Release): Limit | undefined {
  return limitOf(container, resource) ?? limitByDefault(container, resource, release);
}

/** Without a default, the most that is allowed is given (pkg/apis/core/v1/defaults.go, SetDefaults_LimitRangeItem). */
function limitByDefault(container: Container, resource: string, release: Release): Limit | undefined {
  for (const item of itemsByNamespace(release).get(release.namespaceOf(container.workload.resource)) ?? []) {
    const limit =
      limitAt(item.get("default").get(resource), container) ?? limitAt(item.get("max").get(resource), container);
    if (limit) return limit;
  }
  return undefined;
}

/** What is said of containers. */
const itemsByNamespace = remembered((release: Release): ReadonlyMap<string, readonly Node<LimitRangeItem>[]> => {
  const found = new Map<string, Node<LimitRangeItem>[]>();
  for (const resource of release.resources) {
    if (resource.kind !== "LimitRange" || resource.group !== "") continue;
    const namespace = release.namespaceOf(resource);
    const items = found.get(namespace) ?? [];
    found.set(namespace, items);
    for (const item of resource.as<LimitRange>().get("spec").get("limits").items())
      if (item.get("type").text === "Container") items.push(item);
  }
  return found;
});
