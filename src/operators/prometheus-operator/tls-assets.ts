import type { MountedVolumes } from "./mounted-volumes.ts";

/** Keys and certificates that the monitors refer to. There may be more Secrets of the kind: 1, 2 ... */
export const tlsAssets = (base: string, mountPath: string): MountedVolumes => ({
  volumes: [{ name: "tls-assets", projected: { sources: [{ secret: { name: `${base}-tls-assets-0` } }] } }],
  mounts: [{ name: "tls-assets", mountPath, readOnly: true }],
});
