import { mayBeOdd } from "../../kubernetes/everyday-pod.ts";
import { mountedHere } from "../../kubernetes/first-mount.ts";
import { unknownFieldOutcome } from "../../kubernetes/unknown-field.ts";
import { faultsOfKind, type NoSource } from "../../kubernetes/volume-faults.ts";
import { volumeLabel } from "../../kubernetes/volume-refusal.ts";
import {
  FILE_SOURCES,
  isVolumeSource,
  VOLUME_SOURCE_FIELDS,
  type VolumeSourceField,
} from "../../kubernetes/volume-source.ts";
import { mainField } from "../../kubernetes/volume-source-table.ts";
import type { Workload } from "../../kubernetes/workload.ts";
import { nearest } from "../../rule/nearest.ts";
import { defineRule, type Problem } from "../../rule/rule.ts";
import { quote } from "../../rule/text.ts";
import type { Entry } from "../../yaml/node.ts";

export default defineRule({
  id: "volume-source-missing",
  summary: "A volume has no source, so Kubernetes makes it an emptyDir and its data is lost.",
  rationale: `A volume that names no source is not refused: the API server fills in \`emptyDir: {}\`. The pod starts, the application writes, and everything is gone when the pod is replaced. Nothing says so, before or after.

It comes of a template whose block renders to nothing: \`persistentVolumeClaim:\` with no claim below it is null, and a null source is no source. It comes of a field that is indented too little, so that it stands beside its source, and of a misspelt source. kubectl asks the API server to refuse fields that it does not know, and server-side apply, which Flux uses, always does. Helm and older clients do not ask: the field is dropped, at most with a warning, and the volume is an emptyDir again.

A volume that says \`emptyDir:\` and nothing below it is what it says, and raises nothing.`,
  topic: "volumes",
  severity: "error",
  profile: "default",
  since: "0.1.0",
  references: [
    "https://kubernetes.io/docs/concepts/storage/volumes/#emptydir",
    "https://kubernetes.io/docs/reference/kubernetes-api/config-and-storage-resources/volume/",
  ],
  examples: [
    {
      title: "A claim that was not rendered",
      bad: `apiVersion: apps/v1
kind: Deployment
metadata: {name: wiki}
spec:
  selector: {matchLabels: {app: wiki}}
  template:
    metadata: {labels: {app: wiki}}
    spec:
      containers:
        - name: wiki
          image: example/wiki:1
          volumeMounts: [{name: pages, mountPath: /var/lib/wiki}]
      volumes:
        - name: pages
          persistentVolumeClaim: # bad
`,
      good: `apiVersion: apps/v1
kind: Deployment
metadata: {name: wiki}
spec:
  selector: {matchLabels: {app: wiki}}
  template:
    metadata: {labels: {app: wiki}}
    spec:
      containers:
        - name: wiki
          image: example/wiki:1
          volumeMounts: [{name: pages, mountPath: /var/lib/wiki}]
      volumes:
        - name: pages
          persistentVolumeClaim: {claimName: wiki-pages}
`,
    },
    {
      title: "A source of another spelling",
      bad: `apiVersion: batch/v1
kind: CronJob
metadata: {name: report}
spec:
  schedule: "0 6 * * *"
  jobTemplate:
    spec:
      template:
        spec:
          restartPolicy: Never
          containers:
            - name: report
              image: example/report:1
              volumeMounts: [{name: settings, mountPath: /etc/report}]
          volumes:
            - name: settings
              configmap: {name: report} # bad
`,
      good: `apiVersion: batch/v1
kind: CronJob
metadata: {name: report}
spec:
  schedule: "0 6 * * *"
  jobTemplate:
    spec:
      template:
        spec:
          restartPolicy: Never
          containers:
            - name: report
              image: example/report:1
              volumeMounts: [{name: settings, mountPath: /etc/report}]
          volumes:
            - name: settings
              configMap: {name: report}
`,
    },
  ],
  on: "workload",
  concerns: mayBeOdd,
  *check(workload) {
    for (const fault of faultsOfKind(workload, "no-source")) {
      const problem = problemOf(fault, workload);
      if (problem) yield { names: [fault.name], related: mountedHere(workload, fault.name), ...problem };
    }
  },
});

