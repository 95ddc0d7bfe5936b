import { isMapping, member } from "../yaml/node.ts";
import { isUsualMode } from "./file-mode.ts";
import { endsInScientific } from "./scientific.ts";

/** False of a value that may not fit the field. `under` is the field whose value holds it. */
type Look = (value: unknown, under: string) => boolean;

const isPlain: Look = (value) => typeof value === "string" && !endsInScientific(value);
const isText: Look = (value, under) => value === null || isPlain(value, under);
const isTexts: Look = (value, under) => !Array.isArray(value) || value.every((item) => isPlain(item, under));
/** Its keys are data, whatever they are called. */
const isTextMap: Look = (value, under) => {
  if (isMapping(value)) for (const name in value) if (!isPlain(value[name], under)) return false;
  return true;
};
const isFlag: Look = (value) => value === null || typeof value === "boolean";
const isCount: Look = (value) =>
  value === null || (typeof value === "number" && Number.isInteger(value) && Math.abs(value) < 2 ** 31);
const isCounts: Look = (value, under) => !Array.isArray(value) || value.every((item) => isCount(item, under));
/** The name of a port, a percentage. */
const isCountOrName: Look = (value, under) =>
  typeof value === "string" ? !/^\d+$/.test(value) : isCount(value, under);
const isMode: Look = (value) => value === null || (typeof value === "number" && isUsualMode(value));

const named = (look: Look, names: string): readonly (readonly [string, Look])[] =>
  names.split(" ").map((name) => [name, look]);

/** Each field of the types in kind-types.ts and pod-type.ts that holds scalars, by its name alone. */
const LOOKS: ReadonlyMap<string, Look> = new Map([
  ...named(
    isText,
    // Of objects and of many of their parts.
    "name generateName namespace kind apiVersion apiGroup key operator path type description url user role level " +
      // Of pods.
      "restartPolicy serviceAccountName serviceAccount dnsPolicy nodeName hostname subdomain schedulerName " +
      "priorityClassName runtimeClassName preemptionPolicy fsGroupChangePolicy supplementalGroupsPolicy effect ip " +
      "topologyKey whenUnsatisfiable nodeAffinityPolicy nodeTaintsPolicy " +
      // Of containers.
      "mountPath subPath subPathExpr mountPropagation recursiveReadOnly devicePath imagePullPolicy workingDir " +
      "terminationMessagePath terminationMessagePolicy protocol host hostIP scheme fieldPath containerName " +
      "targetContainerName prefix localhostProfile procMount " +
      // Of volumes, claims and classes.
      "secretName claimName audience medium server driver fsType reference pullPolicy volumeName storageClassName " +
      "volumeMode volumeHandle volumeAttributesClassName persistentVolumeReclaimPolicy provisioner reclaimPolicy " +
      "volumeBindingMode fsGroupPolicy " +
      // Of workloads and what scales them.
      "serviceName podManagementPolicy completionMode podReplacementPolicy managedBy schedule timeZone " +
      "concurrencyPolicy container selectPolicy unhealthyPodEvictionPolicy " +
      // Of networks and webhooks.
      "appProtocol clusterIP sessionAffinity loadBalancerIP loadBalancerClass externalName externalTrafficPolicy " +
      "internalTrafficPolicy ipFamilyPolicy trafficDistribution ingressClassName pathType cidr failurePolicy " +
      "matchPolicy sideEffects reinvocationPolicy",
  ),
  ...named(
    isTexts,
    "command args verbs apiGroups resources resourceNames nonResourceURLs accessModes add drop values finalizers " +
      "namespaces matchLabelKeys mismatchLabelKeys hostnames nameservers searches hosts policyTypes except " +
      "clusterIPs externalIPs loadBalancerSourceRanges ipFamilies mountOptions volumeLifecycleModes " +
      "admissionReviewVersions",
  ),
  ...named(
    isTextMap,
    "labels annotations matchLabels nodeSelector data stringData binaryData parameters volumeAttributes",
  ),
  ...named(
    isFlag,
    "optional readOnly readOnlyRootFilesystem allowPrivilegeEscalation privileged runAsNonRoot stdin stdinOnce tty " +
      "automountServiceAccountToken enableServiceLinks hostNetwork hostPID hostIPC hostUsers shareProcessNamespace " +
      "setHostnameAsFQDN paused suspend manualSelector immutable globalDefault publishNotReadyAddresses " +
      "allocateLoadBalancerNodePorts allowVolumeExpansion attachRequired podInfoOnMount storageCapacity " +
      "requiresRepublish seLinuxMount",
  ),
  ...named(
    isCount,
    "containerPort hostPort nodePort healthCheckNodePort endPort number replicas minReplicas maxReplicas " +
      "initialDelaySeconds timeoutSeconds periodSeconds successThreshold failureThreshold seconds " +
      "terminationGracePeriodSeconds activeDeadlineSeconds startingDeadlineSeconds expirationSeconds " +
      "tolerationSeconds minReadySeconds progressDeadlineSeconds stabilizationWindowSeconds " +
      "ttlSecondsAfterFinished runAsUser runAsGroup fsGroup weight priority maxSkew minDomains " +
      "revisionHistoryLimit successfulJobsHistoryLimit failedJobsHistoryLimit backoffLimit backoffLimitPerIndex " +
      "maxFailedIndexes parallelism completions partition start targetCPUUtilizationPercentage averageUtilization",
  ),
  ...named(isCounts, "supplementalGroups"),
  ...named(isCountOrName, "targetPort maxUnavailable maxSurge minAvailable"),
  ...named(isMode, "mode defaultMode"),
  // What these hold is told by where they stand.
  [
    "port",
    (value, under) => under === "service" || (TAKING_PORT_NAMES.has(under) ? isCountOrName : isCount)(value, under),
  ],
  // Of a PriorityClass, and of an autoscaler's policy, it is a number; of a variable, null surprises.
  ["value", (value, under) => (under === "" || under === "policies" ? isCount : isPlain)(value, under)],
  ["image", (value, under) => under === "volumes" || isText(value, under)],
  ["service", (value, under) => under !== "grpc" || isText(value, under)],
  ["resource", (value, under) => under !== "resourceFieldRef" || isText(value, under)],
]);

