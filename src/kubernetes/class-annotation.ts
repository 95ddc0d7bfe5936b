/** Stands for storageClassName to this day, and wins over it (component-helpers/storage/volume, GetPersistentVolumeClaimClass). */
export const CLASS_ANNOTATION = "volume.beta.kubernetes.io/storage-class";
