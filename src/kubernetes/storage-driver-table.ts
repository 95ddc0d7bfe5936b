// One row per provisioner, read from the manifests that its makers publish.
import { CLOUD_STORAGE_DRIVERS } from "./cloud-storage-drivers.ts";
import { csi, MOUNT_IDS, other, SHARE_GROUP, WITH_FSTYPE } from "./storage-driver-row.ts";
import type { StorageDriver } from "./storage-drivers.ts";

const dead = (name: string, product: string, kind: StorageDriver["kind"], minor: number): StorageDriver =>
  other(
    { provisioner: `kubernetes.io/${name}`, product: `${product} (in-tree)`, kind, deadSince: { minor } },
    "kubernetes 1.36: pkg/api/pod/warnings.go",
  );

const CEPH = "ceph-csi, 2024-10: api/deploy/kubernetes/{rbd,cephfs,nfs}/csidriver.yaml";
const CEPH_RBD = csi(
  { provisioner: "rbd.csi.ceph.com", product: "Ceph RBD", kind: "block", fsGroupPolicy: "File", defaultFsType: "ext4" },
  `${CEPH}, deploy/rbd/kubernetes/csi-rbdplugin-provisioner.yaml; rook, 2026-08: deploy/examples/operator.yaml`,
);
const CEPH_FS = csi(
  { provisioner: "cephfs.csi.ceph.com", product: "CephFS", kind: "shared", fsGroupPolicy: "File" },
  `${CEPH}, charts/ceph-csi-cephfs/values.yaml`,
);
const CEPH_NFS = csi(
  { provisioner: "nfs.csi.ceph.com", product: "Ceph NFS", kind: "shared", fsGroupPolicy: "File" },
  CEPH,
);
/** Rook sets the namespace of its operator in front of the names of Ceph. */
const inRook = (driver: StorageDriver): StorageDriver => ({ ...driver, provisioner: `*.${driver.provisioner}` });

const DELL = "dell/helm-charts, 2026-07: charts/csi-*/{values.yaml,templates/controller.yaml}";
const dell = (name: string, product: string): StorageDriver =>
  csi(
    {
      provisioner: `csi-${name}.dellemc.com`,
      product: `Dell ${product}`,
      kind: "mixed",
      fsGroupPolicy: WITH_FSTYPE,
      defaultFsType: "ext4",
    },
    DELL,
  );

const TOPOLVM = csi(
  { provisioner: "topolvm.io", product: "TopoLVM", kind: "block", rootMode: "2777" },
  "topolvm, 2026-08: charts/topolvm/templates/controller/{csidriver,deployment}.yaml, internal/driver/node.go; issues 152, 1074",
);
const NFS_SUBDIR = other(
  {
    provisioner: "k8s-sigs.io/nfs-subdir-external-provisioner",
    product: "NFS subdir provisioner",
    kind: "shared",
    makes: "nfs",
    rootMode: "0777",
    instead: SHARE_GROUP,
  },
  "nfs-subdir-external-provisioner: cmd/nfs-subdir-external-provisioner/provisioner.go",
);

