/** What the cluster is: OpenShift chooses the ids of pods itself. */
export const PLATFORMS = ["kubernetes", "openshift"] as const;
export type Platform = (typeof PLATFORMS)[number];
