import type { EnvVar, VolumeMount } from "kubernetes-types/core/v1.js";
import type { Node } from "../yaml/node.ts";
import type { Container } from "./container.ts";
import { type VariableReference, variableReferences } from "./variable-references.ts";

/** A variable that a subPathExpr needs and its container lacks, or has with an empty value. */
export interface UnsetVariable {
  readonly expression: Node<string>;
  readonly reference: VariableReference;
  /** Where it gets its empty value; undefined where nothing sets it. */
  readonly empty: Node<EnvVar> | undefined;
}

/**
 * kubelet refuses the container for the lack of one (pkg/kubelet/container/helpers.go, ExpandContainerVolumeMounts).
 * Nothing is said where variables may come from elsewhere: from a whole ConfigMap or Secret, or from an operator.
 */
export function* unsetVariables(container: Container, mount: Node<VolumeMount>): Iterable<UnsetVariable> {
  const expression = mount.get("subPathExpr");
  if (!expression.text || container.workload.isMade) return;
  const references = variableReferences(expression.text);
  if (references.length === 0 || container.node.get("envFrom").items().length > 0) return;

  const variables = new Map(
    container.node
      .get("env")
      .items()
      .map((variable) => [variable.get("name").text, variable]),
  );
  const told = new Set<string>();
  for (const reference of references) {
    const { name } = reference;
    if (told.has(name) || mayNameService(name, container)) continue;
    told.add(name);
    const empty = variables.get(name);
    if (!empty || isEmpty(empty)) yield { expression, reference, empty };
  }
}

const isEmpty = (variable: Node<EnvVar>): boolean => {
  const value = variable.get("value");
  return (value.state !== "present" || value.text === "") && variable.get("valueFrom").state !== "present";
};

/** kubelet sets variables for the Services of the namespace, and always for the one of the API server. */
function mayNameService(name: string, { workload }: Container): boolean {
  if (name.startsWith("KUBERNETES_")) return true;
  const isLinked = workload.pod.get("enableServiceLinks").boolean !== false;
  return isLinked && /_(?:SERVICE_HOST|SERVICE_PORT(?:_\w+)?|PORT(?:_\d+_\w+)?)$/.test(name);
}
