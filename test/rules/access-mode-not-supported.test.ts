import { describe, expect, test } from "vitest";
import { lint, RULES, readConfig, readSource } from "../../src/index.ts";
import { foundBy, placeOf, relatedOf } from "./found.ts";
import { said } from "./said.ts";
import { storageClass } from "./storage-class.ts";

const RULE = "access-mode-not-supported";
const source = (text: string) => readSource("t.yaml", new TextEncoder().encode(text));
const claim = (modes: string, extra = "") =>
  `apiVersion: v1\nkind: PersistentVolumeClaim\nmetadata: {name: shared}\nspec: {storageClassName: disks, accessModes: ${modes}, resources: {requests: {storage: 1Gi}}${extra}}\n---\n`;
const MANY = claim("[ReadWriteMany]");

describe("ReadWriteMany from a disk", () => {
  test("is likely refused: the claim is shown, and its class", () => {
    const [finding, ...others] = foundBy(RULE, MANY + storageClass("ebs.csi.aws.com"));
    expect(others).toEqual([]);
    expect(finding).toMatchObject({
      severity: "warning",
      confidence: "likely",
      message:
        'PersistentVolumeClaim/shared asks for ReadWriteMany, but "ebs.csi.aws.com" gives a volume with a file system to one node only',
      help: "ask for ReadWriteOnce, or name a class of a shared file system",
    });
    expect(finding && placeOf(finding.location)).toBe("4:47-4:60");
    expect(finding && relatedOf(finding)).toEqual(["9:14-9:29 its class names the driver here"]);
  });
  test("is seen in a claim template and in an ephemeral volume", () => {
    const spec = "spec: {storageClassName: disks, accessModes: [ReadWriteMany]}";
    const template = `apiVersion: apps/v1\nkind: StatefulSet\nmetadata: {name: db}\nspec:\n  template: {spec: {containers: [{name: a}]}}\n  volumeClaimTemplates:\n    - metadata: {name: data}\n      ${spec}\n---\n`;
    const ephemeral = `apiVersion: v1\nkind: Pod\nmetadata: {name: web}\nspec:\n  containers: [{name: a}]\n  volumes:\n    - name: tmp\n      ephemeral:\n        volumeClaimTemplate: {${spec}}\n---\n`;
    const subjects = foundBy(RULE, template + ephemeral + storageClass("topolvm.io")).map(({ message }) =>
      message.replace(/ asks .*/, ""),
    );
    expect(subjects).toEqual(['volume claim template "data" of StatefulSet/db', 'volume "tmp" of Pod/web']);
  });
  test("is seen in what an operator makes a claim of", () => {
    const prometheus = `apiVersion: monitoring.coreos.com/v1\nkind: Prometheus\nmetadata: {name: main}\nspec:\n  storage:\n    volumeClaimTemplate:\n      spec: {storageClassName: disks, accessModes: [ReadWriteMany], resources: {requests: {storage: 1Gi}}}\n---\n`;
    expect(
      foundBy(RULE, prometheus + storageClass("ebs.csi.aws.com")).map(({ location }) => location.start.line),
    ).toEqual([7]);
  });
  test.each([
    ["kubernetes.io/aws-ebs", storageClass("kubernetes.io/aws-ebs")],
    ["rook-ceph.rbd.csi.ceph.com", storageClass("rook-ceph.rbd.csi.ceph.com")],
  ])("names the provisioner as the class has it: %s", (provisioner, text) => {
    expect(foundBy(RULE, MANY + text)[0]?.message).toContain(`but "${provisioner}" gives`);
  });
  test("is told once, however many pods mount the claim", () => {
    const pod = (name: string) =>
      `apiVersion: v1\nkind: Pod\nmetadata: {name: ${name}}\nspec: {containers: [{name: a}], volumes: [{name: v, persistentVolumeClaim: {claimName: shared}}]}\n---\n`;
    expect(said(RULE, pod("a") + pod("b") + MANY + storageClass("ebs.csi.aws.com"))).toHaveLength(1);
  });
  test("beside other modes counts", () => {
    expect(said(RULE, claim("[ReadWriteOnce, ReadWriteMany]") + storageClass("ebs.csi.aws.com"))).toHaveLength(1);
  });
  test("is followed to a class that the config knows", () => {
    const reading = readConfig(
      source("known: [{kind: StorageClass, name: disks, provisioner: rbd.csi.ceph.com}]\n"),
      RULES,
    );
    if (!("config" in reading)) throw new Error("the config has problems");
    const { findings } = lint([source(MANY)], { config: reading.config });
    expect(findings.filter(({ rule }) => rule === RULE)).toHaveLength(1);
    expect(lint([source(MANY)]).findings.map(({ rule }) => rule)).toEqual(["storage-class-not-found"]);
  });
  test.each([
    "kubernetes.io/aws-ebs",
    "pd.csi.storage.gke.io",
    "disk.csi.azure.com",
    "rook-ceph.rbd.csi.ceph.com",
    "csi.hetzner.cloud",
    "csi.scaleway.com",
    "linodebs.csi.linode.com",
    "rancher.io/local-path",
    "openebs.io/local",
  ])("is refused by %s", (provisioner) => {
    expect(said(RULE, MANY + storageClass(provisioner))).toHaveLength(1);
  });
});

describe("nothing is said", () => {
  test.each([
    "efs.csi.aws.com",
    "cephfs.csi.ceph.com",
    "nfs.csi.k8s.io",
    "driver.longhorn.io",
    "csi.vsphere.vmware.com",
    "cinder.csi.openstack.org",
    "pxd.portworx.com",
    "csi.trident.netapp.io",
    "csi-powerstore.dellemc.com",
    "hostpath.csi.k8s.io",
    "disks.example.com",
  ])("of a class of %s", (provisioner) => {
    expect(said(RULE, MANY + storageClass(provisioner))).toEqual([]);
  });
  test.each([
    ["raw devices", claim("[ReadWriteMany]", ", volumeMode: Block")],
    ["a single node", claim("[ReadWriteOnce]")],
    ["many readers", claim("[ReadOnlyMany]")],
    ["a class elsewhere", MANY.replace("disks", "others")],
    ["no class", claim("[ReadWriteMany]").replace("storageClassName: disks, ", 'storageClassName: "", ')],
    ["modes that are no list", claim("ReadWriteMany")],
    ["modes that are no texts", claim("[{a: b}, 5]")],
  ])("of %s", (_, text) => {
    expect(said(RULE, text + storageClass("ebs.csi.aws.com"))).toEqual([]);
  });
  test("of a claim that a person's volume serves", () => {
    const volume =
      "apiVersion: v1\nkind: PersistentVolume\nmetadata: {name: made}\nspec: {csi: {driver: ebs.csi.aws.com, volumeHandle: v}, accessModes: [ReadWriteMany]}\n---\n";
    const text = claim("[ReadWriteMany]", ", volumeName: made");
    expect(said(RULE, volume + text + storageClass("ebs.csi.aws.com"))).toEqual([]);
  });
});
