import type { Container } from "../../kubernetes/container.ts";
import { mayBeOddlyMounted } from "../../kubernetes/everyday-pod.ts";
import { mountFaults } from "../../kubernetes/mount-faults.ts";
import { nearest } from "../../rule/nearest.ts";
import { defineRule } from "../../rule/rule.ts";
import { quote } from "../../rule/text.ts";

export default defineRule({
  id: "sub-path-variable-not-found",
  summary: "A subPathExpr uses a variable that its container does not have.",
  rationale: `\`subPathExpr\` expands \`$(NAME)\` from the variables of the same container's \`env\`. The API server does not look whether they exist. kubelet does, when it creates the container: for one that is missing or empty it reports \`CreateContainerConfigError\` with "missing value for NAME", and tries again for ever.

Variables of the image and of other containers do not count, and nothing sets POD_NAME or NODE_NAME unless \`env\` does, by a \`fieldRef\`. \`$$(NAME)\` is the text \`$(NAME)\`. Where \`envFrom\` takes in whole ConfigMaps or Secrets the rule says nothing, nor of variables that kubelet sets for Services.`,
  topic: "volumes",
  severity: "error",
  profile: "default",
  since: "0.1.0",
  references: ["https://kubernetes.io/docs/concepts/storage/volumes/#using-subpath-expanded-environment"],
  examples: [
    {
      bad: `apiVersion: apps/v1
kind: DaemonSet
metadata: {name: collector}
spec:
  selector: {matchLabels: {app: collector}}
  template:
    metadata: {labels: {app: collector}}
    spec:
      containers:
        - name: collector
          image: example/collector:1
          volumeMounts:
            - name: spool
              mountPath: /var/spool/collector
              subPathExpr: $(POD_NAME) # bad
      volumes:
        - name: spool
          hostPath: {path: /var/spool/collector, type: DirectoryOrCreate}
`,
      good: `apiVersion: apps/v1
kind: DaemonSet
metadata: {name: collector}
spec:
  selector: {matchLabels: {app: collector}}
  template:
    metadata: {labels: {app: collector}}
    spec:
      containers:
        - name: collector
          image: example/collector:1
          env:
            - name: POD_NAME
              valueFrom: {fieldRef: {fieldPath: metadata.name}}
          volumeMounts:
            - name: spool
              mountPath: /var/spool/collector
              subPathExpr: $(POD_NAME)
      volumes:
        - name: spool
          hostPath: {path: /var/spool/collector, type: DirectoryOrCreate}
`,
    },
  ],
  on: "container",
  concerns: mayBeOddlyMounted,
  *check(container) {
    const { unset } = mountFaults(container);
    const names = unset.length > 0 ? namesOf(container) : [];
    for (const { expression, reference, empty } of unset) {
      const { name, written, start } = reference;
      const meant = empty ? undefined : nearest(name, names);
      yield {
        at: expression.part(written, start),
        names: [name],
        label: empty ? "empty" : "not set",
        message: empty
          ? `${container.label} takes part of a path from variable ${quote(name)}, which is empty`
          : `${container.label} takes part of a path from variable ${quote(name)}, which it does not have`,
        related: empty ? [{ at: empty.get("value"), label: `${quote(name)} gets no value here` }] : [],
        help: empty
          ? `give ${quote(name)} a value, or leave ${written} out`
          : meant === undefined
            ? `add ${quote(name)} to the container's env${sourceOf(name)}, or leave ${written} out`
            : `write $(${meant})`,
        then: `kubelet does not create the container (CreateContainerConfigError: missing value for ${name})`,
      };
    }
  },
});

/** Guessing among more than these costs more than it tells. */
const MOST_GUESSED = 200;

function namesOf({ node }: Container): readonly string[] {
  const variables = node.get("env").items();
  return variables.length > MOST_GUESSED ? [] : variables.map((variable) => variable.get("name").text ?? "");
}

/** By their usual names, the fields of the pod that people take paths from. */
const FIELDS: Readonly<Record<string, string>> = {
  HOST_IP: "status.hostIP",
  NAMESPACE: "metadata.namespace",
  NODE_NAME: "spec.nodeName",
  POD_IP: "status.podIP",
  POD_NAME: "metadata.name",
  POD_NAMESPACE: "metadata.namespace",
  POD_UID: "metadata.uid",
};

const sourceOf = (name: string): string =>
  Object.hasOwn(FIELDS, name) ? `, with valueFrom.fieldRef.fieldPath: ${FIELDS[name]}` : "";
