// Fields of the built-in kinds in k8s.io/api (0.36), pods aside.
import {
  BOOLEAN,
  BYTES,
  each,
  type Fields,
  INT32,
  INT64,
  list,
  map,
  PORT,
  SHARE,
  type StructType,
  struct,
  TEXT,
  TEXT_MAP,
  TEXTS,
} from "./field-type.ts";
import { CLAIM_SPEC, LABEL_SELECTOR, NODE_SELECTOR, OBJECT_META, POD_FIELDS } from "./pod-type.ts";

const object = (go: string, fields: Fields) => struct(go, { metadata: OBJECT_META, ...fields });
const TEMPLATE = struct("PodTemplateSpec", POD_FIELDS);
const workload = (go: string, spec: Fields) =>
  object(go, {
    spec: struct(`${go}Spec`, {
      template: TEMPLATE,
      selector: LABEL_SELECTOR,
      minReadySeconds: INT32,
      ...spec,
    }),
  });

const JOB_SPEC = struct("JobSpec", {
  template: TEMPLATE,
  selector: LABEL_SELECTOR,
  ...each(INT32, "parallelism completions backoffLimit backoffLimitPerIndex maxFailedIndexes ttlSecondsAfterFinished"),
  activeDeadlineSeconds: INT64,
  ...each(BOOLEAN, "manualSelector suspend"),
  ...each(TEXT, "completionMode podReplacementPolicy managedBy"),
});

const WORKLOADS = {
  "v1/Pod": struct("Pod", POD_FIELDS),
  "v1/PodTemplate": object("PodTemplate", { template: TEMPLATE }),
  "v1/ReplicationController": workload("ReplicationController", { replicas: INT32, selector: TEXT_MAP }),
  "apps/v1/ReplicaSet": workload("ReplicaSet", { replicas: INT32 }),
  "apps/v1/Deployment": workload("Deployment", {
    ...each(INT32, "replicas revisionHistoryLimit progressDeadlineSeconds"),
    paused: BOOLEAN,
    strategy: struct("DeploymentStrategy", {
      type: TEXT,
      rollingUpdate: struct("RollingUpdateDeployment", each(SHARE, "maxUnavailable maxSurge")),
    }),
  }),
  "apps/v1/DaemonSet": workload("DaemonSet", {
    revisionHistoryLimit: INT32,
    updateStrategy: struct("DaemonSetUpdateStrategy", {
      type: TEXT,
      rollingUpdate: struct("RollingUpdateDaemonSet", each(SHARE, "maxUnavailable maxSurge")),
    }),
  }),
  "apps/v1/StatefulSet": workload("StatefulSet", {
    ...each(INT32, "replicas revisionHistoryLimit"),
    ...each(TEXT, "serviceName podManagementPolicy"),
    volumeClaimTemplates: list(object("PersistentVolumeClaim", { spec: CLAIM_SPEC })),
    updateStrategy: struct("StatefulSetUpdateStrategy", {
      type: TEXT,
      rollingUpdate: struct("RollingUpdateStatefulSetStrategy", { partition: INT32, maxUnavailable: SHARE }),
    }),
    ordinals: struct("StatefulSetOrdinals", { start: INT32 }),
  }),
  "batch/v1/Job": object("Job", { spec: JOB_SPEC }),
  "batch/v1/CronJob": object("CronJob", {
    spec: struct("CronJobSpec", {
      ...each(TEXT, "schedule timeZone concurrencyPolicy"),
      ...each(INT32, "successfulJobsHistoryLimit failedJobsHistoryLimit"),
      startingDeadlineSeconds: INT64,
      suspend: BOOLEAN,
      jobTemplate: struct("JobTemplateSpec", { metadata: OBJECT_META, spec: JOB_SPEC }),
    }),
  }),
};

const SCALE_TARGET = struct("CrossVersionObjectReference", each(TEXT, "kind name apiVersion"));
const METRIC_TARGET = struct("MetricTarget", { type: TEXT, averageUtilization: INT32 });
const METRIC = struct("MetricIdentifier", { name: TEXT, selector: LABEL_SELECTOR });
const SCALING_RULES = struct("HPAScalingRules", {
  stabilizationWindowSeconds: INT32,
  selectPolicy: TEXT,
  policies: list(struct("HPAScalingPolicy", { type: TEXT, ...each(INT32, "value periodSeconds") })),
});
const autoscaler = (spec: Fields) =>
  object("HorizontalPodAutoscaler", {
    spec: struct("HorizontalPodAutoscalerSpec", {
      scaleTargetRef: SCALE_TARGET,
      ...each(INT32, "minReplicas maxReplicas"),
      ...spec,
    }),
  });

