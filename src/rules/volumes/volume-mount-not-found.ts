import { apiRefusal } from "../../kubernetes/api-refusal.ts";
import type { Container } from "../../kubernetes/container.ts";
import { mayBeOddlyMounted } from "../../kubernetes/everyday-pod.ts";
import type { KubernetesVersion } from "../../kubernetes/version.ts";
import type { Volume } from "../../kubernetes/volume.ts";
import type { Workload } from "../../kubernetes/workload.ts";
import { nearest } from "../../rule/nearest.ts";
import { defineRule } from "../../rule/rule.ts";
import { declaredHere, quote, shortList } from "../../rule/text.ts";
import type { Node } from "../../yaml/node.ts";

export default defineRule({
  id: "volume-mount-not-found",
  summary: "A container mounts a volume that its pod does not have.",
  rationale: `A mount finds its volume by name, among the pod's \`volumes\` and, in a StatefulSet, its \`volumeClaimTemplates\`. Where the name is in neither, no pod is ever created.

How that shows depends on who creates the pod. The API server refuses a Pod, Deployment, DaemonSet, Job or CronJob. A StatefulSet is refused from Kubernetes 1.34 on; older versions accept it, report success, and write \`FailedCreate\` events from then on. A custom resource is always accepted: its operator fails later, in its own log. The Service in front then has no endpoints, which a proxy reports as "no healthy upstream" or 503.

The names that an operator gives are hard to guess. prometheus-operator calls the data volume of Prometheus \`NAME\` \`prometheus-NAME-db\`, unless the claim template has a name of its own; \`prometheus-db\` is only the directory in it. This rule knows the volumes that prometheus-operator generates and judges Prometheus, PrometheusAgent, Alertmanager and ThanosRuler as the StatefulSet or DaemonSet that they become.`,
  topic: "volumes",
  severity: "error",
  profile: "default",
  since: "0.1.0",
  references: [
    "https://kubernetes.io/docs/concepts/storage/volumes/",
    "https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#volume-claim-templates",
  ],
  examples: [
    {
      title: "A slip of the keyboard",
      bad: `apiVersion: apps/v1
kind: Deployment
metadata: {name: web}
spec:
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec:
      containers:
        - name: web
          image: example/web:1
          volumeMounts:
            - name: setings # bad
              mountPath: /etc/web
      volumes:
        - name: settings
          configMap: {name: web}
`,
      good: `apiVersion: apps/v1
kind: Deployment
metadata: {name: web}
spec:
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec:
      containers:
        - name: web
          image: example/web:1
          volumeMounts:
            - name: settings
              mountPath: /etc/web
      volumes:
        - name: settings
          configMap: {name: web}
`,
    },
    {
      title: "A volume that an operator names",
      bad: `apiVersion: monitoring.coreos.com/v1
kind: Prometheus
metadata: {name: main}
spec:
  securityContext: {runAsUser: 1000, fsGroup: 2000}
  storage:
    volumeClaimTemplate:
      spec: {resources: {requests: {storage: 50Gi}}}
  initContainers:
    - name: warm-up
      image: example/warm-up:1
      volumeMounts:
        - name: prometheus-db # bad
          mountPath: /prometheus
`,
      good: `apiVersion: monitoring.coreos.com/v1
kind: Prometheus
metadata: {name: main}
spec:
  securityContext: {runAsUser: 1000, fsGroup: 2000}
  storage:
    volumeClaimTemplate:
      spec: {resources: {requests: {storage: 50Gi}}}
  initContainers:
    - name: warm-up
      image: example/warm-up:1
      volumeMounts:
        - name: prometheus-main-db
          mountPath: /prometheus
`,
    },
  ],
  on: "container",
  concerns: mayBeOddlyMounted,
  *check(container, { kubernetes }) {
    const { workload, label } = container;
    const attached = [
      ...container.mounts.map((mount) => ({
        verb: "mounts",
        name: mount.get("name"),
        path: mount.get("mountPath").text,
      })),
      ...container.devices.map((device) => ({ verb: "attaches", name: device.get("name"), path: undefined })),
    ];
    for (const { verb, name, path } of attached) {
      if (!name.text || !isMissing(name, workload)) continue;

      const meant = likelyVolume(container, name.text, path);
      yield {
        at: name,
        names: [name.text],
        label: "not declared",
        message: `${label} ${verb} volume ${quote(name.text)}, but ${workload.label} has no such volume`,
        related: meant ? [{ at: meant.at, label: whereDeclared(meant) }] : [],
        help: meant ? useInstead(meant, name.text, verb) : declareIt(workload, name, verb),
        then: consequence(workload, name, kubernetes),
        ...(meant && {
          fix: {
            title: `${verb === "mounts" ? "mount" : "attach"} ${quote(meant.name)}`,
            patches: [{ set: name, to: meant.name }],
            safe: false,
          },
        }),
      };
    }
  },
});

/** An empty name is none: that is for mount-refused and volume-device-refused to say. */
function isMissing({ text }: Node<string>, workload: Workload): boolean {
  return text !== undefined && text !== "" && !workload.mayHaveVolume(text);
}

/** Guessing among more than these costs more than it tells. */
const MOST_GUESSED = 200;

/** By name; else the volume that another container of the pod has at the same path. */
function likelyVolume({ workload }: Container, name: string, path: string | undefined): Volume | undefined {
  const { volumes } = workload;
  const byName =
    volumes.length > MOST_GUESSED
      ? undefined
      : nearest(
          name,
          volumes.map((volume) => volume.name),
        );
  if (byName !== undefined) return workload.volume(byName);
  return path === undefined ? undefined : workload.volumeAt(path);
}

/** A name that is in force by default is declared by what it names. */
const whereDeclared = (volume: Volume): string =>
  isByDefault(volume.at) ? "its data volume is declared here" : declaredHere(volume);

function useInstead({ at, name }: Volume, wanted: string, verb: string): string {
  const path = at.written?.path;
  const rename = isByDefault(at) && path?.endsWith("metadata.name") ? `, or set ${path} to ${quote(wanted)}` : "";
  return `${verb === "mounts" ? "mount" : "attach"} ${quote(name)}${rename}`;
}

function declareIt({ pod, volumes, isMade }: Workload, name: Node<string>, verb: string): string {
  const list = pod.get("volumes").written;
  const known = volumes.length > 0 ? `; the pod has ${shortList(volumes, (volume) => quote(volume.name))}` : "";
  const field = name.written?.path ?? "";
  // A mount that the operator makes takes its name from another field: that one is to be mended.
  if (isMade && !/\]\.name$/.test(field))
    return `remove ${field}, or what takes the place of the volume that it names${known}`;
  const remove = `remove the ${verb === "mounts" ? "mount" : "device"}`;
  return list ? `declare volume ${quote(name.text ?? "")} in ${list.path}, or ${remove}${known}` : `${remove}${known}`;
}

const isByDefault = (at: Node<string>): boolean => at.written?.state === "absent";

function consequence({ kind, node }: Workload, name: Node<string>, kubernetes: KubernetesVersion): string {
  const words = `${name.path}: Not found: ${quote(name.text ?? "")}`;
  const isServed = kind === "StatefulSet" && node.get("spec").get("serviceName").state === "present";
  return `${apiRefusal(kind, words, kubernetes)}${isServed ? ". Its Service has no endpoints" : ""}`;
}
