import { type KubernetesVersion, showVersion } from "./version.ts";

/** A StatefulSet's pod and claims are looked into from then on (kubernetes/kubernetes#131790, #132212). */
const STATEFUL_SETS_SEEN = 34;
/** kubernetes/kubernetes#128553 */
const TOO_LONG_REWORDED = 32;

/**
 * What comes of an object that the API server finds at fault; `words` are its own: path and error. Of a StatefulSet it
 * refuses each pod, in the versions that do not look into the template.
 */
export function apiRefusal(kind: string, words: string, kubernetes: KubernetesVersion): string {
  const said = wordsOfRefused(kind, words, kubernetes);
  if (kind !== "StatefulSet") return `the API server refuses the ${kind} (${said})`;
  return kubernetes.minor >= STATEFUL_SETS_SEEN
    ? `Kubernetes 1.${STATEFUL_SETS_SEEN} and newer refuse the StatefulSet (${said}); older ones accept it and create no pod`
    : `Kubernetes ${showVersion(kubernetes)} accepts the StatefulSet and creates no pod (FailedCreate: ${said})`;
}

/** As that version says it. With paths in what is refused: a pod that a StatefulSet makes has no template. */
export function wordsOfRefused(kind: string, words: string, { minor }: KubernetesVersion): string {
  const said =
    minor < TOO_LONG_REWORDED ? words.replace("Too long: may not be more than", "Too long: must have at most") : words;
  return kind === "StatefulSet" && minor < STATEFUL_SETS_SEEN
    ? said.replace(/(?<=^|, )spec\.template\.spec\./g, "spec.")
    : said;
}