const SCALING = {
  "autoscaling/v1/HorizontalPodAutoscaler": autoscaler({ targetCPUUtilizationPercentage: INT32 }),
  "autoscaling/v2/HorizontalPodAutoscaler": autoscaler({
    metrics: list(
      struct("MetricSpec", {
        type: TEXT,
        resource: struct("ResourceMetricSource", { name: TEXT, target: METRIC_TARGET }),
        containerResource: struct("ContainerResourceMetricSource", {
          ...each(TEXT, "name container"),
          target: METRIC_TARGET,
        }),
        pods: struct("PodsMetricSource", { metric: METRIC, target: METRIC_TARGET }),
        external: struct("ExternalMetricSource", { metric: METRIC, target: METRIC_TARGET }),
        object: struct("ObjectMetricSource", {
          describedObject: SCALE_TARGET,
          metric: METRIC,
          target: METRIC_TARGET,
        }),
      }),
    ),
    behavior: struct("HorizontalPodAutoscalerBehavior", each(SCALING_RULES, "scaleUp scaleDown")),
  }),
  "policy/v1/PodDisruptionBudget": object("PodDisruptionBudget", {
    spec: struct("PodDisruptionBudgetSpec", {
      ...each(SHARE, "minAvailable maxUnavailable"),
      selector: LABEL_SELECTOR,
      unhealthyPodEvictionPolicy: TEXT,
    }),
  }),
  "scheduling.k8s.io/v1/PriorityClass": object("PriorityClass", {
    value: INT32,
    globalDefault: BOOLEAN,
    ...each(TEXT, "description preemptionPolicy"),
  }),
};

const INGRESS_BACKEND = struct("IngressBackend", {
  service: struct("IngressServiceBackend", {
    name: TEXT,
    port: struct("ServiceBackendPort", { name: TEXT, number: INT32 }),
  }),
});
const NETWORK_PORTS = list(struct("NetworkPolicyPort", { protocol: TEXT, port: PORT, endPort: INT32 }));
const NETWORK_PEERS = list(
  struct("NetworkPolicyPeer", {
    ...each(LABEL_SELECTOR, "podSelector namespaceSelector"),
    ipBlock: struct("IPBlock", { cidr: TEXT, except: TEXTS }),
  }),
);

const NETWORKING = {
  "v1/Service": object("Service", {
    spec: struct("ServiceSpec", {
      ports: list(
        struct("ServicePort", {
          ...each(TEXT, "name protocol appProtocol"),
          ...each(INT32, "port nodePort"),
          targetPort: PORT,
        }),
      ),
      selector: TEXT_MAP,
      ...each(TEXT, "clusterIP type sessionAffinity loadBalancerIP externalName externalTrafficPolicy ipFamilyPolicy"),
      ...each(TEXT, "loadBalancerClass internalTrafficPolicy trafficDistribution"),
      ...each(TEXTS, "clusterIPs externalIPs loadBalancerSourceRanges ipFamilies"),
      ...each(BOOLEAN, "publishNotReadyAddresses allocateLoadBalancerNodePorts"),
      healthCheckNodePort: INT32,
      sessionAffinityConfig: struct("SessionAffinityConfig", {
        clientIP: struct("ClientIPConfig", { timeoutSeconds: INT32 }),
      }),
    }),
  }),
  "networking.k8s.io/v1/Ingress": object("Ingress", {
    spec: struct("IngressSpec", {
      ingressClassName: TEXT,
      defaultBackend: INGRESS_BACKEND,
      tls: list(struct("IngressTLS", { hosts: TEXTS, secretName: TEXT })),
      rules: list(
        struct(
          "IngressRule",
          { host: TEXT },
          {
            http: struct("HTTPIngressRuleValue", {
              paths: list(struct("HTTPIngressPath", { ...each(TEXT, "path pathType"), backend: INGRESS_BACKEND })),
            }),
          },
        ),
      ),
    }),
  }),
  "networking.k8s.io/v1/NetworkPolicy": object("NetworkPolicy", {
    spec: struct("NetworkPolicySpec", {
      podSelector: LABEL_SELECTOR,
      policyTypes: TEXTS,
      ingress: list(struct("NetworkPolicyIngressRule", { ports: NETWORK_PORTS, from: NETWORK_PEERS })),
      egress: list(struct("NetworkPolicyEgressRule", { ports: NETWORK_PORTS, to: NETWORK_PEERS })),
    }),
  }),
};

