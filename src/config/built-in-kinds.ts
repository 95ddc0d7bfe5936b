/** Kinds of the stable API of Kubernetes 1.36, by group (kubectl api-resources). */
export const BUILT_IN_KINDS: readonly string[] = [
  // core
  "Binding",
  "ComponentStatus",
  "ConfigMap",
  "Endpoints",
  "Event",
  "LimitRange",
  "Namespace",
  "Node",
  "PersistentVolume",
  "PersistentVolumeClaim",
  "Pod",
  "PodTemplate",
  "ReplicationController",
  "ResourceQuota",
  "Secret",
  "Service",
  "ServiceAccount",
  // admissionregistration.k8s.io
  "MutatingAdmissionPolicy",
  "MutatingAdmissionPolicyBinding",
  "MutatingWebhookConfiguration",
  "ValidatingAdmissionPolicy",
  "ValidatingAdmissionPolicyBinding",
  "ValidatingWebhookConfiguration",
  // apiextensions.k8s.io, apiregistration.k8s.io
  "CustomResourceDefinition",
  "APIService",
  // apps
  "ControllerRevision",
  "DaemonSet",
  "Deployment",
  "ReplicaSet",
  "StatefulSet",
  // authentication.k8s.io, authorization.k8s.io
  "SelfSubjectReview",
  "TokenReview",
  "LocalSubjectAccessReview",
  "SelfSubjectAccessReview",
  "SelfSubjectRulesReview",
  "SubjectAccessReview",
  // autoscaling, policy
  "HorizontalPodAutoscaler",
  "PodDisruptionBudget",
  // batch
  "CronJob",
  "Job",
  // certificates.k8s.io, coordination.k8s.io
  "CertificateSigningRequest",
  "Lease",
  // discovery.k8s.io, flowcontrol.apiserver.k8s.io
  "EndpointSlice",
  "FlowSchema",
  "PriorityLevelConfiguration",
  // networking.k8s.io
  "IPAddress",
  "Ingress",
  "IngressClass",
  "NetworkPolicy",
  "ServiceCIDR",
  // node.k8s.io, scheduling.k8s.io
  "RuntimeClass",
  "PriorityClass",
  // rbac.authorization.k8s.io
  "ClusterRole",
  "ClusterRoleBinding",
  "Role",
  "RoleBinding",
  // resource.k8s.io
  "DeviceClass",
  "ResourceClaim",
  "ResourceClaimTemplate",
  "ResourceSlice",
  // storage.k8s.io
  "CSIDriver",
  "CSINode",
  "CSIStorageCapacity",
  "StorageClass",
  "VolumeAttachment",
  "VolumeAttributesClass",
];
