import { expect, test } from "vitest";
import { lint, readSource } from "../../src/index.ts";
import { foundBy, placeOf } from "./found.ts";
import { said } from "./said.ts";
import { storageClass } from "./storage-class.ts";

const RULE = "storage-class-provisioner-removed";

test("a provisioner that is gone is an error, with the driver that took its place", () => {
  const [finding] = foundBy(RULE, storageClass("kubernetes.io/rbd"), 31);
  expect(finding).toMatchObject({
    severity: "error",
    confidence: "certain",
    message: 'StorageClass "disks" asks "kubernetes.io/rbd" for its volumes, which Kubernetes 1.31 removed',
    help: "create a class of rbd.csi.ceph.com, and move the data to its volumes",
    then: "every claim of the class stays Pending (ProvisioningFailed: no volume plugin matched name: kubernetes.io/rbd)",
  });
  expect(finding && placeOf(finding.location)).toBe("4:14-4:31");
});

test("before its last version it is advice", () => {
  const text = storageClass("kubernetes.io/rbd");
  expect(foundBy(RULE, text, 30)[0]).toMatchObject({
    severity: "info",
    message: 'StorageClass "disks" asks "kubernetes.io/rbd" for its volumes, which Kubernetes 1.31 removes',
  });
  const source = readSource("t.yaml", new TextEncoder().encode(text));
  expect(lint([source], { kubernetes: { minor: 30 } }).findings).toEqual([]);
});

test.each([
  ["glusterfs", 26],
  ["cephfs", 31],
  ["quobyte", 25],
  ["scaleio", 22],
  ["storageos", 25],
  ["flocker", 25],
  ["photon-pd", 16],
])("kubernetes.io/%s is gone since 1.%i", (name, minor) => {
  const severity = (version: number) => foundBy(RULE, storageClass(`kubernetes.io/${name}`), version)[0]?.severity;
  expect(severity(Math.max(minor, 25))).toBe("error");
  if (minor > 25) expect(severity(minor - 1)).toBe("info");
});

test.each([
  ["kubernetes.io/aws-ebs", "ebs.csi.aws.com"],
  ["kubernetes.io/gce-pd", "pd.csi.storage.gke.io"],
  ["kubernetes.io/azure-disk", "disk.csi.azure.com"],
  ["kubernetes.io/azure-file", "file.csi.azure.com"],
  ["kubernetes.io/cinder", "cinder.csi.openstack.org"],
  ["kubernetes.io/vsphere-volume", "csi.vsphere.vmware.com"],
  ["kubernetes.io/portworx-volume", "pxd.portworx.com"],
])("%s is handed to %s, which is advice", (inTree, driver) => {
  expect(said(RULE, storageClass(inTree))).toEqual([
    `info 4:14-${14 + inTree.length} StorageClass "disks" asks "${inTree}" for its volumes, a name that Kubernetes translates for the driver "${driver}"`,
  ]);
});

test("Portworx is translated from 1.31 on", () => {
  expect(said(RULE, storageClass("kubernetes.io/portworx-volume"), 30)).toEqual([]);
  expect(said(RULE, storageClass("kubernetes.io/portworx-volume"), 31)).toHaveLength(1);
});

test.each(["rbd.csi.ceph.com", "ceph.com/rbd", "kubernetes.io/no-provisioner", "kubernetes.io/host-path", '""', "[a]"])(
  "of %s nothing is said",
  (provisioner) => {
    expect(said(RULE, storageClass(provisioner))).toEqual([]);
  },
);
