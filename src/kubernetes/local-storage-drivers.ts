import { csi, other } from "./storage-driver-row.ts";
import type { StorageDriver } from "./storage-drivers.ts";

const TOPOLVM = csi(
  { provisioner: "topolvm.io", product: "TopoLVM", kind: "block", rootMode: "2777", boundTo: "node" },
  "topolvm, 2026-08: charts/topolvm/templates/controller/{csidriver,deployment}.yaml, internal/driver/{node,controller}.go; issues 152, 1074",
);

/** Drivers whose volumes lie on the disks of one node. */
export const LOCAL_STORAGE_DRIVERS: readonly StorageDriver[] = [
  csi(
    {
      provisioner: "local.csi.openebs.io",
      product: "OpenEBS LVM LocalPV",
      kind: "block",
      defaultFsType: "ext4",
      boundTo: "node",
      readWriteMany: "given",
    },
    "lvm-localpv, 2024-03: deploy/helm/charts/templates/{csidriver,lvm-controller}.yaml, docs/fs_group.md; parameter shared lets several pods of the node in",
  ),
  csi(
    {
      provisioner: "zfs.csi.openebs.io",
      product: "OpenEBS ZFS LocalPV",
      kind: "mixed",
      defaultFsType: "ext4",
      fsTypeKeys: ["fstype"],
      fsTypeChoice: "zfs for a dataset, or the file system of a disk",
      boundTo: "node",
    },
    "zfs-localpv, 2024-10: pkg/driver/controller.go, docs/storageclasses.md, deploy/helm/charts/templates/zfs-controller.yaml; fstype zfs makes a dataset, any other a formatted zvol",
  ),
  TOPOLVM,
  { ...TOPOLVM, provisioner: "topolvm.cybozu.com" },
  csi(
    { provisioner: "carina.storage.io", product: "Carina", kind: "block", boundTo: "node" },
    "carina, 2025-04: charts/templates/{csi-driver,csi-controller}.yaml, docs/manual/configrations.md",
  ),
  csi(
    {
      provisioner: "directpv-min-io",
      product: "DirectPV",
      kind: "block",
      fileSystem: "xfs",
      requiresFsType: "xfs",
      boundTo: "node",
    },
    "minio/directpv, 2026-03: pkg/csi/controller/server.go, resources/base/{CSIDriver,StorageClass}.yaml",
  ),
  csi(
    {
      provisioner: "kubevirt.io.hostpath-provisioner",
      product: "KubeVirt hostpath provisioner",
      kind: "local",
      fsGroupPolicy: "None",
      boundTo: "node",
      instead: "a directory on the node that belongs to the user or group of the pod",
    },
    "kubevirt/hostpath-provisioner: deploy/csi/csi-driver-hostpath-provisioner.yaml",
  ),
  csi(
    {
      provisioner: "hostpath.csi.k8s.io",
      product: "CSI hostpath driver",
      kind: "local",
      fsGroupPolicy: "File",
      boundTo: "node",
    },
    "csi-driver-host-path: deploy/kubernetes-1.34/hostpath/csi-hostpath-driverinfo.yaml",
  ),
  other(
    {
      provisioner: "rancher.io/local-path",
      product: "local-path provisioner",
      kind: "local",
      makes: "hostPath",
      rootMode: "0777",
      boundTo: "node",
      awaitsPod: "configuration error, no node was specified",
      readWriteMany: "refused",
    },
    "local-path-provisioner: provisioner.go, deploy/local-path-storage.yaml; a chart value or an annotation makes local volumes instead, and sharedFileSystemPath lifts both limits",
  ),
  other(
    {
      provisioner: "openebs.io/local",
      product: "OpenEBS LocalPV hostpath",
      kind: "local",
      makes: "local",
      rootMode: "0777",
      boundTo: "node",
      awaitsPod: "configuration error, no node was specified",
      readWriteMany: "refused",
    },
    "dynamic-localpv-provisioner: cmd/provisioner-localpv/app/provisioner{,_hostpath}.go, pkg/kubernetes/api/core/v1/persistentvolume/build.go",
  ),
  other(
    {
      provisioner: "kubernetes.io/no-provisioner",
      product: "local volumes",
      kind: "local",
      makes: "local",
      boundTo: "node",
      verified: false,
    },
    "UNVERIFIED, from the README of sig-storage-local-static-provisioner",
  ),
];
