import { ACCESS_MODES, type ClaimFault, claimFaults } from "../../kubernetes/claim-faults.ts";
import { claimRefusal } from "../../kubernetes/claim-refusal.ts";
import { asDnsLabel } from "../../kubernetes/dns-label.ts";
import { mayAskOddly } from "../../kubernetes/everyday-pod.ts";
import { isStorageClass } from "../../kubernetes/kinds.ts";
import { meantQuantity } from "../../kubernetes/quantity.ts";
import type { Release } from "../../release/release.ts";
import { MOST_CANDIDATES } from "../../rule/most-candidates.ts";
import { nearest } from "../../rule/nearest.ts";
import { defineRule, type Problem } from "../../rule/rule.ts";
import { list, quote } from "../../rule/text.ts";
import type { Node } from "../../yaml/node.ts";
import { remembered } from "../../yaml/remembered.ts";

export default defineRule({
  id: "claim-refused",
  summary: "A request for a disk is one that the API server refuses.",
  rationale: `A claim needs at least one access mode, spelt in full (\`ReadWriteOnce\`, not \`RWO\`), and a storage request greater than zero. The API server refuses one that lacks them, and one whose size, volume mode or class name it cannot take.

How that shows depends on where the claim is written. A PersistentVolumeClaim, and a pod whose ephemeral volume has such a template, is refused at once. The claim templates of a StatefulSet are looked at from Kubernetes 1.34 on; older versions accept the StatefulSet, report success, and then write \`FailedCreate\` events for each claim and each pod that needs it. A size that is no quantity is refused by every version, because the object cannot even be read.

Of custom resources those are judged whose claims Plimsoll knows: prometheus-operator asks for \`ReadWriteOnce\` where its \`volumeClaimTemplate\` names no access mode, and for no size of its own. Values with a placeholder such as \`\${SIZE}\` are left alone.`,
  topic: "storage",
  severity: "error",
  profile: "default",
  since: "0.1.0",
  references: [
    "https://kubernetes.io/docs/concepts/storage/persistent-volumes/#persistentvolumeclaims",
    "https://kubernetes.io/docs/concepts/storage/persistent-volumes/#access-modes",
    "https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity/",
  ],
  examples: [
    {
      title: "A claim template whose values were not set",
      bad: `apiVersion: apps/v1
kind: StatefulSet
metadata: {name: ledger}
spec:
  serviceName: ledger
  selector: {matchLabels: {app: ledger}}
  template:
    metadata: {labels: {app: ledger}}
    spec:
      securityContext: {fsGroup: 1000}
      containers:
        - name: ledger
          image: example/ledger:1
          volumeMounts: [{name: data, mountPath: /data}]
  volumeClaimTemplates:
    - metadata: {name: data}
      spec:
        accessModes: # bad
        resources:
          requests: {} # bad
`,
      good: `apiVersion: apps/v1
kind: StatefulSet
metadata: {name: ledger}
spec:
  serviceName: ledger
  selector: {matchLabels: {app: ledger}}
  template:
    metadata: {labels: {app: ledger}}
    spec:
      securityContext: {fsGroup: 1000}
      containers:
        - name: ledger
          image: example/ledger:1
          volumeMounts: [{name: data, mountPath: /data}]
  volumeClaimTemplates:
    - metadata: {name: data}
      spec:
        accessModes: [ReadWriteOnce]
        resources:
          requests: {storage: 10Gi}
`,
    },
    {
      title: "Spellings that people know and Kubernetes does not",
      bad: `apiVersion: v1
kind: PersistentVolumeClaim
metadata: {name: uploads}
spec:
  accessModes:
    - RWX # bad
  resources:
    requests:
      storage: 20GB # bad
`,
      good: `apiVersion: v1
kind: PersistentVolumeClaim
metadata: {name: uploads}
spec:
  accessModes:
    - ReadWriteMany
  resources:
    requests:
      storage: 20G
`,
    },
  ],
  on: "release",
  concerns: mayAskOddly,
  *check(release, { kubernetes }) {
    for (const fault of claimFaults(release)) {
      const { madeOf } = fault.request;
      yield {
        at: fault.at,
        names: [fault.value],
        // An empty list that is written is no nil to the operator; whether it always was, is not certain.
        ...(madeOf && fault.is === "modes-missing" && { severity: "warning", confidence: "likely" }),
        ...TELL[fault.is](fault, release),
        then: claimRefusal(fault, kubernetes),
      };
    }
  },
});

type Told = Pick<Problem, "message" | "label" | "help" | "fix">;

const SHORT = new Map([
  ["ROX", "ReadOnlyMany"],
  ["RWX", "ReadWriteMany"],
  ["RWO", "ReadWriteOnce"],
  ["RWOP", "ReadWriteOncePod"],
]);

