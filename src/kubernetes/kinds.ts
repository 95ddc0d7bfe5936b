/** Kinds that live outside every namespace (kubectl api-resources --namespaced=false, Kubernetes 1.36). */
const CLUSTER_SCOPED = new Map<string, readonly string[]>(
  Object.entries({
    "": ["ComponentStatus", "Namespace", "Node", "PersistentVolume"],
    "admissionregistration.k8s.io": [
      "MutatingAdmissionPolicy",
      "MutatingAdmissionPolicyBinding",
      "MutatingWebhookConfiguration",
      "ValidatingAdmissionPolicy",
      "ValidatingAdmissionPolicyBinding",
      "ValidatingWebhookConfiguration",
    ],
    "apiextensions.k8s.io": ["CustomResourceDefinition"],
    "apiregistration.k8s.io": ["APIService"],
    "certificates.k8s.io": ["CertificateSigningRequest", "ClusterTrustBundle"],
    "flowcontrol.apiserver.k8s.io": ["FlowSchema", "PriorityLevelConfiguration"],
    "networking.k8s.io": ["IngressClass", "IPAddress", "ServiceCIDR"],
    "node.k8s.io": ["RuntimeClass"],
    "rbac.authorization.k8s.io": ["ClusterRole", "ClusterRoleBinding"],
    "resource.k8s.io": ["DeviceClass", "ResourceSlice"],
    "scheduling.k8s.io": ["PriorityClass"],
    "storage.k8s.io": ["CSIDriver", "CSINode", "StorageClass", "VolumeAttachment", "VolumeAttributesClass"],
  }),
);

export const isClusterScoped = (group: string, kind: string): boolean =>
  CLUSTER_SCOPED.get(group)?.includes(kind) ?? false;

/** API groups that the API server itself serves. Whatever lies outside is a custom resource. */
const BUILT_IN_GROUPS: ReadonlySet<string> = new Set([
  "",
  "apps",
  "autoscaling",
  "batch",
  "extensions",
  "policy",
  "authentication.k8s.io",
  "authorization.k8s.io",
  "coordination.k8s.io",
  "discovery.k8s.io",
  "events.k8s.io",
  "internal.apiserver.k8s.io",
  "storagemigration.k8s.io",
  ...CLUSTER_SCOPED.keys(),
]);

export const isBuiltInGroup = (group: string): boolean => BUILT_IN_GROUPS.has(group);

interface Kind {
  readonly group: string;
  readonly kind: string;
}

export const isStorageClass = ({ group, kind }: Kind): boolean => kind === "StorageClass" && group === "storage.k8s.io";

export const isClaim = ({ group, kind }: Kind): boolean => kind === "PersistentVolumeClaim" && group === "";

export const isPersistentVolume = ({ group, kind }: Kind): boolean => kind === "PersistentVolume" && group === "";
