import type { ServiceAccountTokenProjection, VolumeMount } from "kubernetes-types/core/v1.js";
import type { Container } from "../../kubernetes/container.ts";
import type { Volume } from "../../kubernetes/volume.ts";
import { isMadeAnew } from "../../release/made-anew.ts";
import { volumeContents } from "../../release/volume-contents.ts";
import { defineRule, type Problem } from "../../rule/rule.ts";
import { declaredHere, quote, shortList } from "../../rule/text.ts";
import type { Node } from "../../yaml/node.ts";

export default defineRule({
  id: "sub-path-not-updated",
  summary: "A file of a ConfigMap or Secret is mounted by subPath, and never updated.",
  rationale: `kubelet brings a change of a ConfigMap, a Secret or the pod's own labels into a volume within about a minute. It does so by a new directory and a link that is moved, which a mount with \`subPath\` or \`subPathExpr\` does not follow: the container keeps the file that it started with until it starts again. After a change, pods that are old and pods that are new run with different settings.

Mount the directory instead, with \`items\` to choose files, or make the pods anew whenever the content changes, by a checksum of it in an annotation of the pod template.

A projected token of a service account matters most: by \`subPath\` it is never renewed, and refused once it has expired (\`expirationSeconds\`, an hour where none are set). That is a warning; of 3607 seconds, which the API server by default extends to a year for itself, a note.

Nothing is said of what runs once: Jobs, CronJobs, Helm hooks, Pods that are not restarted, and init containers. Nor where the object is \`immutable\`, or has a hash of its content in its name as kustomize gives it, nor of fields of the pod that stay as they are, nor where an annotation of the workload or its pod template shows that somebody makes the pods anew (a name with \`checksum\`, \`hash\`, \`reloader\` or \`rollme\`).`,
  topic: "volumes",
  severity: "warning",
  profile: "advice",
  since: "0.1.0",
  references: [
    "https://kubernetes.io/docs/concepts/configuration/configmap/#mounted-configmaps-are-updated-automatically",
    "https://kubernetes.io/docs/concepts/storage/volumes/#using-subpath",
  ],
  examples: [
    {
      title: "Settings that a change does not reach",
      bad: `apiVersion: apps/v1
kind: Deployment
metadata: {name: proxy}
spec:
  selector: {matchLabels: {app: proxy}}
  template:
    metadata: {labels: {app: proxy}}
    spec:
      containers:
        - name: proxy
          image: example/proxy:1
          volumeMounts:
            - name: settings
              mountPath: /etc/proxy/proxy.conf
              subPath: proxy.conf # bad
      volumes:
        - name: settings
          configMap: {name: proxy}
`,
      good: `apiVersion: apps/v1
kind: Deployment
metadata: {name: proxy}
spec:
  selector: {matchLabels: {app: proxy}}
  template:
    metadata: {labels: {app: proxy}}
    spec:
      containers:
        - name: proxy
          image: example/proxy:1
          volumeMounts:
            - name: settings
              mountPath: /etc/proxy
      volumes:
        - name: settings
          configMap: {name: proxy}
`,
    },
    {
      title: "A token that is never renewed",
      bad: `apiVersion: v1
kind: Pod
metadata: {name: agent}
spec:
  serviceAccountName: agent
  containers:
    - name: agent
      image: example/agent:1
      volumeMounts:
        - {name: identity, mountPath: /etc/agent/token, subPath: token} # bad
  volumes:
    - name: identity
      projected:
        sources:
          - serviceAccountToken: {path: token, audience: vault}
`,
      good: `apiVersion: v1
kind: Pod
metadata: {name: agent}
spec:
  serviceAccountName: agent
  containers:
    - name: agent
      image: example/agent:1
      volumeMounts:
        - {name: identity, mountPath: /etc/agent/identity}
  volumes:
    - name: identity
      projected:
        sources:
          - serviceAccountToken: {path: token, audience: vault}
`,
    },
  ],
  on: "container",
  concerns: ({ mounts }) => mounts.some((mount) => subPathOf(mount) !== undefined),
  *check(container, { release }) {
    if (runsOnce(container)) return;
    for (const [volume, subPaths] of subPathsByVolume(container)) {
      if (!UPDATED.has(volume.source)) continue;
      const { tokens, isFixed } = volumeContents(volume, container, release);
      const token = subPaths.find(({ text }) => text !== undefined && tokens.has(text));
      if (token) yield tokenProblem(volume, token, tokens.get(token.text ?? ""), container);
      else if (!isFixed && !isMadeAnew(container.workload)) yield problemOf(volume, subPaths, container);
    }
  },
});

