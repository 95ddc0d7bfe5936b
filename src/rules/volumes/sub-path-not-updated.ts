import type { ConfigMap, Secret, ServiceAccountTokenProjection, VolumeMount } from "kubernetes-types/core/v1.js";
import type { Container } from "../../kubernetes/container.ts";
import type { Volume } from "../../kubernetes/volume.ts";
import type { Workload } from "../../kubernetes/workload.ts";
import { objectsOf } from "../../release/mounted-files.ts";
import type { Release } from "../../release/release.ts";
import { defineRule, type Problem } from "../../rule/rule.ts";
import { declaredHere, quote, shortList } from "../../rule/text.ts";
import type { Node } from "../../yaml/node.ts";
import { remembered } from "../../yaml/remembered.ts";

export default defineRule({
  id: "sub-path-not-updated",
  summary: "A file of a ConfigMap or Secret is mounted by subPath, and never updated.",
  rationale: `kubelet brings a change of a ConfigMap, a Secret or the pod's own labels into a volume within about a minute. It does so by a new directory and a link that is moved, which a mount with \`subPath\` or \`subPathExpr\` does not follow: the container keeps the file that it started with. After a change, pods that were restarted and pods that were not run with different settings.

Mount the directory instead, with \`items\` to choose files, or make the pods anew whenever the content changes, by a checksum of it in an annotation of the pod template.

A projected token of a service account matters most: by \`subPath\` it is never renewed, and refused once it has expired (\`expirationSeconds\`, an hour where none are set). That is a warning.

Nothing is said of what runs once: Jobs, CronJobs, Helm hooks, Pods that are not restarted, and init containers. Nor where the object is \`immutable\`, or has a hash of its content in its name as kustomize gives it, nor where an annotation of the workload or its pod template shows that somebody makes the pods anew (a name with \`checksum\`, \`hash\`, \`reloader\` or \`rollme\`).`,
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
      const token = tokenProblem(volume, subPaths, container);
      if (token) yield token;
      else if (UPDATED.has(volume.source) && !isReplaced(container.workload) && !isFixed(volume, container, release))
        yield problemOf(volume, subPaths, container);
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

/** Charts put a checksum beside the pod; Reloader and Wave watch for annotations of the workload. */
const REPLACES = /checksum|hash|sha\d|md5|reloader|rollme|wave\.pusher\.com/i;

/** True for pods that somebody makes anew. */
const isReplaced = ({ resource, podAnnotations }: Workload): boolean =>
  [...resource.annotated, podAnnotations].some((annotations) =>
    annotations.entries().some(({ name }) => REPLACES.test(name)),
  );

/** kustomize's suffix, of the letters that it makes of a hash (api/hasher/hasher.go, encode): a change of content is a new name. */
const HASHED = /-[2456789bcdfghkmt]{10}$/;

/** True where all that the volume holds stays as it is. Many containers may mount one volume. */
function isFixed(volume: Volume, container: Container, release: Release): boolean {
  const known = FIXED.get(volume) ?? areFixed(volume, container, release);
  FIXED.set(volume, known);
  return known;
}

const FIXED = new WeakMap<Volume, boolean>();

function areFixed(volume: Volume, container: Container, release: Release): boolean {
  const { node, source } = volume;
  const sources = source === "projected" ? node.get("projected").get("sources").items() : [node];
  const names = sources.map((holder) => nameOf(holder as Node));
  if (names.every((name) => name !== undefined && HASHED.test(name))) return true;
  const objects = [...objectsOf(volume, container, release)];
  return (
    objects.length === sources.length &&
    objects.every((object) => object.as<ConfigMap & Secret>().get("immutable").boolean === true)
  );
}

const nameOf = (source: Node): string | undefined =>
  source.get("configMap").get("name").text ??
  source.get("secret").get("secretName").text ??
  source.get("secret").get("name").text;

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
    then: `the container keeps what it started with, until its pod is made anew${object === undefined ? "" : ` after a change of ${object}`}`,
  };
}

function tokenProblem(volume: Volume, subPaths: SubPaths, container: Container): Problem | undefined {
  const tokens = tokensIn(volume);
  const at = subPaths.find(({ text }) => text !== undefined && tokens.has(text));
  if (!at) return undefined;
  const seconds = tokens.get(at.text ?? "")?.get("expirationSeconds").number ?? DEFAULT_EXPIRATION;
  return {
    ...about(volume),
    at,
    label: "never renewed",
    message: `${container.label} mounts token ${quote(at.text ?? "")} of volume ${quote(volume.name)} by subPath, where it is never renewed`,
    help: "mount the directory instead, and read the token from there",
    then: `the token that the container has is refused after ${seconds} seconds`,
  };
}

const about = (volume: Volume): Pick<Problem, "names" | "related"> => ({
  names: [volume.name],
  related: [{ at: volume.at, label: declaredHere(volume) }],
});

/** Seconds (pkg/apis/core/v1/defaults.go, SetDefaults_ServiceAccountTokenProjection). */
const DEFAULT_EXPIRATION = 3600;

/** The tokens of a projected volume by their paths. */
const tokensIn = remembered(({ node }: Volume): ReadonlyMap<string, Node<ServiceAccountTokenProjection>> => {
  const sources = node.get("projected").get("sources").items();
  const tokens = sources.map((source) => source.get("serviceAccountToken"));
  return new Map(tokens.map((token) => [token.get("path").text ?? "", token]));
});

/** ConfigMap "proxy" */
function objectBehind({ node, source }: Volume): string | undefined {
  if (source === "downwardAPI") return undefined;
  const map = node.get("configMap").get("name").text;
  const secret = node.get("secret").get("secretName").text;
  if (map !== undefined) return `ConfigMap ${quote(map)}`;
  return secret === undefined ? "what it holds" : `Secret ${quote(secret)}`;
}
