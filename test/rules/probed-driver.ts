import { lint, readSource } from "../../src/index.ts";
import { storageClass } from "./storage-class.ts";

const CLAIMS = `---
apiVersion: v1
kind: PersistentVolumeClaim
metadata: {name: own}
spec: {storageClassName: disks, accessModes: [ReadWriteOnce]}
---
apiVersion: v1
kind: PersistentVolumeClaim
metadata: {name: shared}
spec: {storageClassName: disks, accessModes: [ReadWriteMany]}
`;
const podOf = (security: string, fields = ""): string => `---
apiVersion: v1
kind: Pod
metadata: {name: web}
spec:
  securityContext: {${security}}
  ${fields}containers: [{name: web, image: "example/web:1", volumeMounts: [{name: data, mountPath: /data}]}]
  volumes: [{name: data, persistentVolumeClaim: {claimName: own}}]
`;
const RULES = {
  "access-mode-not-supported": "one node",
  "fs-group-missing": "root's",
  "storage-class-fstype-deprecated": "old key",
  "storage-class-fstype-missing": "no fstype",
  "storage-class-provisioner-removed": "gone",
  "volume-binding-immediate": "bound",
} as const;

const isProbed = (rule: string): rule is keyof typeof RULES => Object.hasOwn(RULES, rule);

/** What the rules say of a bare class of the provisioner, of one with fsType, and of its claims: root's (a pod without fsGroup is warned). */
export function probe(pattern: string): string {
  const provisioner = pattern.replace("*", "x");
  const texts = [
    storageClass(provisioner) + CLAIMS + podOf("runAsUser: 5, fsGroup: 5"),
    storageClass(provisioner, "parameters: {fsType: ext4}\n") + CLAIMS + podOf("runAsUser: 5"),
  ];
  const found = texts.flatMap((text) =>
    lint([readSource("t.yaml", new TextEncoder().encode(text))], { profiles: ["all"] }).findings.flatMap(
      ({ rule, severity, message }) =>
        isProbed(rule)
          ? [`${RULES[rule]}${/names no file system \(\S+\)$/.test(message) ? "?" : ""} (${severity})`]
          : [],
    ),
  );
  return [...new Set(found)].sort().join(", ");
}
