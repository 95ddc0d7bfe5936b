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
