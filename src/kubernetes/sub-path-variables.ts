import type { EnvVar } from "kubernetes-types/core/v1.js";
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
export function* unsetVariables(container: Container): Iterable<UnsetVariable> {
  const { node, mounts, workload } = container;
  if (workload.isMade) return;
  const expressions = mounts.map((mount) => mount.get("subPathExpr")).filter(({ text = "" }) => text.includes("$("));
  if (expressions.length === 0 || node.get("envFrom").items().length > 0) return;

  const environment = node.get("env").items();
  const variables = new Map(environment.map((variable) => [variable.get("name").text, variable]));
  for (const expression of expressions) {
    const told = new Set<string>();
    for (const reference of variableReferences(expression.text ?? "")) {
      const { name } = reference;
      if (told.has(name) || mayNameService(name, container)) continue;
      told.add(name);
      const empty = variables.get(name);
      if (!empty || isEmpty(empty)) yield { expression, reference, empty };
    }
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
