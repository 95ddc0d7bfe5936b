import type { VolumeSourceField } from "./volume-source.ts";

/** What there is to know of one kind of volume, whatever stands in it. */
export interface VolumeSourceRow {
  /** Where the API server prints another name than the field's for a source that is one too many. */
  readonly surplusAs?: string;
  /** Where it prints another name than the field's for what is wrong in the source. */
  readonly checkedAs?: string;
  /** Fields that must be there, by their path in the source; with what the API server adds to "Required value". */
  readonly required?: Readonly<Record<string, string | undefined>>;
  /** The field that says what is mounted, where it is not the first that must be there. */
  readonly main?: string;
  /** The minor version since which no kubelet can mount it, though the API server goes on accepting it. */
  readonly deadSince?: number;
  /** The in-tree provisioner under whose name the driver is known that has taken it over. */
  readonly inTree?: string;
  /** The minor version since which the driver serves it, where that is one of those modelled. */
  readonly movedSince?: number;
  /** What to use in its place; completes "use". */
  readonly instead?: string;
  /** Where `deadSince` or `inTree` was read. */
  readonly source?: string;
}

const WARNED = "pkg/api/pod/warnings.go (1.36)";
const MIGRATED = "staging/src/k8s.io/csi-translation-lib/translate.go (1.36)";

const needs = (...fields: readonly string[]): Readonly<Record<string, undefined>> =>
  Object.fromEntries(fields.map((field) => [field, undefined]));

export const VOLUME_SOURCES: Readonly<Record<VolumeSourceField, VolumeSourceRow>> = {
  emptyDir: {},
  hostPath: { required: needs("path") },
  gitRepo: {
    required: needs("repository"),
    // Deprecated since 1.11; the plugin is behind the gate GitRepoVolumeDriver, off from 1.33 on and locked from 1.36 on.
    deadSince: 36,
    instead: "an emptyDir, into which an init container clones the repository",
    source: `${WARNED}; pkg/features/kube_features.go, GitRepoVolumeDriver`,
  },
  gcePersistentDisk: {
    checkedAs: "persistentDisk",
    required: needs("pdName"),
    inTree: "kubernetes.io/gce-pd",
    source: MIGRATED,
  },
  awsElasticBlockStore: { required: needs("volumeID"), inTree: "kubernetes.io/aws-ebs", source: MIGRATED },
  secret: { required: needs("secretName") },
  nfs: { required: needs("server", "path") },
  iscsi: { required: needs("targetPortal", "iqn") },
  glusterfs: {
    required: needs("endpoints", "path"),
    deadSince: 26,
    instead: "a PersistentVolumeClaim of a driver that is maintained, or nfs",
    source: WARNED,
  },
  flocker: {
    main: "datasetName",
    deadSince: 25,
    instead: "a PersistentVolumeClaim of a driver that is maintained",
    source: WARNED,
  },
  persistentVolumeClaim: { required: needs("claimName") },
  rbd: {
    required: needs("monitors", "image"),
    deadSince: 31,
    instead: "a PersistentVolumeClaim of the driver rbd.csi.ceph.com",
    source: WARNED,
  },
  cinder: { required: needs("volumeID"), inTree: "kubernetes.io/cinder", source: MIGRATED },
  cephfs: {
    surplusAs: "cephFS",
    required: needs("monitors"),
    deadSince: 31,
    instead: "a PersistentVolumeClaim of the driver cephfs.csi.ceph.com",
    source: WARNED,
  },
  quobyte: {
    required: { registry: "must be a host:port pair or multiple pairs separated by commas", ...needs("volume") },
    deadSince: 25,
    instead: "a PersistentVolumeClaim of the driver csi.quobyte.com",
    source: WARNED,
  },
  downwardAPI: { surplusAs: "downwarAPI", main: "items" },
  fc: { main: "targetWWNs" },
  flexVolume: { required: needs("driver") },
  configMap: { required: needs("name") },
  azureFile: { required: needs("secretName", "shareName"), inTree: "kubernetes.io/azure-file", source: MIGRATED },
  vsphereVolume: { required: needs("volumePath"), inTree: "kubernetes.io/vsphere-volume", source: MIGRATED },
  photonPersistentDisk: {
    required: needs("pdID"),
    deadSince: 16,
    instead: "a PersistentVolumeClaim of a driver that is maintained",
    source: WARNED,
  },
  portworxVolume: {
    required: needs("volumeID"),
    inTree: "kubernetes.io/portworx-volume",
    // CSIMigrationPortworx is on by default from then on.
    movedSince: 31,
    source: MIGRATED,
  },
  azureDisk: { required: needs("diskName", "diskURI"), inTree: "kubernetes.io/azure-disk", source: MIGRATED },
  storageos: {
    required: needs("volumeName"),
    deadSince: 25,
    instead: "a PersistentVolumeClaim of a driver that is maintained",
    source: WARNED,
  },
  projected: { main: "sources" },
  scaleIO: {
    required: needs("gateway", "system", "volumeName"),
    deadSince: 22,
    instead: "a PersistentVolumeClaim of the driver csi-vxflexos.dellemc.com",
    source: WARNED,
  },
  csi: { required: needs("driver") },
  // That it must be there is told with all else of claims: claim-faults.ts.
  ephemeral: { main: "volumeClaimTemplate" },
  // Of an image, only pods are asked for it: source-faults.ts.
  image: { main: "reference" },
} satisfies Readonly<Record<VolumeSourceField, VolumeSourceRow>>;

/** The field of a source that says what is mounted: claimName of a persistentVolumeClaim. undefined of an emptyDir. */
export function mainField(source: VolumeSourceField): string | undefined {
  const { main, required } = VOLUME_SOURCES[source];
  return main ?? Object.keys(required ?? {})[0];
}
