import { type KubernetesVersion, showVersion } from "./version.ts";

/** A StatefulSet's pod and claims are looked into from then on (kubernetes/kubernetes#131790, #132212). */
const STATEFUL_SETS_SEEN = 34;

/**
 * What comes of an object that the API server finds at fault; `words` are its own: path and error. Of a StatefulSet it
 * refuses each pod, in the versions that do not look into the template.
 */
export function apiRefusal(kind: string, words: string, kubernetes: KubernetesVersion): string {
  if (kind !== "StatefulSet") return `the API server refuses the ${kind} (${words})`;
  return kubernetes.minor >= STATEFUL_SETS_SEEN
    ? `Kubernetes 1.${STATEFUL_SETS_SEEN} and newer refuse the StatefulSet (${words}); older ones accept it and create no pod`
    : `Kubernetes ${showVersion(kubernetes)} accepts the StatefulSet and creates no pod (FailedCreate: ${wordsOfRefused(kind, words, kubernetes)})`;
}

/** With paths in what is refused: a pod that a StatefulSet makes has no template. */
export const wordsOfRefused = (kind: string, words: string, { minor }: KubernetesVersion): string =>
  kind === "StatefulSet" && minor < STATEFUL_SETS_SEEN
    ? words.replace(/(?<=^|, )spec\.template\.spec\./g, "spec.")
    : words;