const TELL: Readonly<Record<ClaimFault["is"], (fault: ClaimFault, release: Release) => Told>> = {
  "template-missing": ({ request: { label }, at }) => ({
    message: `${label} has no volumeClaimTemplate`,
    label: "no claim template",
    help: `write ${at.fieldPath} with the spec of a claim`,
  }),
  "name-missing": ({ request: { label }, at }) => ({
    message: `${label} has no name`,
    label: "no name",
    help: `set ${at.fieldPath} to the name by which containers mount it`,
  }),
  // No fix: the mounts have to follow.
  "name-malformed": ({ request: { label }, value }) => {
    const name = asDnsLabel(value);
    return {
      message: `${label} cannot give a volume its name`,
      label: "no DNS label",
      help:
        name === undefined
          ? 'name it with at most 63 of a-z, 0-9 and "-"'
          : `name it ${quote(name)}, in the mounts too`,
    };
  },
  "metadata-forbidden": ({ request: { label }, at }) => ({
    message: `claim template of ${label} sets metadata.${at.step}, but takes only labels and annotations`,
    label: "may not be set",
    help: `remove ${at.fieldPath}: the claim is named after pod and volume`,
  }),
  "modes-missing": ({ request: { label }, at }) => ({
    message: `${label} has no access mode`,
    label: "no access mode",
    help: `set ${at.fieldPath} to [ReadWriteOnce], or to what its pods need: ${list(ACCESS_MODES, "or")}`,
  }),
  "modes-no-list": ({ request: { label }, at, value }) => ({
    message: `accessModes of ${label} is no list`,
    label: "no list",
    help: `write ${at.fieldPath} as a list: [${longMode(value) ?? "ReadWriteOnce"}]`,
  }),
  "mode-unknown": ({ request: { label }, value, at }) => ({
    message: `${label} asks for access mode ${quote(value)}, which Kubernetes does not know`,
    label: "unknown access mode",
    ...replacement(at, longMode(value), `write ${list(ACCESS_MODES, "or")}`, SHORT.has(value)),
  }),
  "modes-exclusive": ({ request: { label } }) => ({
    message: `${label} asks for access mode "ReadWriteOncePod" beside others, but Kubernetes takes it only alone`,
    label: "excludes the others",
    help: 'remove the others, or "ReadWriteOncePod" where several pods use the disk',
  }),
  "storage-missing": ({ request: { label }, at }) => ({
    message: `${label} does not say how much storage it needs`,
    label: "no storage request",
    help: `set ${at.fieldPath} to the size of the disk, such as 10Gi`,
  }),
  "storage-unreadable": ({ request: { label }, value, at }) => ({
    message: `${label} asks for ${quote(value)} of storage, which is no quantity`,
    label: "no quantity",
    ...replacement(at, meantQuantity(value), "write a number with Mi, Gi or Ti behind it, such as 10Gi"),
  }),
  "storage-not-positive": ({ request: { label }, value, at }) => ({
    message: `${label} asks for ${at.state === "null" ? "null" : quote(value)} of storage, but Kubernetes takes only more than zero`,
    label: "not greater than zero",
    help: `set ${at.fieldPath} to the size of the disk, such as 10Gi`,
  }),
  "volume-mode-unknown": ({ request: { label }, value, at }) => ({
    message: `${label} asks for volume mode ${quote(value)}, which Kubernetes does not know`,
    label: "unknown volume mode",
    ...replacement(at, VOLUME_MODES.get(value.toLowerCase()), 'write "Filesystem" or "Block"'),
  }),
  "class-malformed": ({ request: { label }, value, at }, release) => ({
    message: `${label} asks for StorageClass ${quote(value)}, but no class can have that name`,
    label: "no name of a class",
    ...(value === "-"
      ? {
          help: 'write "" for volumes made by hand, or remove the field for the default class; "-" means that only in values of charts',
        }
      : replacement(
          at,
          meantClass(value, release),
          "write the name of a class, or remove the field for the default one",
        )),
  }),
};

const VOLUME_MODES = new Map([
  ["filesystem", "Filesystem"],
  ["block", "Block"],
]);

const longMode = (mode: string): string | undefined => SHORT.get(mode.toUpperCase()) ?? nearest(mode, ACCESS_MODES);

/** Where it is known what was meant, the help says so, and the fix writes it. */
function replacement(
  at: Node<unknown>,
  meant: string | undefined,
  otherwise: string,
  safe = false,
): Pick<Problem, "help" | "fix"> {
  if (meant === undefined) return { help: otherwise };
  const title = `write ${quote(meant)}`;
  return { help: title, fix: { title, patches: [{ set: at, to: meant }], safe } };
}

function meantClass(name: string, release: Release): string | undefined {
  const classes = classesOf(release);
  return classes.length > MOST_CANDIDATES ? undefined : nearest(name, classes);
}

const classesOf = remembered(({ resources }: Release): readonly string[] =>
  resources.filter(isStorageClass).map(({ name }) => name),
);