/** Where a port may be a name. */
const TAKING_PORT_NAMES: ReadonlySet<string> = new Set(["httpGet", "tcpSocket", "ingress", "egress"]);
/** What stands deeper below them is told by their names: ports of a NetworkPolicy, the service of a webhook. */
const TELLING: ReadonlySet<string> = new Set(["ingress", "egress", "clientConfig"]);

/** Versions of the kinds in kind-types.ts. */
const VERSIONS: ReadonlySet<unknown> = new Set([
  "v1",
  "admissionregistration.k8s.io/v1",
  "apps/v1",
  "autoscaling/v1",
  "autoscaling/v2",
  "batch/v1",
  "networking.k8s.io/v1",
  "policy/v1",
  "rbac.authorization.k8s.io/v1",
  "scheduling.k8s.io/v1",
  "storage.k8s.io/v1",
]);

/**
 * False of most objects: each field holds what fields of its name hold in every kind, so that no value is suspect. Only of
 * the others are the types of their kinds asked, which take longer to read and to set up than this look.
 */
export function mayBeMistyped(object: unknown): boolean {
  const version = member(object, "apiVersion");
  if (!VERSIONS.has(version)) return !isEveryday(member(object, "metadata"), "metadata");
  // Of a Service it is a map of labels, elsewhere a mapping of selectors.
  const selector = version === "v1" ? member(member(object, "spec"), "selector") : undefined;
  return !isTextMap(selector, "spec") || !isEveryday(object, "");
}

/** Mappings and lists of one object. Aliases make many of few, and only the types know which of them nobody reads. */
const MOST_COLLECTIONS = 1000;

function isEveryday(value: unknown, under: string, seen = { collections: 0 }): boolean {
  if (Array.isArray(value))
    return ++seen.collections <= MOST_COLLECTIONS && value.every((item) => isEveryday(item, under, seen));
  if (!isMapping(value)) return true;
  if (++seen.collections > MOST_COLLECTIONS) return false;
  for (const name in value) {
    const is = value[name];
    const look = LOOKS.get(name);
    if (look && !look(is, under)) return false;
    if (typeof is === "object" && look !== isTextMap && !isEveryday(is, TELLING.has(under) ? under : name, seen))
      return false;
  }
  return true;
}
