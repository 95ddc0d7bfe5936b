import { describe, expect, test } from "vitest";
import { lint, RULES, readConfig, readSource } from "../../src/index.ts";
import { foundBy, placeOf, relatedOf } from "./found.ts";
import { said } from "./said.ts";

const RULE = "storage-class-not-found";
const source = (text: string) => readSource("t.yaml", new TextEncoder().encode(text));

const claim = (className: string, name = "data") => `---
apiVersion: v1
kind: PersistentVolumeClaim
metadata: {name: ${name}}
spec:
  storageClassName: ${className}
  accessModes: [ReadWriteMany]
  resources: {requests: {storage: 1Gi}}
`;
const storageClass = (name: string) => `---
apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata: {name: ${name}}
provisioner: nfs.csi.k8s.io
`;
const SET = `---
apiVersion: apps/v1
kind: StatefulSet
metadata: {name: db}
spec:
  template:
    spec:
      securityContext: {runAsUser: 5, fsGroup: 7}
      containers: [{name: db, image: "example/db:1", volumeMounts: [{name: data, mountPath: /data}]}]
  volumeClaimTemplates:
    - metadata: {name: data}
      spec: {storageClassName: fast, accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}}
`;

describe("a class that is not in the input", () => {
  test("is a note, at the claim that names it first", () => {
    const [finding, ...others] = foundBy(RULE, claim("fast") + claim("fast", "more"));
    expect(others).toEqual([]);
    expect(finding).toMatchObject({
      severity: "info",
      confidence: "likely",
      message: 'claim "data" asks for StorageClass "fast", which is not in the input',
      then: 'unless the cluster has it, the claim stays Pending (ProvisioningFailed: storageclass.storage.k8s.io "fast" not found)',
    });
    expect(finding && placeOf(finding.location)).toBe("6:21-6:25");
  });
  test("leaves open whether an fsGroup is applied", () => {
    const [finding] = foundBy(RULE, SET);
    expect(finding?.message).toBe(
      'claim template "data" of StatefulSet/db asks for StorageClass "fast", which is not in the input',
    );
    expect(finding?.then).toContain("whether fsGroup 7 of StatefulSet/db is applied, cannot be seen without it");
  });
  test("is a warning beside one of nearly that name", () => {
    const [finding] = foundBy(RULE, claim("fast-disk") + storageClass("fast-disks"));
    expect(finding).toMatchObject({ severity: "warning", help: 'ask for "fast-disks", or add the class' });
    expect(finding && relatedOf(finding)).toEqual(['12:18-12:28 StorageClass "fast-disks" is here']);
  });
  test("is an error where the input is all there is", () => {
    const { findings } = lint([source(claim("fast"))], { closedWorld: true });
    expect(findings.map(({ rule, severity }) => `${severity} ${rule}`)).toEqual([`error ${RULE}`]);
  });
  test("is named by an ephemeral volume, and by the claim of a Prometheus", () => {
    const spec = "spec: {storageClassName: fast, accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}}";
    const ephemeral = `apiVersion: v1
kind: Pod
metadata: {name: web}
spec:
  containers: [{name: web, image: "example/web:1", volumeMounts: [{name: data, mountPath: /data}]}]
  volumes: [{name: data, ephemeral: {volumeClaimTemplate: {${spec}}}}]
`;
    const prometheus = `apiVersion: monitoring.coreos.com/v1
kind: Prometheus
metadata: {name: main}
spec:
  storage:
    volumeClaimTemplate:
      ${spec}
`;
    expect(said(RULE, ephemeral)).toHaveLength(1);
    expect(foundBy(RULE, prometheus).map(({ location }) => placeOf(location))).toEqual(["7:32-7:36"]);
  });
});

describe("nothing is said of", () => {
  test.each([
    ["a class of the input", claim("fast") + storageClass("fast")],
    ["no class", claim("").replace("  storageClassName: \n", "")],
    ["an empty name, which asks for a volume made by hand", claim('""')],
    ["a placeholder", claim('"{{ class }}"')],
    ["a name that no class can have, which is refused as such", claim("Fast_Disk")],
    ["a name that is no text", claim("5")],
  ])("%s", (_, text) => {
    expect(said(RULE, text)).toEqual([]);
  });
  test("a class that the config knows", () => {
    const reading = readConfig(
      source("known: [{kind: StorageClass, name: fast, provisioner: nfs.csi.k8s.io}]\n"),
      RULES,
    );
    if (!("config" in reading)) throw new Error("the config has problems");
    expect(lint([source(claim("fast"))], { config: reading.config }).findings).toEqual([]);
  });
});