/** What kubelet keeps up to date in a volume. */
const UPDATED: ReadonlySet<string> = new Set(["configMap", "secret", "projected", "downwardAPI"]);

/** undefined where the mount has none: an empty one is none. */
function subPathOf(mount: Node<VolumeMount>): Node<string> | undefined {
  const subPath = mount.get("subPath");
  if (subPath.text) return subPath;
  const expression = mount.get("subPathExpr");
  return expression.text ? expression : undefined;
}

function subPathsByVolume(container: Container): ReadonlyMap<Volume, SubPaths> {
  const found = new Map<Volume, [Node<string>, ...Node<string>[]]>();
  for (const mount of container.mounts) {
    const subPath = subPathOf(mount);
    const volume = container.volumeOf(mount);
    if (!subPath || !volume) continue;
    const others = found.get(volume);
    if (others) others.push(subPath);
    else found.set(volume, [subPath]);
  }
  return found;
}

function runsOnce({ role, workload }: Container): boolean {
  if ((role !== "main" && role !== "sidecar") || ONCE.has(workload.kind)) return true;
  const restarts = workload.pod.get("restartPolicy").text ?? "Always";
  return restarts !== "Always" || workload.resource.hooks.length > 0;
}

const ONCE: ReadonlySet<string> = new Set(["Job", "CronJob"]);

type SubPaths = readonly [Node<string>, ...Node<string>[]];

function problemOf(volume: Volume, subPaths: SubPaths, container: Container): Problem {
  const files = shortList(subPaths, ({ text }) => quote(text ?? ""), 3);
  const object = objectBehind(volume);
  const canRoll = object !== undefined && container.workload.kind !== "Pod";
  return {
    ...about(volume),
    at: subPaths[0],
    severity: "info",
    label: "never updated",
    message: `${container.label} mounts ${files} of volume ${quote(volume.name)} by subPath, where a change never arrives`,
    help: `mount the directory instead${canRoll ? `, or put a checksum of ${object} into an annotation of the pod template` : ""}`,
    then: `a change of ${object ?? "the pod's labels and annotations"} reaches the container only when it starts again`,
  };
}

function tokenProblem(
  volume: Volume,
  at: Node<string>,
  token: Node<ServiceAccountTokenProjection> | undefined,
  container: Container,
): Problem {
  const seconds = token?.get("expirationSeconds").number ?? DEFAULT_EXPIRATION;
  const mayLast = seconds === EXTENDED_EXPIRATION && !token?.get("audience").text;
  return {
    ...about(volume),
    at,
    ...(mayLast && { severity: "info" }),
    label: "never renewed",
    message: `${container.label} mounts token ${quote(at.text ?? "")} of volume ${quote(volume.name)} by subPath, where it is never renewed`,
    help: "mount the directory instead, and read the token from there",
    then: mayLast
      ? `the token should last ${seconds} seconds; an API server that does not extend such tokens refuses it from then on, until the container starts again`
      : `the token is refused after ${seconds} seconds, until the container starts again`,
  };
}

const about = (volume: Volume): Pick<Problem, "names" | "related"> => ({
  names: [volume.name],
  related: [{ at: volume.at, label: declaredHere(volume) }],
});

/** Seconds (pkg/apis/core/v1/defaults.go, SetDefaults_ServiceAccountTokenProjection). */
const DEFAULT_EXPIRATION = 3600;
/**
 * What the API server gives its own tokens; unless told otherwise, it then takes them for a year (pkg/serviceaccount/claims.go,
 * WarnOnlyBoundTokenExpiration; --service-account-extend-token-expiration).
 */
const EXTENDED_EXPIRATION = 3607;

/** ConfigMap "proxy" */
function objectBehind({ node, source }: Volume): string | undefined {
  if (source === "downwardAPI") return undefined;
  const map = node.get("configMap").get("name").text;
  const secret = node.get("secret").get("secretName").text;
  if (map !== undefined) return `ConfigMap ${quote(map)}`;
  return secret === undefined ? "what it holds" : `Secret ${quote(secret)}`;
}