function problemOf(fault: NoSource, workload: Workload): Omit<Problem, "names"> | undefined {
  const [field] = fault.unknown;
  const empty = fault.nulls.find(({ name }) => name !== "emptyDir");
  if (empty) return field ? besideSource(fault, field, empty.name, workload) : nullSource(fault, empty);
  // Unlike a claim, an emptyDir is all that it says, whether or not anything is below it.
  if (fault.nulls.length > 0)
    return field && SOURCE_OF.get(field.name) === "emptyDir"
      ? besideSource(fault, field, "emptyDir", workload)
      : undefined;
  return field ? unknownSource(fault, field, workload) : bare(fault);
}

/** Sources of files that the pod only reads: it finds an empty directory then, and nothing that it had is lost. */
const isOnlyRead = (source: string): boolean => ["gitRepo", "image", ...FILE_SOURCES].includes(source);

function nullSource(fault: NoSource, { name, key }: Entry): Omit<Problem, "names"> {
  const field = isVolumeSource(name) ? mainField(name) : undefined;
  const isRead = isOnlyRead(name);
  return {
    at: key,
    severity: isRead ? "warning" : "error",
    label: "null",
    message: `${name} of ${volumeLabel(fault)} is null, so the volume is an emptyDir`,
    help: `write ${field === undefined ? name : `${name}.${field}`}${isRead ? ", or remove the volume" : `, or emptyDir: {} if nothing is to be kept`}`,
    then: isRead ? "the API server accepts it, and the directory is empty" : `the API server accepts it, and ${LOSS}`,
  };
}

const LOSS = "what is written there is lost with each pod";

function besideSource(fault: NoSource, field: Entry, source: string, workload: Workload): Omit<Problem, "names"> {
  return {
    at: field.key,
    ...(source === "emptyDir" ? { severity: "warning" } : {}),
    label: `not below ${source}`,
    message: `${field.name} of ${volumeLabel(fault)} stands beside ${source}, which is null`,
    help: `indent ${field.name}, so that it stands below ${source}`,
    then: unknownFieldOutcome(workload, field.value, effectOf(source)),
  };
}

function unknownSource(fault: NoSource, field: Entry, workload: Workload): Omit<Problem, "names"> {
  const meant = meantSource(field);
  return {
    at: field.key,
    // It may be a kind of volume that came later than this table.
    ...(meant ? {} : { severity: "warning", confidence: "likely" }),
    label: "no kind of volume",
    message: `${volumeLabel(fault)} has no source: ${quote(field.name)} is no kind of volume`,
    help: meant
      ? `write ${meant}${SOURCE_OF.get(field.name) ? `, and ${field.name} below it` : ""}`
      : "write the kind of volume that is meant, such as persistentVolumeClaim or configMap",
    then: unknownFieldOutcome(workload, field.value, effectOf(meant)),
  };
}

/** Fields of a source that are written where the source itself was left out. */
const SOURCE_OF: ReadonlyMap<string, VolumeSourceField> = new Map([
  ["claimName", "persistentVolumeClaim"],
  ["medium", "emptyDir"],
  ["secretName", "secret"],
  ["sizeLimit", "emptyDir"],
  ["sources", "projected"],
  ["volumeClaimTemplate", "ephemeral"],
]);
/** What people call a source, in lower case. */
const SHORT_FOR: ReadonlyMap<string, VolumeSourceField> = new Map([
  ["claim", "persistentVolumeClaim"],
  ["cm", "configMap"],
  ["configmapname", "configMap"],
  ["pvc", "persistentVolumeClaim"],
]);

function meantSource({ name, value }: Entry): VolumeSourceField | undefined {
  const lower = name.toLowerCase();
  const same = VOLUME_SOURCE_FIELDS.find((source) => source.toLowerCase() === lower);
  const known = same ?? SOURCE_OF.get(name) ?? SHORT_FOR.get(lower);
  // No source is text: mountPath is not hostPath by another spelling.
  if (known || value.text !== undefined) return known;
  return VOLUME_SOURCE_FIELDS.find((source) => source === nearest(name, VOLUME_SOURCE_FIELDS));
}

function effectOf(source: string | undefined): string {
  if (source === undefined) return "the volume is an emptyDir";
  if (source === "emptyDir") return "the volume is an emptyDir without it";
  return isOnlyRead(source) ? "the directory is empty" : LOSS;
}

function bare(fault: NoSource): Omit<Problem, "names"> {
  return {
    at: fault.volume.get("name"),
    severity: "warning",
    label: "no source",
    message: `${volumeLabel(fault)} has no source, so it is an emptyDir`,
    help: "name its source, such as persistentVolumeClaim, or write emptyDir: {} if nothing is to be kept",
    then: `the API server accepts it, and ${LOSS}`,
  };
}
