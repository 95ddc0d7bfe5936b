const indented = (text: string, spaces: number): string => text.replaceAll(/^(?=.)/gm, " ".repeat(spaces));

/** A Pod whose only container begins in line 5, and has its fields from line 7 on. */
export const podOf = (fields: string, volumes = ""): string => `apiVersion: v1
kind: Pod
metadata: {name: web}
spec:
  containers:
    - name: web
${indented(fields, 6)}${volumes === "" ? "" : `  volumes:\n${indented(volumes, 4)}`}`;

/** Likewise a StatefulSet, whose container has its fields from line 11 on; the rest stands in its spec. */
export const statefulSetOf = (fields: string, rest = "", volumes = ""): string => `apiVersion: apps/v1
kind: StatefulSet
metadata: {name: store}
spec:
  selector: {matchLabels: {app: store}}
  template:
    metadata: {labels: {app: store}}
    spec:
      containers:
        - name: store
${indented(fields, 10)}${volumes === "" ? "" : `      volumes:\n${indented(volumes, 8)}`}${indented(rest, 2)}`;

/** For the spec of a StatefulSet. */
export const claimTemplate = (name: string, spec = ""): string => `volumeClaimTemplates:
  - metadata: {name: ${name}}
    spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}${spec}}
`;

/** Two volumes. */
export const A_AND_B = "- {name: a, emptyDir: {}}\n- {name: b, emptyDir: {}}\n";
