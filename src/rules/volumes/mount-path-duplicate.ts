import type { VolumeMount } from "kubernetes-types/core/v1.js";
import { notAccepted, showApiError } from "../../kubernetes/api-error.ts";
import { apiRefusal } from "../../kubernetes/api-refusal.ts";
import { mayBeOddlyMounted } from "../../kubernetes/everyday-pod.ts";
import { mountFaults, type RepeatedPath } from "../../kubernetes/mount-faults.ts";
import { landingPath } from "../../kubernetes/mount-path.ts";
import type { KubernetesVersion } from "../../kubernetes/version.ts";
import { FILE_SOURCES } from "../../kubernetes/volume-source.ts";
import type { Workload } from "../../kubernetes/workload.ts";
import { defineRule, type Problem } from "../../rule/rule.ts";
import { quote } from "../../rule/text.ts";
import type { Node } from "../../yaml/node.ts";

export default defineRule({
  id: "mount-path-duplicate",
  summary: "Two mounts of a container have one path.",
  rationale: `A container has one volume at a path. The API server refuses a second mount with the same \`mountPath\`. Most often two features of a chart mount their files in the same directory, or a chart's own mount meets one from \`extraVolumeMounts\`. To have files of two ConfigMaps or Secrets in one directory, put both into one \`projected\` volume, or mount single files with \`subPath\`.

The API server compares letter by letter: \`/data\` and \`/data/\` differ to it. The container runtime sees one path, mounts both volumes there, and the later one hides the earlier. A relative path counts from the root, so \`data\` is \`/data\`, too.

A mount below another one, such as \`/etc/app\` and \`/etc/app/tls\`, is no duplicate. Neither are equal paths in different containers.`,
  topic: "volumes",
  severity: "error",
  profile: "default",
  since: "0.1.0",
  references: [
    "https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1/#volumes-1",
    "https://kubernetes.io/docs/concepts/storage/projected-volumes/",
  ],
  examples: [
    {
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
            - name: settings
              mountPath: /etc/web
            - name: extra-settings
              mountPath: /etc/web # bad
      volumes:
        - name: settings
          configMap: {name: web}
        - name: extra-settings
          configMap: {name: web-extra}
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
          projected:
            sources:
              - configMap: {name: web}
              - configMap: {name: web-extra}
`,
    },
    {
      title: "One path, written in two ways",
      bad: `apiVersion: batch/v1
kind: CronJob
metadata: {name: report}
spec:
  schedule: "0 4 * * *"
  jobTemplate:
    spec:
      template:
        spec:
          restartPolicy: Never
          containers:
            - name: report
              image: example/report:1
              volumeMounts:
                - {name: scratch, mountPath: /srv/report}
                - {name: results, mountPath: /srv/report/} # bad
          volumes:
            - name: scratch
              emptyDir: {}
            - name: results
              persistentVolumeClaim: {claimName: results}
`,
      good: `apiVersion: batch/v1
kind: CronJob
metadata: {name: report}
spec:
  schedule: "0 4 * * *"
  jobTemplate:
    spec:
      template:
        spec:
          restartPolicy: Never
          containers:
            - name: report
              image: example/report:1
              volumeMounts:
                - {name: scratch, mountPath: /srv/report}
                - {name: results, mountPath: /srv/report/results}
          volumes:
            - name: scratch
              emptyDir: {}
            - name: results
              persistentVolumeClaim: {claimName: results}
`,
    },
  ],
  on: "container",
  concerns: mayBeOddlyMounted,
  *check(container, { kubernetes }) {
    for (const repeated of mountFaults(container).repeated)
      yield problemOf(repeated, container.label, container.workload, kubernetes);
  },
});

function problemOf(
  { mount, first, exact }: RepeatedPath,
  label: string,
  workload: Workload,
  kubernetes: KubernetesVersion,
): Problem {
  const path = mount.get("mountPath");
  const firstPath = first.get("mountPath");
  // Of an operator's mount and its user's, the user's can be changed.
  const [at, other] = path.written ? [path, firstPath] : [firstPath, path];
  const text = path.text ?? "";
  const alike = isSame(mount, first);
  const volumes = alike ? `volume ${nameOf(mount)} twice` : `volumes ${nameOf(first)} and ${nameOf(mount)}`;
  const named = [nameOf(first), nameOf(mount), text];
  if (exact)
    return {
      at,
      names: named,
      label: "taken already",
      message: `${label} mounts ${volumes} at ${quote(text)}`,
      related: [{ at: other, label: `${quote(text)} is taken here` }],
      help: alike ? "remove one of the two mounts" : remedy(mount, first, workload),
      then: apiRefusal(workload.kind, showApiError(path.path, notAccepted(text, "must be unique")), kubernetes),
    };
  const landing = landingPath(text);
  return {
    at,
    names: named,
    severity: alike ? "info" : "warning",
    label: `the same as ${quote(firstPath.text ?? "")}`,
    message: `${label} mounts ${volumes} at ${quote(landing)}, written as ${quote(firstPath.text ?? "")} and ${quote(text)}`,
    related: [{ at: other, label: `${quote(landing)} is taken here` }],
    help: alike ? "remove one of the two mounts" : remedy(mount, first, workload),
    then: alike
      ? "the container runtime mounts it twice, to no effect"
      : `the API server accepts it; the container runtime mounts both, and ${nameOf(mount)} hides ${nameOf(first)}`,
  };
}

const nameOf = (mount: Node<VolumeMount>): string => quote(mount.get("name").text ?? "");

const isSame = (mount: Node<VolumeMount>, first: Node<VolumeMount>): boolean =>
  (["name", "subPath", "subPathExpr"] as const).every((field) => mount.get(field).text === first.get(field).text);

const PROJECTABLE: ReadonlySet<string | undefined> = new Set(FILE_SOURCES);

function remedy(mount: Node<VolumeMount>, first: Node<VolumeMount>, workload: Workload): string {
  const volumes = [mount, first].map((each) => workload.volume(each.get("name").text ?? ""));
  const canBeOne = volumes.every((volume) => PROJECTABLE.has(volume?.source)) && volumes[0] !== volumes[1];
  return canBeOne
    ? "put both into one projected volume, or mount one of them at another path"
    : "remove one of the two mounts, or give it another path";
}
