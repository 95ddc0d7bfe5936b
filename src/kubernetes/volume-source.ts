/**
 * Every source that a volume of a pod may have, as the field is spelt, in the order in which the API server looks at them:
 * of two, it names the later one (pkg/apis/core/validation/validation.go, validateVolumeSource).
 */
export const VOLUME_SOURCE_FIELDS = [
  "emptyDir",
  "hostPath",
  "gitRepo",
  "gcePersistentDisk",
  "awsElasticBlockStore",
  "secret",
  "nfs",
  "iscsi",
  "glusterfs",
  "flocker",
  "persistentVolumeClaim",
  "rbd",
  "cinder",
  "cephfs",
  "quobyte",
  "downwardAPI",
  "fc",
  "flexVolume",
  "configMap",
  "azureFile",
  "vsphereVolume",
  "photonPersistentDisk",
  "portworxVolume",
  "azureDisk",
  "storageos",
  "projected",
  "scaleIO",
  "csi",
  "ephemeral",
  "image",
] as const;

export type VolumeSourceField = (typeof VOLUME_SOURCE_FIELDS)[number];

const KNOWN: ReadonlySet<string> = new Set(VOLUME_SOURCE_FIELDS);

export const isVolumeSource = (field: string): field is VolumeSourceField => KNOWN.has(field);

/** Kinds of volumes whose files kubelet writes itself, and one volume may hold all of (pkg/volume/projected). */
export const FILE_SOURCES: readonly VolumeSourceField[] = ["configMap", "downwardAPI", "projected", "secret"];
