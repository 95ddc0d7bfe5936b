/** A minor version of Kubernetes. */
export interface KubernetesVersion {
  readonly minor: number;
}

/** The versions that the models know; others are refused rather than guessed. */
export const OLDEST_MINOR = 25;
export const NEWEST_MINOR = 37;
export const DEFAULT_VERSION: KubernetesVersion = { minor: 36 };

/** Accepts 1.34, v1.34, 1.34.2 and suffixes such as -eks-1a2b; undefined for anything else or a version out of range. */
export function parseVersion(text: string): KubernetesVersion | undefined {
  const minor = /^v?1\.([1-9]\d{0,2})(?:\.\d+)?(?:[-+].*)?$/.exec(text)?.[1];
  if (minor === undefined) return undefined;
  const version = { minor: Number(minor) };
  return version.minor >= OLDEST_MINOR && version.minor <= NEWEST_MINOR ? version : undefined;
}

export const showVersion = (version: KubernetesVersion): string => `1.${version.minor}`;
