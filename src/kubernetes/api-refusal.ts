import { type KubernetesVersion, showVersion } from "./version.ts";

/**
 * What comes of an object that the API server finds at fault; `words` are its own: path and error. It looks into the pod
 * and the claims of a StatefulSet from 1.34 on (kubernetes/kubernetes#131790, #132212): before, each pod is refused.
 */
export function apiRefusal(kind: string, words: string, kubernetes: KubernetesVersion): string {
  if (kind !== "StatefulSet") return `the API server refuses the ${kind} (${words})`;
  return kubernetes.minor >= 34
    ? `Kubernetes 1.34 and newer refuse the StatefulSet (${words}); older ones accept it and create no pod`
    : `Kubernetes ${showVersion(kubernetes)} accepts the StatefulSet and creates no pod (FailedCreate: ${words})`;
}
