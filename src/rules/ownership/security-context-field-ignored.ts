import { mayBeOdd } from "../../kubernetes/everyday-pod.ts";
import { isAboutSecurity, type MisplacedField, misplacedFields, nameOf } from "../../kubernetes/misplaced-fields.ts";
import { unknownFieldOutcome } from "../../kubernetes/unknown-field.ts";
import type { Workload } from "../../kubernetes/workload.ts";
import { defineRule } from "../../rule/rule.ts";

export default defineRule({
  id: "security-context-field-ignored",
  summary: "A security setting stands where Kubernetes does not read it.",
  rationale: `A pod and its containers each have a \`securityContext\`, and the two take different fields. \`fsGroup\`, \`fsGroupChangePolicy\`, \`supplementalGroups\`, \`supplementalGroupsPolicy\`, \`seLinuxChangePolicy\` and \`sysctls\` are the pod's; \`capabilities\`, \`privileged\`, \`allowPrivilegeEscalation\`, \`readOnlyRootFilesystem\` and \`procMount\` are a container's. Beside a \`securityContext\` instead of in it, or outside the pod template, none of them means anything.

kubectl asks the API server to refuse fields that it does not know, and server-side apply, which Flux uses, always does. Helm and older clients do not ask: the field is dropped, at most with a warning, the pod starts, and the files of its volumes stay with root, or the container runs with the privileges that somebody meant to take away.

The usual cause is a template that prints \`.Values.securityContext\` one level too high or too low.`,
  topic: "ownership",
  severity: "error",
  profile: "default",
  since: "0.1.0",
  references: [
    "https://kubernetes.io/docs/tasks/configure-pod-container/security-context/",
    "https://kubernetes.io/docs/reference/using-api/api-concepts/#field-validation",
  ],
  examples: [
    {
      bad: `apiVersion: apps/v1
kind: Deployment
metadata: {name: atlas}
spec:
  selector: {matchLabels: {app: atlas}}
  template:
    metadata: {labels: {app: atlas}}
    spec:
      securityContext:
        runAsUser: 1000
        readOnlyRootFilesystem: true # bad
      containers:
        - name: atlas
          image: example/atlas:1
          securityContext:
            allowPrivilegeEscalation: false
            fsGroup: 1000 # bad
`,
      good: `apiVersion: apps/v1
kind: Deployment
metadata: {name: atlas}
spec:
  selector: {matchLabels: {app: atlas}}
  template:
    metadata: {labels: {app: atlas}}
    spec:
      securityContext:
        runAsUser: 1000
        fsGroup: 1000
      containers:
        - name: atlas
          image: example/atlas:1
          securityContext:
            allowPrivilegeEscalation: false
            readOnlyRootFilesystem: true
`,
    },
  ],
  on: "workload",
  concerns: mayBeOdd,
  *check(workload) {
    for (const field of misplacedFields(workload)) {
      if (!isAboutSecurity(field)) continue;
      const name = nameOf(field);
      const { at, saysNothing, holder, home, meant } = field;
      const isThere = meant?.state === "present";
      yield {
        at: at.key,
        names: [name],
        // What says nothing is no loss where it is dropped.
        ...(saysNothing && { severity: "warning" }),
        label: "not read here",
        message: `${holder} holds ${name}, which Kubernetes reads only in ${home}`,
        related: meant && isThere ? [{ at: meant.key, label: `${name} is read here` }] : [],
        help: remedy(workload, field),
        then: unknownFieldOutcome(workload, at, EFFECTS.get(name) ?? "it has no effect"),
      };
    }
  },
});

function remedy({ containers }: Workload, { meant, home, belongs }: MisplacedField): string {
  if (!meant) return `move it to ${home}`;
  if (meant.state === "present") return `remove it, or put what it says into ${meant.fieldPath}`;
  const others =
    belongs === "container security" && containers.length > 1 ? ", and to the other containers that need it" : "";
  return `move it to ${meant.fieldPath}${others}`;
}

const EFFECTS: ReadonlyMap<string, string> = new Map([
  ["fsGroup", "the files of its volumes keep their group"],
  ["supplementalGroups", "its processes do not belong to the groups"],
  ["runAsUser", "its processes run as the user that the image names"],
  ["runAsGroup", "its processes run in the group that the image names"],
  ["runAsNonRoot", "nothing keeps root out"],
  ["readOnlyRootFilesystem", "its file system stays writable"],
  ["allowPrivilegeEscalation", "its processes may gain privileges"],
  ["capabilities", "its processes keep the capabilities that the runtime gives"],
  ["privileged", "its container is not privileged"],
]);