const STORAGE = {
  "v1/PersistentVolumeClaim": object("PersistentVolumeClaim", { spec: CLAIM_SPEC }),
  "v1/PersistentVolume": object("PersistentVolume", {
    spec: struct(
      "PersistentVolumeSpec",
      {
        ...each(TEXTS, "accessModes mountOptions"),
        ...each(TEXT, "persistentVolumeReclaimPolicy storageClassName volumeMode volumeAttributesClassName"),
        nodeAffinity: struct("VolumeNodeAffinity", { required: NODE_SELECTOR }),
      },
      {
        csi: struct("CSIPersistentVolumeSource", {
          ...each(TEXT, "driver volumeHandle fsType"),
          readOnly: BOOLEAN,
          volumeAttributes: TEXT_MAP,
        }),
        nfs: struct("NFSVolumeSource", { ...each(TEXT, "server path"), readOnly: BOOLEAN }),
        hostPath: struct("HostPathVolumeSource", each(TEXT, "path type")),
        local: struct("LocalVolumeSource", each(TEXT, "path fsType")),
      },
    ),
  }),
  "storage.k8s.io/v1/StorageClass": object("StorageClass", {
    ...each(TEXT, "provisioner reclaimPolicy volumeBindingMode"),
    parameters: TEXT_MAP,
    mountOptions: TEXTS,
    allowVolumeExpansion: BOOLEAN,
  }),
  "storage.k8s.io/v1/CSIDriver": object("CSIDriver", {
    spec: struct("CSIDriverSpec", {
      ...each(BOOLEAN, "attachRequired podInfoOnMount storageCapacity requiresRepublish seLinuxMount"),
      volumeLifecycleModes: TEXTS,
      fsGroupPolicy: TEXT,
    }),
  }),
};

const RULES = list(struct("PolicyRule", each(TEXTS, "verbs apiGroups resources resourceNames nonResourceURLs")));
const SUBJECTS = list(struct("Subject", each(TEXT, "kind apiGroup name namespace")));
const ROLE_REF = struct("RoleRef", each(TEXT, "apiGroup kind name"));
const webhooks = (go: string, more: Fields = {}) =>
  list(
    struct(go, {
      ...each(TEXT, "name failurePolicy matchPolicy sideEffects"),
      ...more,
      ...each(LABEL_SELECTOR, "namespaceSelector objectSelector"),
      timeoutSeconds: INT32,
      admissionReviewVersions: TEXTS,
      clientConfig: struct("WebhookClientConfig", {
        url: TEXT,
        service: struct("ServiceReference", { ...each(TEXT, "namespace name path"), port: INT32 }),
      }),
    }),
  );

const OTHERS = {
  "v1/ConfigMap": object("ConfigMap", { data: TEXT_MAP, binaryData: map(BYTES), immutable: BOOLEAN }),
  "v1/Secret": object("Secret", { data: map(BYTES), stringData: TEXT_MAP, type: TEXT, immutable: BOOLEAN }),
  "v1/ServiceAccount": object("ServiceAccount", { automountServiceAccountToken: BOOLEAN }),
  "rbac.authorization.k8s.io/v1/Role": object("Role", { rules: RULES }),
  "rbac.authorization.k8s.io/v1/ClusterRole": object("ClusterRole", { rules: RULES }),
  "rbac.authorization.k8s.io/v1/RoleBinding": object("RoleBinding", { subjects: SUBJECTS, roleRef: ROLE_REF }),
  "rbac.authorization.k8s.io/v1/ClusterRoleBinding": object("ClusterRoleBinding", {
    subjects: SUBJECTS,
    roleRef: ROLE_REF,
  }),
  "admissionregistration.k8s.io/v1/ValidatingWebhookConfiguration": object("ValidatingWebhookConfiguration", {
    webhooks: webhooks("ValidatingWebhook"),
  }),
  "admissionregistration.k8s.io/v1/MutatingWebhookConfiguration": object("MutatingWebhookConfiguration", {
    webhooks: webhooks("MutatingWebhook", { reinvocationPolicy: TEXT }),
  }),
};

const TYPES: ReadonlyMap<string, StructType> = new Map(
  Object.entries({ ...WORKLOADS, ...SCALING, ...NETWORKING, ...STORAGE, ...OTHERS }),
);
/** Those in the table: apps/v1/Deployment. */
export const KINDS: readonly string[] = [...TYPES.keys()];
const ANY_OBJECT = object("Object", {});

/** What is known of an object's fields; of a kind that is not in the table, those of its metadata. */
export const typeOf = (apiVersion: string, kind: string): StructType =>
  TYPES.get(`${apiVersion}/${kind}`) ?? ANY_OBJECT;
