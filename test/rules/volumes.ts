/** A workload of one container that mounts the volume "data"; the volumes stand from line 15 on, one a line. */
export const withVolumes = (volumes: readonly string[], kind = "Deployment", spec = ""): string =>
  `apiVersion: ${kind === "Job" ? "batch/v1" : "apps/v1"}
kind: ${kind}
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
            - {name: data, mountPath: /data}
      volumes:
${volumes.map((volume) => `        - {${volume}}\n`).join("")}${spec}`;

export const CLAIM_TEMPLATE = `  volumeClaimTemplates:
    - metadata: {name: data}
      spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}}
`;
