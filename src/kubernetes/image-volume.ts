// Volumes that are images stand behind the gate ImageVolume (pkg/features/kube_features.go). With the gate off the API server
// drops such a volume and its mounts, whatever else is in it (pkg/api/pod/util.go, dropImageVolumes).

/** The minor version that brought the gate, off by default. */
export const IMAGE_VOLUMES_KNOWN = 31;
/** The one from which on it is on by default. */
export const IMAGE_VOLUMES_ON = 35;
