import { mayBeOdd } from "../../kubernetes/everyday-pod.ts";
import type { RefusedSource } from "../../kubernetes/volume-faults.ts";
import {
  fieldInVolume,
  fieldLabel,
  refusedSources,
  sourceRefusal,
  volumeLabel,
} from "../../kubernetes/volume-refusal.ts";
import { nearest } from "../../rule/nearest.ts";
import { defineRule, type Problem } from "../../rule/rule.ts";
import type { Entry, Node } from "../../yaml/node.ts";

export default defineRule({
  id: "volume-source-incomplete",
  summary: "The source of a volume lacks a field that must be there, or has it empty.",
  rationale: `A volume that is a Secret names it by \`secretName\`, one that is a ConfigMap by \`name\`, a claim by \`claimName\`; in a projected volume a Secret has \`name\`, too. Each item has a \`key\` and a \`path\`. What is missing, null or empty, as where a template has nothing to print, is refused by the API server, which then says of each mount of the volume that it is not found.

Whether the object exists is not asked here, nor by the API server. Of the claim that an ephemeral volume makes claim-refused speaks.`,
  topic: "volumes",
  severity: "error",
  profile: "default",
  since: "0.1.0",
  references: [
    "https://kubernetes.io/docs/concepts/storage/volumes/",
    "https://kubernetes.io/docs/concepts/storage/projected-volumes/",
  ],
  examples: [
    {
      title: "A Secret that is named like a ConfigMap",
      bad: `apiVersion: v1
kind: Pod
metadata: {name: web}
spec:
  containers:
    - name: web
      image: example/web:1
      volumeMounts: [{name: tls, mountPath: /tls}]
  volumes:
    - name: tls
      secret:
        name: web-tls # bad
`,
      good: `apiVersion: v1
kind: Pod
metadata: {name: web}
spec:
  containers:
    - name: web
      image: example/web:1
      volumeMounts: [{name: tls, mountPath: /tls}]
  volumes:
    - name: tls
      secret:
        secretName: web-tls
`,
    },
    {
      title: "A claim that a template left without a name",
      bad: `apiVersion: apps/v1
kind: StatefulSet
metadata: {name: mail}
spec:
  serviceName: mail
  selector: {matchLabels: {app: mail}}
  template:
    metadata: {labels: {app: mail}}
    spec:
      containers:
        - name: mail
          image: example/mail:1
          volumeMounts: [{name: box, mountPath: /var/mail}]
      volumes:
        - name: box
          persistentVolumeClaim:
            claimName: "" # bad
`,
      good: `apiVersion: apps/v1
kind: StatefulSet
metadata: {name: mail}
spec:
  serviceName: mail
  selector: {matchLabels: {app: mail}}
  template:
    metadata: {labels: {app: mail}}
    spec:
      containers:
        - name: mail
          image: example/mail:1
          volumeMounts: [{name: box, mountPath: /var/mail}]
      volumes:
        - name: box
          persistentVolumeClaim:
            claimName: mail-box
`,
    },
  ],
  on: "workload",
  concerns: mayBeOdd,
  *check(workload, { kubernetes }) {
    for (const fault of refusedSources(workload, kubernetes)) {
      if (fault.error.is !== "required") continue;
      yield {
        at: fault.at,
        names: [fault.name],
        ...missing(fault, fault.error.detail),
        then: sourceRefusal(workload, fault, kubernetes),
      };
    }
  },
});

type Sentence = Pick<Problem, "message" | "label" | "help"> & Partial<Pick<Problem, "at">>;

/** Fields that people write where another is read. */
const TAKEN_FOR: Readonly<Record<string, readonly string[]>> = {
  claimName: ["name", "claim", "persistentVolumeClaim"],
  name: ["secretName", "configMapName", "configMap", "secret"],
  secretName: ["name", "secret"],
};

function missing(fault: RefusedSource, detail: string | undefined): Sentence {
  const { at } = fault;
  const pair = /^(?:one of|must specify either) (\w+) (?:and|or) (\w+)/.exec(detail ?? "");
  if (pair) {
    const [, one, other] = pair;
    const holder = at.step === one ? at.parent : at;
    return {
      ...(holder ? { at: holder } : {}),
      label: `neither ${one} nor ${other}`,
      message: `${fieldLabel(fault, holder)} has neither ${one} nor ${other}`,
      help: `write one of ${one} and ${other}`,
    };
  }
  const field = String(at.step);
  const wanted = WANTED[`${at.parent?.step}.${field}`] ?? WANTED[field];
  if (at.state !== "absent")
    return {
      label: at.state === "null" ? "null" : "empty",
      message: `${fieldLabel(fault)} is ${at.state === "null" ? "null" : "empty"}`,
      help: `write ${wanted ?? "a value"}`,
    };
  const slip = at.parent && misspelt(at.parent, field);
  if (slip)
    return {
      at: slip.key,
      label: `${field} is wanted`,
      message: `${fieldLabel(fault, at.parent)} has ${slip.name}, but Kubernetes reads ${field} there`,
      help: `write ${field} in place of ${slip.name}`,
    };
  return {
    label: `no ${field}`,
    message: `${volumeLabel(fault)} has no ${fieldInVolume(fault, at)}`,
    help: `write ${field}${wanted ? `, ${wanted}` : ""}`,
  };
}

/** What a field holds, by its name, or by that and the mapping's where it differs from one to the other. */
const WANTED: Readonly<Record<string, string>> = {
  claimName: "the name of the PersistentVolumeClaim",
  containerName: "the name of a container of the pod",
  driver: "the name of the driver",
  key: "the key of the file's content",
  fieldPath: "such as metadata.name",
  "configMap.name": "the name of the ConfigMap",
  "hostPath.path": "the path on the node",
  "nfs.path": "the path that the server exports",
  "nodePublishSecretRef.name": "the name of the Secret",
  path: "where the file stands in the volume",
  reference: "the name of the image",
  resource: "such as limits.memory",
  "secret.name": "the name of the Secret",
  secretName: "the name of the Secret",
  server: "the host name or address of the server",
};

function misspelt(holder: Node<unknown>, field: string): Entry | undefined {
  const written = holder.entries().filter(({ value }) => value.text !== undefined);
  const near = nearest(
    field,
    written.map(({ name }) => name),
  );
  return written.find(({ name }) => name === near || TAKEN_FOR[field]?.includes(name));
}
