import { csi, MOUNT_IDS, SHARE_GROUP, WITH_FSTYPE } from "./storage-driver-row.ts";
import type { StorageDriver } from "./storage-drivers.ts";

const ALIBABA = "alibaba-cloud-csi-driver, 2026-08: deploy/charts: controller.yaml, csi-driver.yaml";

/** Drivers of the public clouds. */
export const CLOUD_STORAGE_DRIVERS: readonly StorageDriver[] = [
  csi(
    {
      provisioner: "ebs.csi.aws.com",
      product: "Amazon EBS",
      kind: "block",
      fsGroupPolicy: "File",
      defaultFsType: "ext4",
      migratedFrom: "kubernetes.io/aws-ebs",
      boundTo: "zone",
    },
    "aws-ebs-csi-driver, 2026-08: deploy/kubernetes/base/{csidriver,controller}.yaml, docs/parameters.md; the chart's useOldCSIDriver leaves the policy out",
  ),
  csi(
    {
      provisioner: "efs.csi.aws.com",
      product: "Amazon EFS",
      kind: "shared",
      ownershipParameters: ["uid", "gid", "gidRangeStart"],
      squashes: true,
      instead: "parameters uid and gid of the StorageClass, which its access points enforce",
      insteadByHand: "an access point with that user and group in volumeHandle (FILE-SYSTEM::ACCESS-POINT)",
    },
    "aws-efs-csi-driver, 2026-07: deploy/kubernetes/base/csidriver.yaml, the chart's csidriver.yaml, docs/README.md; directoryPerms is a mode for the owner that the access point has anyway",
  ),
  csi(
    {
      provisioner: "fsx.csi.aws.com",
      product: "Amazon FSx for Lustre",
      kind: "shared",
      fsGroupPolicy: WITH_FSTYPE,
      instead: SHARE_GROUP,
    },
    "aws-fsx-csi-driver, 2026-04: deploy/kubernetes/base/csidriver.yaml, the chart's values.yaml",
  ),
  csi(
    {
      provisioner: "s3.csi.aws.com",
      product: "Mountpoint for Amazon S3",
      kind: "shared",
      delegatesGroup: true,
      ownerFromMount: true,
      instead: "mountOptions uid=, gid= and allow-other of the PersistentVolume",
    },
    "mountpoint-s3-csi-driver: the chart's csidriver.yaml, pkg/driver/node/node.go",
  ),
  csi(
    {
      provisioner: "pd.csi.storage.gke.io",
      product: "Google Persistent Disk",
      kind: "block",
      defaultFsType: "ext4",
      migratedFrom: "kubernetes.io/gce-pd",
      boundTo: "zone",
      spansZones: { keys: ["replication-type"], value: /^regional-pd$/ },
    },
    "gcp-compute-persistent-disk-csi-driver, 2026-08: deploy/kubernetes/base/controller/{v1_csidriver,controller}.yaml",
  ),
  csi(
    { provisioner: "filestore.csi.storage.gke.io", product: "Google Filestore", kind: "shared", fsGroupPolicy: "File" },
    "gcp-filestore-csi-driver, 2026-06: deploy/kubernetes/overlays/stable-master/fsgrouppolicy.yaml; the base manifest leaves the policy out",
  ),
  csi(
    {
      provisioner: "gcsfuse.csi.storage.gke.io",
      product: "Cloud Storage FUSE",
      kind: "shared",
      fsGroupPolicy: "None",
      delegatesGroup: true,
      ownerFromMount: true,
      instead: "mountOptions uid= and gid= of the PersistentVolume",
    },
    "gcs-fuse-csi-driver: deploy/base/setup/csi_driver.yaml, pkg/csi_driver/gcs_fuse_driver.go",
  ),
  csi(
    {
      provisioner: "disk.csi.azure.com",
      product: "Azure Disk",
      kind: "block",
      fsGroupPolicy: "File",
      fsTypeKeys: ["fsType"],
      migratedFrom: "kubernetes.io/azure-disk",
      boundTo: "zone",
      spansZones: { keys: ["skuName", "storageAccountType"], value: /_ZRS$/i },
    },
    "azuredisk-csi-driver, 2026-08: deploy/csi-azuredisk-{driver,controller}.yaml, docs/driver-parameters.md",
  ),
  csi(
    {
      provisioner: "file.csi.azure.com",
      product: "Azure Files",
      kind: "shared",
      fsGroupPolicy: WITH_FSTYPE,
      delegatesGroup: true,
      fsTypeKeys: ["fsType"],
      migratedFrom: "kubernetes.io/azure-file",
      ownerFromMount: true,
      instead: "mountOptions uid=, gid= and dir_mode= of the StorageClass",
    },
    "azurefile-csi-driver, 2026-08: deploy/csi-azurefile-driver.yaml, pkg/azurefile/{azurefile,nodeserver}.go; NFS shares have owners of their own",
  ),
  csi(
    {
      provisioner: "blob.csi.azure.com",
      product: "Azure Blob storage",
      kind: "shared",
      fsGroupPolicy: WITH_FSTYPE,
      delegatesGroup: true,
      ownerFromMount: true,
      instead: MOUNT_IDS,
    },
    "blob-csi-driver, 2026-08: deploy/csi-blob-driver.yaml, pkg/blob/blob.go; NFSv3 containers have owners of their own",
  ),
  csi(
    {
      provisioner: "cinder.csi.openstack.org",
      product: "OpenStack Cinder",
      kind: "block",
      defaultFsType: "ext4",
      migratedFrom: "kubernetes.io/cinder",
      boundTo: "zone",
      readWriteMany: "given",
    },
    "cloud-provider-openstack, 2026-07: manifests/cinder-csi-plugin/{csi-cinder-driver,cinder-csi-controllerplugin}.yaml, docs/cinder-csi-plugin/{sidecarcompatibility,features}.md; volume types with multiattach give ReadWriteMany (issue 1315)",
  ),
  csi(
    {
      provisioner: "*.manila.csi.openstack.org",
      product: "OpenStack Manila",
      kind: "shared",
      fsGroupPolicy: "None",
      instead: SHARE_GROUP,
    },
    "cloud-provider-openstack, 2026-07: charts/manila-csi-plugin/{values.yaml,templates/csidriver.yaml}",
  ),
  csi(
    {
      provisioner: "blockvolume.csi.oraclecloud.com",
      product: "Oracle Block Volume",
      kind: "block",
      fsGroupPolicy: "File",
      boundTo: "zone",
    },
    "oci-cloud-controller-manager, 2026-06: manifests/container-storage-interface/oci-csi-node-driver.yaml, pkg/csi/driver/bv_controller.go",
  ),
  csi(
    { provisioner: "fss.csi.oraclecloud.com", product: "Oracle File Storage", kind: "shared", instead: SHARE_GROUP },
    "oci-cloud-controller-manager, 2026-06: csi/templates/oci-csi-node-driver.yaml",
  ),
  csi(
    {
      provisioner: "diskplugin.csi.alibabacloud.com",
      product: "Alibaba Cloud disk",
      kind: "block",
      defaultFsType: "ext4",
      boundTo: "zone",
      spansZones: { keys: ["type"], value: /regional/ },
      readWriteMany: "given",
    },
    `${ALIBABA}; regional types span zones, multiAttach lets several nodes in`,
  ),
  csi(
    {
      provisioner: "nasplugin.csi.alibabacloud.com",
      product: "Alibaba Cloud NAS",
      kind: "shared",
      defaultFsType: "nfs",
    },
    ALIBABA,
  ),
  csi(
    {
      provisioner: "ossplugin.csi.alibabacloud.com",
      product: "Alibaba Cloud OSS",
      kind: "shared",
      defaultFsType: "ossfs",
    },
    ALIBABA,
  ),
  csi(
    {
      provisioner: "evs.csi.huaweicloud.com",
      product: "Huawei Cloud EVS",
      kind: "block",
      defaultFsType: "ext4",
      boundTo: "zone",
      readWriteMany: "given",
    },
    "huaweicloud-csi-driver, 2026-01: deploy/evs-csi-plugin/kubernetes/csi-evs-controller.yaml; whether it refuses ReadWriteMany was not read",
  ),
  csi(
    { provisioner: "vpc.block.csi.ibm.io", product: "IBM VPC Block Storage", kind: "block", boundTo: "zone" },
    "ibm-vpc-block-csi-driver, 2026-01: deploy/kubernetes/driver/kubernetes/manifests/{csidriver,controller-server}.yaml, pkg/ibmcsidriver/node.go",
  ),
  csi(
    { provisioner: "powervs.csi.ibm.com", product: "IBM Power VS Block Storage", kind: "block" },
    "ibm-powervs-block-csi-driver, 2026-08: deploy/kubernetes/base/{csidriver,controller}.yaml, pkg/driver/node.go",
  ),
  csi(
    { provisioner: "dobs.csi.digitalocean.com", product: "DigitalOcean Volumes", kind: "block", defaultFsType: "ext4" },
    "csi-digitalocean, 2026-01: deploy/kubernetes/releases/csi-digitalocean-dev/driver.yaml",
  ),
  csi(
    {
      provisioner: "csi.hetzner.cloud",
      product: "Hetzner Cloud Volumes",
      kind: "block",
      fsGroupPolicy: "File",
      defaultFsType: "ext4",
      boundTo: "zone",
    },
    "hetznercloud/csi-driver, 2026-08: chart/templates/core/csidriver.yaml, chart/.snapshots/default.yaml",
  ),
  csi(
    { provisioner: "linodebs.csi.linode.com", product: "Linode Block Storage", kind: "block", defaultFsType: "ext4" },
    "linode-blockstorage-csi-driver, 2026-07: deploy/kubernetes/base/{csi-driver-instance,ss-csi-linode-controller}.yaml",
  ),
  csi(
    { provisioner: "block.csi.vultr.com", product: "Vultr Block Storage", kind: "block", defaultFsType: "ext4" },
    "vultr-csi, 2026-03: docs/releases/latest.yml",
  ),
  csi(
    { provisioner: "csi.civo.com", product: "Civo Volumes", kind: "block", defaultFsType: "ext4" },
    "civo-csi, 2026-07: deploy/kubernetes/{02_csi_driver,04_controller}.yaml",
  ),
  csi(
    { provisioner: "csi.exoscale.com", product: "Exoscale Block Storage", kind: "block", defaultFsType: "ext4" },
    "exoscale-csi-driver, 2026-07: deployment/latest/csi-driver.yaml, deployment/*/controller.yaml",
  ),
  csi(
    { provisioner: "csi.cloudscale.ch", product: "cloudscale.ch volumes", kind: "block", defaultFsType: "ext4" },
    "csi-cloudscale, 2026-06: charts/csi-cloudscale/templates/{csi_driver,statefulset}.yaml",
  ),
  csi(
    {
      provisioner: "csi.scaleway.com",
      product: "Scaleway Block Storage",
      kind: "block",
      defaultFsType: "ext4",
      boundTo: "zone",
    },
    "scaleway/helm-charts: charts/scaleway-csi/{templates/csidriver.yaml,templates/controller/deployment.yaml,values.yaml}",
  ),
  csi(
    { provisioner: "storage.csi.upcloud.com", product: "UpCloud Storage", kind: "block", fsGroupPolicy: "File" },
    "upcloud-csi: deploy/kubernetes/setup-upcloud-csi.yaml",
  ),
];
