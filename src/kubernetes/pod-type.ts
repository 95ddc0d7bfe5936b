// Fields of k8s.io/api/core/v1 and k8s.io/apimachinery/pkg/apis/meta/v1 (0.36) that lead to a pod.
import {
  BOOLEAN,
  ENV_VALUE,
  each,
  FILE_MODE,
  INT32,
  INT64,
  list,
  PORT,
  struct,
  TEXT,
  TEXT_MAP,
  TEXTS,
} from "./field-type.ts";

export const OBJECT_META = struct("ObjectMeta", {
  ...each(TEXT, "name generateName namespace"),
  ...each(TEXT_MAP, "labels annotations"),
  finalizers: TEXTS,
});

export const LABEL_SELECTOR = struct("LabelSelector", {
  matchLabels: TEXT_MAP,
  matchExpressions: list(struct("LabelSelectorRequirement", { ...each(TEXT, "key operator"), values: TEXTS })),
});

const NODE_SELECTOR_TERM = struct(
  "NodeSelectorTerm",
  each(
    list(struct("NodeSelectorRequirement", { ...each(TEXT, "key operator"), values: TEXTS })),
    "matchExpressions matchFields",
  ),
);
export const NODE_SELECTOR = struct("NodeSelector", { nodeSelectorTerms: list(NODE_SELECTOR_TERM) });

export const CLAIM_SPEC = struct("PersistentVolumeClaimSpec", {
  accessModes: TEXTS,
  selector: LABEL_SELECTOR,
  ...each(TEXT, "volumeName storageClassName volumeMode volumeAttributesClassName"),
});

const reference = (go: string) => struct(go, { optional: BOOLEAN }, { name: TEXT });
const keyReference = (go: string) => struct(go, { key: TEXT, optional: BOOLEAN }, { name: TEXT });

const PROBE_HANDLERS = {
  exec: struct("ExecAction", { command: TEXTS }),
  httpGet: struct("HTTPGetAction", {
    ...each(TEXT, "path host scheme"),
    port: PORT,
    httpHeaders: list(struct("HTTPHeader", each(TEXT, "name value"))),
  }),
  tcpSocket: struct("TCPSocketAction", { port: PORT, host: TEXT }),
};
const PROBE = struct(
  "Probe",
  {
    ...each(INT32, "initialDelaySeconds timeoutSeconds periodSeconds successThreshold failureThreshold"),
    terminationGracePeriodSeconds: INT64,
  },
  { ...PROBE_HANDLERS, grpc: struct("GRPCAction", { port: INT32, service: TEXT }) },
);
const LIFECYCLE_HANDLER = struct("LifecycleHandler", {
  ...PROBE_HANDLERS,
  sleep: struct("SleepAction", { seconds: INT64 }),
});

const FIELD_SELECTOR = struct("ObjectFieldSelector", each(TEXT, "apiVersion fieldPath"));
const RESOURCE_SELECTOR = struct("ResourceFieldSelector", each(TEXT, "containerName resource"));

const ENV_VAR = struct("EnvVar", {
  name: TEXT,
  value: ENV_VALUE,
  valueFrom: struct("EnvVarSource", {
    fieldRef: FIELD_SELECTOR,
    resourceFieldRef: RESOURCE_SELECTOR,
    configMapKeyRef: keyReference("ConfigMapKeySelector"),
    secretKeyRef: keyReference("SecretKeySelector"),
  }),
});

const SECURITY_PROFILES = {
  seLinuxOptions: struct("SELinuxOptions", each(TEXT, "user role type level")),
  seccompProfile: struct("SeccompProfile", each(TEXT, "type localhostProfile")),
  appArmorProfile: struct("AppArmorProfile", each(TEXT, "type localhostProfile")),
};
const PROCESS = { ...SECURITY_PROFILES, ...each(INT64, "runAsUser runAsGroup"), runAsNonRoot: BOOLEAN };

const CONTAINER_FIELDS = {
  ...each(TEXT, "name image workingDir restartPolicy terminationMessagePath terminationMessagePolicy imagePullPolicy"),
  ...each(TEXTS, "command args"),
  ...each(BOOLEAN, "stdin stdinOnce tty"),
  ...each(PROBE, "livenessProbe readinessProbe startupProbe"),
  ports: list(
    struct("ContainerPort", { ...each(TEXT, "name protocol hostIP"), ...each(INT32, "hostPort containerPort") }),
  ),
  env: list(ENV_VAR),
  envFrom: list(
    struct("EnvFromSource", {
      prefix: TEXT,
      configMapRef: reference("ConfigMapEnvSource"),
      secretRef: reference("SecretEnvSource"),
    }),
  ),
  volumeMounts: list(
    struct("VolumeMount", {
      ...each(TEXT, "name mountPath subPath subPathExpr mountPropagation recursiveReadOnly"),
      readOnly: BOOLEAN,
    }),
  ),
  volumeDevices: list(struct("VolumeDevice", each(TEXT, "name devicePath"))),
  lifecycle: struct("Lifecycle", each(LIFECYCLE_HANDLER, "postStart preStop")),
  securityContext: struct("SecurityContext", {
    ...PROCESS,
    ...each(BOOLEAN, "privileged readOnlyRootFilesystem allowPrivilegeEscalation"),
    procMount: TEXT,
    capabilities: struct("Capabilities", each(TEXTS, "add drop")),
  }),
};
const CONTAINER = struct("Container", CONTAINER_FIELDS);

const KEYS_TO_PATHS = list(struct("KeyToPath", { ...each(TEXT, "key path"), mode: FILE_MODE }));
const DOWNWARD_FILES = list(
  struct("DownwardAPIVolumeFile", {
    path: TEXT,
    mode: FILE_MODE,
    fieldRef: FIELD_SELECTOR,
    resourceFieldRef: RESOURCE_SELECTOR,
  }),
);
const projection = (go: string) => struct(go, { items: KEYS_TO_PATHS, optional: BOOLEAN }, { name: TEXT });