/** Every provisioner that is known. */
export const STORAGE_DRIVERS: readonly StorageDriver[] = [
  ...CLOUD_STORAGE_DRIVERS,
  CEPH_RBD,
  inRook(CEPH_RBD),
  CEPH_FS,
  inRook(CEPH_FS),
  CEPH_NFS,
  inRook(CEPH_NFS),
  csi(
    {
      provisioner: "csi.vsphere.vmware.com",
      product: "vSphere CSI",
      kind: "block",
      defaultFsType: "ext4",
      fsTypeKeys: ["fstype"],
      migratedFrom: "kubernetes.io/vsphere-volume",
      sharesMany: "root",
    },
    "vsphere-csi-driver, 2026-08: manifests/vanilla/vsphere-csi-driver.yaml, pkg/csi/service/common/constants.go; ReadWriteMany volumes are NFS shares",
  ),
  csi(
    {
      provisioner: "driver.longhorn.io",
      product: "Longhorn",
      kind: "block",
      defaultFsType: "ext4",
      fsTypeKeys: ["fsType"],
      sharesMany: "everybody",
    },
    "longhorn-manager, 2026-08: csi/deployment.go; longhorn: chart/templates/storageclass.yaml; longhorn-share-manager: pkg/server/share_manager.go gives the root of ReadWriteMany volumes mode 0777",
  ),
  csi(
    {
      provisioner: "pxd.portworx.com",
      product: "Portworx",
      kind: "block",
      fsGroupPolicy: "File",
      defaultFsType: "ext4",
      fsTypeKeys: ["fs"],
      migratedFrom: "kubernetes.io/portworx-volume",
    },
    "libopenstorage/operator: drivers/storage/portworx/component/csi.go; the older chart portworx-daemonSet sets neither policy nor fstype",
  ),
  csi(
    {
      provisioner: "linstor.csi.linbit.com",
      product: "LINSTOR",
      kind: "block",
      fsGroupPolicy: WITH_FSTYPE,
      defaultFsType: "ext4",
      sharesMany: "root",
    },
    "piraeus-operator: pkg/resources/cluster/csi-controller/{csi-driver,csi-controller-deployment}.yaml; linstor-csi issues 91, 456; policy File since piraeus-operator pull request 1059, 2026-09",
  ),
  csi(
    { provisioner: "local.csi.openebs.io", product: "OpenEBS LVM LocalPV", kind: "block", defaultFsType: "ext4" },
    "lvm-localpv, 2024-03: deploy/helm/charts/templates/{csidriver,lvm-controller}.yaml, docs/fs_group.md",
  ),
  csi(
    {
      provisioner: "zfs.csi.openebs.io",
      product: "OpenEBS ZFS LocalPV",
      kind: "mixed",
      defaultFsType: "ext4",
      fsTypeKeys: ["fstype"],
    },
    "zfs-localpv, 2024-10: pkg/driver/controller.go, docs/storageclasses.md, deploy/helm/charts/templates/zfs-controller.yaml; fstype zfs makes a dataset, any other a formatted zvol",
  ),
  csi(
    { provisioner: "io.openebs.csi-mayastor", product: "OpenEBS Mayastor", kind: "block", defaultFsType: "ext4" },
    "mayastor-extensions, 2024-10: chart/templates/mayastor/csi/csi-controller-deployment.yaml; UNVERIFIED: no CSIDriver object was found in the chart",
  ),
  TOPOLVM,
  { ...TOPOLVM, provisioner: "topolvm.cybozu.com" },
  csi(
    { provisioner: "carina.storage.io", product: "Carina", kind: "block" },
    "carina, 2025-04: charts/templates/{csi-driver,csi-controller}.yaml, docs/manual/configrations.md",
  ),
  csi(
    { provisioner: "directpv-min-io", product: "DirectPV", kind: "block", fileSystem: "xfs", requiresFsType: "xfs" },
    "minio/directpv, 2026-03: pkg/csi/controller/server.go, resources/base/{CSIDriver,StorageClass}.yaml",
  ),
  csi(
    { provisioner: "csi.san.synology.com", product: "Synology", kind: "mixed" },
    "synology-csi, 2026-01: deploy/helm/templates/{csidriver,controller}.yaml, README.md",
  ),
  csi(
    { provisioner: "csi.trident.netapp.io", product: "NetApp Trident", kind: "mixed", fsGroupPolicy: WITH_FSTYPE },
    "NetApp/trident, 2026-07: cli/k8s_client/yaml_factory.go, storage_drivers/{config.go,ontap/ontap_common.go}; exports of ONTAP NAS let everybody write unless unixPermissions says otherwise",
  ),
  csi(
    {
      provisioner: "csi.hpe.com",
      product: "HPE CSI driver",
      kind: "block",
      fileSystem: "xfs",
      ownershipParameters: ["fsOwner", "fsMode"],
    },
    "hpe-storage/co-deployments, 2026-08: helm/charts/hpe-csi-driver/templates/{csi-driver-crd,hpe-csi-controller}.yaml; hpe-storage/csi-driver: pkg/driver/constants.go",
  ),
  dell("powerstore", "PowerStore"),
  dell("powermax", "PowerMax"),
  dell("unity", "Unity"),
  dell("vxflexos", "PowerFlex"),
  csi(
    {
      provisioner: "csi-isilon.dellemc.com",
      product: "Dell PowerScale",
      kind: "shared",
      fsGroupPolicy: WITH_FSTYPE,
      instead: SHARE_GROUP,
    },
    "dell/helm-charts, 2026-07: charts/csi-isilon/values.yaml",
  ),
  csi(
    { provisioner: "org.democratic-csi.*", product: "democratic-csi", kind: "mixed" },
    "democratic-csi/charts: stable/democratic-csi/{templates/driver.yaml,values.yaml,examples}; the examples set policy File for NFS, SMB and local volumes",
  ),
  csi(
    { provisioner: "csi.proxmox.sinextra.dev", product: "Proxmox", kind: "block", defaultFsType: "ext4" },
    "sergelogvinov/proxmox-csi-plugin, 2026-06: the chart's values.yaml",
  ),
  csi(
    {
      provisioner: "driver.harvesterhci.io",
      product: "Harvester",
      kind: "block",
      fsGroupPolicy: WITH_FSTYPE,
      defaultFsType: "ext4",
    },
    "harvester-csi-driver, 2026-06: deploy/manifests/deployment.yaml",
  ),
  csi(
    {
      provisioner: "csi.kubevirt.io",
      product: "KubeVirt CSI driver",
      kind: "block",
      fsGroupPolicy: WITH_FSTYPE,
      defaultFsType: "ext4",
    },
    "kubevirt/csi-driver: deploy/tenant/base/deploy.yaml, deploy/controller-tenant/base/deploy.yaml",
  ),
  csi(
    {
      provisioner: "nfs.csi.k8s.io",
      product: "NFS CSI driver",
      kind: "shared",
      fsGroupPolicy: "File",
      ownershipParameters: ["mountPermissions"],
    },
    "csi-driver-nfs, 2026-08: deploy/csi-nfs-driverinfo.yaml, charts/latest/csi-driver-nfs/values.yaml, docs/driver-parameters.md; the chart of v3 leaves the policy out",
  ),
  csi(
    {
      provisioner: "smb.csi.k8s.io",
      product: "SMB CSI driver",
      kind: "shared",
      delegatesGroup: true,
      ownerFromMount: true,
      instead: "mountOptions uid=, gid= and dir_mode= of the StorageClass",
    },
    "csi-driver-smb, 2026-08: deploy/csi-smb-driver.yaml, pkg/smb/smb.go",
  ),
  csi(
    { provisioner: "csi.juicefs.com", product: "JuiceFS", kind: "shared", instead: SHARE_GROUP },
    "juicefs-csi-driver, 2026-08: deploy/kubernetes/base/resources.yaml, docs/en/administration/going-production.md",
  ),
  csi(
    {
      provisioner: "seaweedfs-csi-driver",
      product: "SeaweedFS",
      kind: "shared",
      instead: MOUNT_IDS,
      insteadByHand: "mountOptions uid= and gid= of the PersistentVolume",
    },
    "seaweedfs-csi-driver, 2026-08: the chart's csidriver.yaml and deployment.yaml",
  ),
  csi(
    { provisioner: "ru.yandex.s3.csi", product: "S3 through GeeseFS", kind: "shared", fsGroupPolicy: "File" },
    "k8s-csi-s3, 2026-05: deploy/helm/csi-s3/templates/driver.yaml; deploy/kubernetes/driver.yaml leaves the policy out",
  ),
  csi(
    {
      provisioner: "kubevirt.io.hostpath-provisioner",
      product: "KubeVirt hostpath provisioner",
      kind: "local",
      fsGroupPolicy: "None",
      instead: "a directory on the node that belongs to the user or group of the pod",
    },
    "kubevirt/hostpath-provisioner: deploy/csi/csi-driver-hostpath-provisioner.yaml",
  ),
  csi(
    { provisioner: "hostpath.csi.k8s.io", product: "CSI hostpath driver", kind: "local", fsGroupPolicy: "File" },
    "csi-driver-host-path: deploy/kubernetes-1.34/hostpath/csi-hostpath-driverinfo.yaml",
  ),
  other(
    {
      provisioner: "rancher.io/local-path",
      product: "local-path provisioner",
      kind: "local",
      makes: "hostPath",
      rootMode: "0777",
    },
    "local-path-provisioner: provisioner.go, deploy/local-path-storage.yaml; a chart value or an annotation makes local volumes instead",
  ),
  other(
    {
      provisioner: "openebs.io/local",
      product: "OpenEBS LocalPV hostpath",
      kind: "local",
      makes: "local",
      rootMode: "0777",
    },
    "dynamic-localpv-provisioner: cmd/provisioner-localpv/app/provisioner_hostpath.go, pkg/kubernetes/api/core/v1/persistentvolume/build.go",
  ),
  NFS_SUBDIR,
  { ...NFS_SUBDIR, provisioner: "cluster.local/*nfs-subdir-external-provisioner" },
  other(
    { provisioner: "kubernetes.io/no-provisioner", product: "local volumes", kind: "local", makes: "local" },
    "UNVERIFIED, from the README of sig-storage-local-static-provisioner",
  ),
  dead("glusterfs", "GlusterFS", "shared", 26),
  dead("rbd", "Ceph RBD", "block", 31),
  dead("cephfs", "CephFS", "shared", 31),
  dead("quobyte", "Quobyte", "shared", 25),
  dead("scaleio", "ScaleIO", "block", 22),
  dead("storageos", "StorageOS", "block", 25),
];
