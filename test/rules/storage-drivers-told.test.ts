import { expect, test } from "vitest";
import { STORAGE_DRIVERS } from "../../src/kubernetes/storage-driver-table.ts";
import { probe } from "./probed-driver.ts";

/** What a class of each provisioner is told, with a pod of its own user, a claim of many writers and no mode of binding. */
const TOLD: readonly (readonly [provisioner: string, told: string])[] = [
  ["ebs.csi.aws.com", "bound (warning), old key (info), one node (warning), root's (warning)"],
  ["efs.csi.aws.com", "root's (warning)"],
  ["fsx.csi.aws.com", "root's (warning)"],
  ["s3.csi.aws.com", ""],
  [
    "pd.csi.storage.gke.io",
    "bound (warning), no fstype (warning), old key (info), one node (warning), root's (warning)",
  ],
  ["filestore.csi.storage.gke.io", "root's (warning)"],
  ["gcsfuse.csi.storage.gke.io", ""],
  ["disk.csi.azure.com", "bound (warning), one node (warning), root's (warning)"],
  ["file.csi.azure.com", ""],
  ["blob.csi.azure.com", ""],
  ["cinder.csi.openstack.org", "bound (warning), no fstype (warning), old key (info), root's (warning)"],
  ["*.manila.csi.openstack.org", "root's (warning)"],
  ["blockvolume.csi.oraclecloud.com", "bound (warning), old key (info), one node (warning), root's (warning)"],
  ["fss.csi.oraclecloud.com", "root's (warning)"],
  ["diskplugin.csi.alibabacloud.com", "bound (warning), no fstype (warning), old key (info), root's (warning)"],
  ["nasplugin.csi.alibabacloud.com", "root's (warning)"],
  ["ossplugin.csi.alibabacloud.com", "root's (warning)"],
  ["evs.csi.huaweicloud.com", "bound (warning), no fstype (warning), old key (info), root's (warning)"],
  [
    "vpc.block.csi.ibm.io",
    "bound (warning), no fstype (warning), old key (info), one node (warning), root's (warning)",
  ],
  ["powervs.csi.ibm.com", "no fstype (warning), old key (info), one node (warning), root's (warning)"],
  ["dobs.csi.digitalocean.com", "no fstype (warning), old key (info), one node (warning), root's (warning)"],
  ["csi.hetzner.cloud", "bound (warning), old key (info), one node (warning), root's (warning)"],
  ["linodebs.csi.linode.com", "no fstype (warning), old key (info), one node (warning), root's (warning)"],
  ["block.csi.vultr.com", "no fstype (warning), old key (info), one node (warning), root's (warning)"],
  ["csi.civo.com", "no fstype (warning), old key (info), one node (warning), root's (warning)"],
  ["csi.exoscale.com", "no fstype (warning), old key (info), one node (warning), root's (warning)"],
  ["csi.cloudscale.ch", "no fstype (warning), old key (info), one node (warning), root's (warning)"],
  ["csi.scaleway.com", "bound (warning), no fstype (warning), old key (info), one node (warning), root's (warning)"],
  ["storage.csi.upcloud.com", "old key (info), one node (warning), root's (warning)"],
  ["local.csi.openebs.io", "bound (warning), no fstype (warning), old key (info), root's (warning)"],
  ["zfs.csi.openebs.io", "bound (warning), no fstype (info), root's (warning)"],
  ["topolvm.io", "bound (warning), no fstype (info), old key (info), one node (warning)"],
  ["topolvm.cybozu.com", "bound (warning), no fstype (info), old key (info), one node (warning)"],
  ["carina.storage.io", "bound (warning), no fstype (warning), old key (info), one node (warning), root's (warning)"],
  ["directpv-min-io", "bound (warning), no fstype (error), old key (info), one node (warning), root's (warning)"],
  ["kubevirt.io.hostpath-provisioner", "bound (warning), root's (warning)"],
  ["hostpath.csi.k8s.io", "bound (warning), root's (warning)"],
  ["rancher.io/local-path", "bound (warning), one node (warning)"],
  ["openebs.io/local", "bound (warning), one node (warning)"],
  ["kubernetes.io/no-provisioner", "bound (warning), root's (warning)"],
  ["rbd.csi.ceph.com", "old key (info), one node (warning), root's (warning)"],
  ["*.rbd.csi.ceph.com", "old key (info), one node (warning), root's (warning)"],
  ["cephfs.csi.ceph.com", "root's (warning)"],
  ["*.cephfs.csi.ceph.com", "root's (warning)"],
  ["nfs.csi.ceph.com", "root's (warning)"],
  ["*.nfs.csi.ceph.com", "root's (warning)"],
  ["csi.vsphere.vmware.com", "no fstype (warning), root's (warning)"],
  ["driver.longhorn.io", "no fstype (warning), root's (warning)"],
  ["pxd.portworx.com", "old key (info), root's (warning)"],
  ["linstor.csi.linbit.com", "no fstype (warning), old key (info), root's (warning)"],
  ["io.openebs.csi-mayastor", "no fstype (warning), old key (info), one node (warning), root's (warning)"],
  ["csi.san.synology.com", "no fstype (info), root's (warning)"],
  ["csi.trident.netapp.io", "no fstype (info), root's (warning)"],
  ["csi.hpe.com", "no fstype (warning), old key (info), root's (warning)"],
  ["csi-powerstore.dellemc.com", "no fstype (info), old key (info), root's (warning)"],
  ["csi-powermax.dellemc.com", "no fstype (info), old key (info), root's (warning)"],
  ["csi-unity.dellemc.com", "no fstype (info), old key (info), root's (warning)"],
  ["csi-vxflexos.dellemc.com", "no fstype (info), old key (info), root's (warning)"],
  ["csi-isilon.dellemc.com", "root's (warning)"],
  ["org.democratic-csi.*", "no fstype (info), root's (warning)"],
  ["csi.proxmox.sinextra.dev", "no fstype (warning), old key (info), root's (warning)"],
  ["driver.harvesterhci.io", "no fstype (warning), old key (info), root's (warning)"],
  ["csi.kubevirt.io", "no fstype (warning), old key (info), root's (warning)"],
  ["nfs.csi.k8s.io", "root's (warning)"],
  ["smb.csi.k8s.io", ""],
  ["csi.juicefs.com", "root's (warning)"],
  ["seaweedfs-csi-driver", "root's (warning)"],
  ["ru.yandex.s3.csi", "root's (warning)"],
  ["k8s-sigs.io/nfs-subdir-external-provisioner", ""],
  ["cluster.local/*nfs-subdir-external-provisioner", ""],
  ["kubernetes.io/glusterfs", "gone (error)"],
  ["kubernetes.io/rbd", "gone (error)"],
  ["kubernetes.io/cephfs", "gone (error)"],
  ["kubernetes.io/quobyte", "gone (error)"],
  ["kubernetes.io/scaleio", "gone (error)"],
  ["kubernetes.io/storageos", "gone (error)"],
  ["kubernetes.io/flocker", "gone (error)"],
  ["kubernetes.io/photon-pd", "gone (error)"],
];

test.each(TOLD)("%s: %s", (provisioner, told) => {
  expect(probe(provisioner)).toBe(told);
});

test("every row of the table is among them", () => {
  expect(TOLD.map(([provisioner]) => provisioner)).toEqual(STORAGE_DRIVERS.map(({ provisioner }) => provisioner));
});

test("none of them is told what a provisioner is told that nobody knows", () => {
  const unknown = probe("disks.example.com");
  expect(unknown).toBe("no fstype? (info), root's (warning)");
  expect(TOLD.filter(([, told]) => told === unknown)).toEqual([]);
});
