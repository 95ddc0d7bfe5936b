// One row per provisioner, read from the manifests that its makers publish.
import { CLOUD_STORAGE_DRIVERS } from "./cloud-storage-drivers.ts";
import { LOCAL_STORAGE_DRIVERS } from "./local-storage-drivers.ts";
import { csi, MOUNT_IDS, other, SHARE_GROUP, WITH_FSTYPE } from "./storage-driver-row.ts";
import type { StorageDriver } from "./storage-drivers.ts";

const dead = (
  name: string,
  product: string,
  kind: StorageDriver["kind"],
  minor: number,
  successor?: string,
): StorageDriver =>
  other(
    {
      provisioner: `kubernetes.io/${name}`,
      product: `${product} (in-tree)`,
      kind,
      deadSince: { minor },
      ...(successor !== undefined && { successor }),
    },
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
  ...LOCAL_STORAGE_DRIVERS,
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
      migratedSince: { minor: 31 },
      readWriteMany: "given",
    },
    "libopenstorage/operator: drivers/storage/portworx/component/csi.go; the older chart portworx-daemonSet sets neither policy nor fstype; sharedv4 volumes are NFS shares",
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
    "piraeus-operator: pkg/resources/cluster/csi-controller/{csi-driver,csi-controller-deployment}.yaml; linstor-csi issues 91, 456; policy File since piraeus-operator pull request 1059, 2026-09; ReadWriteMany depends on its version",
  ),
  csi(
    {
      provisioner: "io.openebs.csi-mayastor",
      product: "OpenEBS Mayastor",
      kind: "block",
      defaultFsType: "ext4",
      verified: false,
    },
    "mayastor-extensions, 2024-10: chart/templates/mayastor/csi/csi-controller-deployment.yaml; UNVERIFIED: no CSIDriver object was found in the chart",
  ),
  csi(
    { provisioner: "csi.san.synology.com", product: "Synology", kind: "mixed", fsTypeKeys: ["fsType"] },
    "synology-csi, 2026-01: deploy/helm/templates/{csidriver,controller}.yaml, README.md",
  ),
  csi(
    {
      provisioner: "csi.trident.netapp.io",
      product: "NetApp Trident",
      kind: "mixed",
      fsGroupPolicy: WITH_FSTYPE,
      fsTypeKeys: ["fsType"],
    },
    "NetApp/trident, 2026-07: cli/k8s_client/yaml_factory.go, storage_drivers/{config.go,ontap/ontap_common.go}; exports of ONTAP NAS let everybody write unless unixPermissions says otherwise",
  ),
  csi(
    {
      provisioner: "csi.hpe.com",
      product: "HPE CSI driver",
      kind: "block",
      fileSystem: "xfs",
      ownershipParameters: ["fsOwner", "fsMode"],
      readWriteMany: "given",
    },
    "hpe-storage/co-deployments, 2026-08: helm/charts/hpe-csi-driver/templates/{csi-driver-crd,hpe-csi-controller}.yaml; hpe-storage/csi-driver: pkg/driver/constants.go; its NFS server provisioner gives ReadWriteMany",
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
    {
      provisioner: "org.democratic-csi.*",
      product: "democratic-csi",
      kind: "mixed",
      fsTypeKeys: ["fsType"],
      verified: false,
    },
    "democratic-csi/charts: stable/democratic-csi/{templates/driver.yaml,values.yaml,examples}; the examples set policy File for NFS, SMB and local volumes; UNVERIFIED: no --default-fstype was found in the chart",
  ),
  csi(
    {
      provisioner: "csi.proxmox.sinextra.dev",
      product: "Proxmox",
      kind: "block",
      defaultFsType: "ext4",
      readWriteMany: "given",
    },
    "sergelogvinov/proxmox-csi-plugin, 2026-06: the chart's values.yaml; whether it refuses ReadWriteMany was not read",
  ),
  csi(
    {
      provisioner: "driver.harvesterhci.io",
      product: "Harvester",
      kind: "block",
      fsGroupPolicy: WITH_FSTYPE,
      defaultFsType: "ext4",
      readWriteMany: "given",
    },
    "harvester-csi-driver, 2026-06: deploy/manifests/deployment.yaml; ReadWriteMany depends on the class of the host cluster",
  ),
  csi(
    {
      provisioner: "csi.kubevirt.io",
      product: "KubeVirt CSI driver",
      kind: "block",
      fsGroupPolicy: WITH_FSTYPE,
      defaultFsType: "ext4",
      readWriteMany: "given",
    },
    "kubevirt/csi-driver: deploy/tenant/base/deploy.yaml, deploy/controller-tenant/base/deploy.yaml; ReadWriteMany depends on the class of the host cluster",
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
  NFS_SUBDIR,
  { ...NFS_SUBDIR, provisioner: "cluster.local/*nfs-subdir-external-provisioner" },
  dead("glusterfs", "GlusterFS", "shared", 26),
  dead("rbd", "Ceph RBD", "block", 31, "rbd.csi.ceph.com"),
  dead("cephfs", "CephFS", "shared", 31, "cephfs.csi.ceph.com"),
  dead("quobyte", "Quobyte", "shared", 25),
  dead("scaleio", "ScaleIO", "block", 22),
  dead("storageos", "StorageOS", "block", 25),
  dead("flocker", "Flocker", "block", 25),
  dead("photon-pd", "Photon", "block", 16),
];
