import type { Service } from "kubernetes-types/core/v1.js";
import type { Resource } from "../kubernetes/resource.ts";
import { Workload } from "../kubernetes/workload.ts";
import { grow } from "../yaml/grown.ts";
import type { Node } from "../yaml/node.ts";
import type { MadeManifest, OperatedKind, Operator } from "./operator.ts";
import { prometheusOperator } from "./prometheus-operator/prometheus-operator.ts";

const OPERATORS: readonly Operator[] = [prometheusOperator];

/** True for kinds that a model of their operator knows, also where no pods are made of them. */
export const isOperated = (resource: Resource): boolean => kindOf(resource) !== undefined;

/** The workloads that an operator makes of a custom resource. */
export function workloadsMadeOf(resource: Resource): readonly Workload[] {
  const made = kindOf(resource)?.workloads(resource) ?? [];
  return made.flatMap(({ object, mayDeclare }) => {
    const node = grow<MadeManifest>(object);
    const label = `the ${node.get("kind").text} that ${operatorOf(resource)?.name} makes of ${resource.label}`;
    return Workload.of(resource, node, { label, mayDeclare }) ?? [];
  });
}

/** The Services that an operator makes of a custom resource, in the resource's namespace. Resources may share one. */
export const servicesMadeOf = (resource: Resource): readonly Node<Service>[] =>
  (kindOf(resource)?.services(resource) ?? []).map((service) => grow<Service>(service));

const operatorOf = (resource: Resource): Operator | undefined =>
  OPERATORS.find(({ group }) => group === resource.group);

const kindOf = (resource: Resource): OperatedKind | undefined => operatorOf(resource)?.kind(resource.kind);
