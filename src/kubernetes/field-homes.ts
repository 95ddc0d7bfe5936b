/** Where the API reads a field of a pod or of its surroundings. */
export type Home =
  | "pod security"
  | "container security"
  | "any security"
  | "pod or container"
  | "pod"
  | "container"
  | "StatefulSet";

const named = (home: Home, names: string): readonly (readonly [string, Home])[] =>
  names.split(" ").map((name) => [name, home]);

/** k8s.io/api/core/v1 (0.36): PodSecurityContext and SecurityContext, and what people write beside instead of in them. */
export const SECURITY_FIELDS: ReadonlyMap<string, Home> = new Map([
  ...named(
    "pod security",
    "fsGroup fsGroupChangePolicy supplementalGroups supplementalGroupsPolicy sysctls seLinuxChangePolicy",
  ),
  ...named("container security", "capabilities privileged allowPrivilegeEscalation readOnlyRootFilesystem procMount"),
  ...named(
    "any security",
    "runAsUser runAsGroup runAsNonRoot seLinuxOptions seccompProfile appArmorProfile windowsOptions",
  ),
  ...named("pod or container", "securityContext"),
]);

/** k8s.io/api/core/v1 PodSpec and Container, and k8s.io/api/apps/v1 StatefulSetSpec (0.36). */
const VOLUME_FIELDS: ReadonlyMap<string, Home> = new Map([
  ...named("pod", "volumes"),
  ...named("container", "volumeMounts volumeDevices"),
  ...named("StatefulSet", "volumeClaimTemplates"),
]);

export const FIELD_HOMES: ReadonlyMap<string, Home> = new Map([...SECURITY_FIELDS, ...VOLUME_FIELDS]);
