import type {
  Affinity,
  Container,
  EmptyDirVolumeSource,
  EphemeralVolumeSource,
  HostAlias,
  LocalObjectReference,
  PersistentVolumeClaim,
  PodDNSConfig,
  PodSecurityContext,
  ResourceRequirements,
  SecretKeySelector,
  Toleration,
  TopologySpreadConstraint,
  Volume,
  VolumeMount,
} from "kubernetes-types/core/v1.js";
import type { ObjectMeta } from "kubernetes-types/meta/v1.js";

// The fields that shape what is made, spelt as the CRDs of monitoring.coreos.com spell them.

export interface StorageSpec {
  readonly disableMountSubPath?: boolean;
  readonly emptyDir?: EmptyDirVolumeSource;
  readonly ephemeral?: EphemeralVolumeSource;
  readonly volumeClaimTemplate?: PersistentVolumeClaim;
}

/** What all four kinds have. */
export interface InstanceSpec {
  readonly affinity?: Affinity;
  readonly containers?: Container[];
  readonly dnsConfig?: PodDNSConfig;
  readonly dnsPolicy?: string;
  readonly enableServiceLinks?: boolean;
  readonly hostAliases?: HostAlias[];
  readonly hostUsers?: boolean;
  readonly image?: string;
  readonly imagePullPolicy?: string;
  readonly imagePullSecrets?: LocalObjectReference[];
  readonly initContainers?: Container[];
  readonly listenLocal?: boolean;
  readonly nodeSelector?: Readonly<Record<string, string>>;
  readonly podMetadata?: Pick<ObjectMeta, "labels" | "annotations">;
  readonly portName?: string;
  readonly priorityClassName?: string;
  readonly replicas?: number;
  readonly resources?: ResourceRequirements;
  readonly routePrefix?: string;
  readonly securityContext?: PodSecurityContext;
  readonly serviceAccountName?: string;
  readonly serviceName?: string;
  readonly storage?: StorageSpec;
  readonly terminationGracePeriodSeconds?: number;
  readonly tolerations?: Toleration[];
  readonly topologySpreadConstraints?: TopologySpreadConstraint[];
  readonly version?: string;
  readonly volumeMounts?: VolumeMount[];
  readonly volumes?: Volume[];
  readonly web?: { readonly tlsConfig?: object };
}

/** What Prometheus, PrometheusAgent and Alertmanager have beyond that. */
export interface ReloadedSpec extends InstanceSpec {
  readonly automountServiceAccountToken?: boolean;
  readonly configMaps?: string[];
  readonly hostNetwork?: boolean;
  readonly secrets?: string[];
}

export interface CommonPrometheusSpec extends ReloadedSpec {
  readonly reloadStrategy?: string;
  readonly scrapeFailureLogFile?: string;
  readonly shards?: number;
}

export interface PrometheusSpec extends CommonPrometheusSpec {
  readonly queryLogFile?: string;
  readonly thanos?: ThanosSpec;
}

export interface ThanosSpec {
  readonly image?: string;
  readonly objectStorageConfig?: SecretKeySelector;
  readonly objectStorageConfigFile?: string;
  readonly resources?: ResourceRequirements;
  readonly version?: string;
  readonly volumeMounts?: VolumeMount[];
}

export interface PrometheusAgentSpec extends CommonPrometheusSpec {
  readonly mode?: string;
}

export interface AlertmanagerSpec extends ReloadedSpec {
  readonly alertmanagerConfiguration?: { readonly templates?: SecretOrConfigMap[] };
  readonly clusterTLS?: object;
}

interface SecretOrConfigMap {
  readonly configMap?: { readonly name?: string; readonly key: string };
  readonly secret?: SecretKeySelector;
}

export interface ThanosRulerSpec extends InstanceSpec {
  readonly alertRelabelConfigFile?: string;
  readonly alertRelabelConfigs?: SecretKeySelector;
  readonly alertmanagersConfig?: SecretKeySelector;
  readonly objectStorageConfig?: SecretKeySelector;
  readonly objectStorageConfigFile?: string;
  readonly queryConfig?: SecretKeySelector;
  readonly tracingConfig?: SecretKeySelector;
  readonly tracingConfigFile?: string;
}

/** A custom resource of which pods are made. */
export interface Instance<Spec extends InstanceSpec = InstanceSpec> {
  readonly metadata: ObjectMeta;
  readonly spec: Spec;
}
