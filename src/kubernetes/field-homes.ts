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

/** What a kind's CRD lacks, by where people write it, and the field that they mean. */
interface CustomKind {
  readonly under: readonly string[];
  readonly field: string;
  readonly meant: string;
}

const CLAIM_TEMPLATE = "spec.storage.volumeClaimTemplate";

/** Of monitoring.coreos.com/v1 and v1alpha1 (prometheus-operator v0.93): Prometheus, PrometheusAgent, Alertmanager and ThanosRuler alike. */
const PROMETHEUS: readonly CustomKind[] = [
  { under: [], field: "volumes", meant: "spec.volumes" },
  { under: [], field: "volumeMounts", meant: "spec.volumeMounts" },
  { under: [], field: "securityContext", meant: "spec.securityContext" },
  { under: [], field: "volumeClaimTemplates", meant: CLAIM_TEMPLATE },
  { under: ["spec"], field: "volumeClaimTemplates", meant: CLAIM_TEMPLATE },
  { under: ["spec"], field: "volumeClaimTemplate", meant: CLAIM_TEMPLATE },
  { under: ["spec", "storage"], field: "volumeClaimTemplates", meant: CLAIM_TEMPLATE },
  ...["fsGroup", "fsGroupChangePolicy", "supplementalGroups", "runAsUser", "runAsGroup", "runAsNonRoot"].map(
    (field) => ({ under: ["spec"], field, meant: `spec.securityContext.${field}` }),
  ),
];

/** Only of kinds whose pods an operator's model makes is it known what their CRD lacks. */
export const CUSTOM_FIELDS: ReadonlyMap<string, readonly CustomKind[]> = new Map([
  ["monitoring.coreos.com", PROMETHEUS],
]);