const VOLUME_SOURCES = {
  configMap: struct(
    "ConfigMapVolumeSource",
    { items: KEYS_TO_PATHS, defaultMode: FILE_MODE, optional: BOOLEAN },
    { name: TEXT },
  ),
  secret: struct("SecretVolumeSource", {
    secretName: TEXT,
    items: KEYS_TO_PATHS,
    defaultMode: FILE_MODE,
    optional: BOOLEAN,
  }),
  downwardAPI: struct("DownwardAPIVolumeSource", { items: DOWNWARD_FILES, defaultMode: FILE_MODE }),
  projected: struct("ProjectedVolumeSource", {
    defaultMode: FILE_MODE,
    sources: list(
      struct("VolumeProjection", {
        configMap: projection("ConfigMapProjection"),
        secret: projection("SecretProjection"),
        downwardAPI: struct("DownwardAPIProjection", { items: DOWNWARD_FILES }),
        serviceAccountToken: struct("ServiceAccountTokenProjection", {
          ...each(TEXT, "audience path"),
          expirationSeconds: INT64,
        }),
      }),
    ),
  }),
  emptyDir: struct("EmptyDirVolumeSource", { medium: TEXT }),
  hostPath: struct("HostPathVolumeSource", each(TEXT, "path type")),
  persistentVolumeClaim: struct("PersistentVolumeClaimVolumeSource", { claimName: TEXT, readOnly: BOOLEAN }),
  nfs: struct("NFSVolumeSource", { ...each(TEXT, "server path"), readOnly: BOOLEAN }),
  csi: struct("CSIVolumeSource", { ...each(TEXT, "driver fsType"), readOnly: BOOLEAN, volumeAttributes: TEXT_MAP }),
  image: struct("ImageVolumeSource", each(TEXT, "reference pullPolicy")),
  ephemeral: struct("EphemeralVolumeSource", {
    volumeClaimTemplate: struct("PersistentVolumeClaimTemplate", { metadata: OBJECT_META, spec: CLAIM_SPEC }),
  }),
};

const POD_AFFINITY_TERM = struct("PodAffinityTerm", {
  ...each(LABEL_SELECTOR, "labelSelector namespaceSelector"),
  ...each(TEXTS, "namespaces matchLabelKeys mismatchLabelKeys"),
  topologyKey: TEXT,
});
const podAffinity = (go: string) =>
  struct(go, {
    requiredDuringSchedulingIgnoredDuringExecution: list(POD_AFFINITY_TERM),
    preferredDuringSchedulingIgnoredDuringExecution: list(
      struct("WeightedPodAffinityTerm", { weight: INT32, podAffinityTerm: POD_AFFINITY_TERM }),
    ),
  });
const AFFINITY = struct("Affinity", {
  nodeAffinity: struct("NodeAffinity", {
    requiredDuringSchedulingIgnoredDuringExecution: NODE_SELECTOR,
    preferredDuringSchedulingIgnoredDuringExecution: list(
      struct("PreferredSchedulingTerm", { weight: INT32, preference: NODE_SELECTOR_TERM }),
    ),
  }),
  podAffinity: podAffinity("PodAffinity"),
  podAntiAffinity: podAffinity("PodAntiAffinity"),
});

const POD_SPEC = struct("PodSpec", {
  ...each(TEXT, "restartPolicy dnsPolicy serviceAccountName serviceAccount nodeName hostname subdomain schedulerName"),
  ...each(TEXT, "priorityClassName runtimeClassName preemptionPolicy"),
  ...each(BOOLEAN, "automountServiceAccountToken hostNetwork hostPID hostIPC hostUsers shareProcessNamespace"),
  ...each(BOOLEAN, "enableServiceLinks setHostnameAsFQDN"),
  ...each(INT64, "terminationGracePeriodSeconds activeDeadlineSeconds"),
  ...each(list(CONTAINER), "containers initContainers"),
  priority: INT32,
  nodeSelector: TEXT_MAP,
  ephemeralContainers: list(struct("EphemeralContainer", { targetContainerName: TEXT }, CONTAINER_FIELDS)),
  volumes: list(struct("Volume", { name: TEXT }, VOLUME_SOURCES)),
  imagePullSecrets: list(struct("LocalObjectReference", { name: TEXT })),
  affinity: AFFINITY,
  securityContext: struct("PodSecurityContext", {
    ...PROCESS,
    fsGroup: INT64,
    supplementalGroups: list(INT64),
    ...each(TEXT, "fsGroupChangePolicy supplementalGroupsPolicy"),
    sysctls: list(struct("Sysctl", each(TEXT, "name value"))),
  }),
  tolerations: list(struct("Toleration", { ...each(TEXT, "key operator value effect"), tolerationSeconds: INT64 })),
  hostAliases: list(struct("HostAlias", { ip: TEXT, hostnames: TEXTS })),
  dnsConfig: struct("PodDNSConfig", {
    ...each(TEXTS, "nameservers searches"),
    options: list(struct("PodDNSConfigOption", each(TEXT, "name value"))),
  }),
  topologySpreadConstraints: list(
    struct("TopologySpreadConstraint", {
      ...each(INT32, "maxSkew minDomains"),
      ...each(TEXT, "topologyKey whenUnsatisfiable nodeAffinityPolicy nodeTaintsPolicy"),
      labelSelector: LABEL_SELECTOR,
      matchLabelKeys: TEXTS,
    }),
  ),
});

export const POD_FIELDS = { metadata: OBJECT_META, spec: POD_SPEC };
