import { type EmptyDir, emptyDirs, mayHaveSizedDirectory } from "../../kubernetes/empty-dirs.ts";
import { type Limit, mayHaveOverhead, podMemoryLimit, quantityOf } from "../../kubernetes/resource-limits.ts";
import type { KubernetesVersion } from "../../kubernetes/version.ts";
import type { Workload } from "../../kubernetes/workload.ts";
import { effectiveLimit } from "../../release/effective-limit.ts";
import type { Release } from "../../release/release.ts";
import { defineRule, type Problem } from "../../rule/rule.ts";
import { quote, shortList } from "../../rule/text.ts";

export default defineRule({
  id: "empty-dir-oversized",
  summary: "An emptyDir may hold more than its containers may use.",
  rationale: `The \`sizeLimit\` of an emptyDir is not the only limit on it, and the lowest one decides.

In memory (\`medium: Memory\`), what is written counts as memory of the container that writes. A \`sizeLimit\` that is not below the memory limits of those that write never takes effect: the container is killed (\`OOMKilled\`) while the volume has room left, and no write ever fails with \`No space left on device\`. The limits of several containers that write are added up; a limit of the pod itself (\`spec.resources\`) counts from Kubernetes 1.34 on.

On disk, kubelet adds up what the pod's emptyDirs, logs and writable layers take, and evicts the pod when that exceeds the \`ephemeral-storage\` limits of its containers. A larger \`sizeLimit\` is never reached. Where a container has no such limit, the finding is likely: a LimitRange of the namespace may give it one, which adds to the pod's. A LimitRange of the input is counted.

Nothing is said where one that writes to memory has no limit, where a quantity cannot be read, or where a runtime class may add to the limits of the pod.`,
  topic: "volumes",
  severity: "warning",
  profile: "reliability",
  since: "0.1.0",
  references: [
    "https://kubernetes.io/docs/concepts/storage/volumes/#emptydir",
    "https://kubernetes.io/docs/concepts/storage/ephemeral-storage/",
  ],
  examples: [
    {
      title: "In memory, beyond the memory limit",
      bad: `apiVersion: apps/v1
kind: Deployment
metadata: {name: render}
spec:
  selector: {matchLabels: {app: render}}
  template:
    metadata: {labels: {app: render}}
    spec:
      containers:
        - name: render
          image: example/render:1
          resources:
            limits: {memory: 512Mi}
          volumeMounts:
            - {name: frames, mountPath: /frames}
      volumes:
        - name: frames
          emptyDir:
            medium: Memory
            sizeLimit: 1Gi # bad
`,
      good: `apiVersion: apps/v1
kind: Deployment
metadata: {name: render}
spec:
  selector: {matchLabels: {app: render}}
  template:
    metadata: {labels: {app: render}}
    spec:
      containers:
        - name: render
          image: example/render:1
          resources:
            limits: {memory: 1536Mi}
          volumeMounts:
            - {name: frames, mountPath: /frames}
      volumes:
        - name: frames
          emptyDir:
            medium: Memory
            sizeLimit: 1Gi
`,
    },
    {
      title: "On disk, beyond the limit of ephemeral storage",
      bad: `apiVersion: v1
kind: Pod
metadata: {name: import}
spec:
  containers:
    - name: import
      image: example/import:1
      resources:
        limits: {ephemeral-storage: 2Gi}
      volumeMounts:
        - {name: scratch, mountPath: /scratch}
  volumes:
    - name: scratch
      emptyDir: {sizeLimit: 10Gi} # bad
`,
      good: `apiVersion: v1
kind: Pod
metadata: {name: import}
spec:
  containers:
    - name: import
      image: example/import:1
      resources:
        limits: {ephemeral-storage: 11Gi}
      volumeMounts:
        - {name: scratch, mountPath: /scratch}
  volumes:
    - name: scratch
      emptyDir: {sizeLimit: 10Gi}
`,
    },
  ],
  on: "workload",
  concerns: mayHaveSizedDirectory,
  *check(workload, { kubernetes, release }) {
    const storage = bound(storageLimits(workload, release));
    const mayGetMore = lacksLimit(workload, release);
    for (const directory of emptyDirs(workload)) {
      const { isInMemory, sizeLimit } = directory;
      const size = quantityOf(sizeLimit);
      const most = isInMemory ? bound(memoryLimits(directory, workload, kubernetes, release)) : storage;
      // A process needs some of its memory for itself.
      if (most && (isInMemory ? size >= most.sum : size > most.sum))
        yield {
          ...problemOf(directory, most.limits, workload),
          ...(!isInMemory && mayGetMore && { confidence: "likely" }),
        };
    }
  },
});

const STORAGE = "ephemeral-storage";

/** Limits that count together; not empty. */
interface Bound {
  readonly limits: readonly Limit[];
  readonly sum: number;
}

const bound = (limits: readonly Limit[]): Bound | undefined =>
  limits.length > 0 ? { limits, sum: total(limits) } : undefined;

const total = (limits: readonly Limit[]): number => limits.reduce((sum, { value }) => sum + value, 0);

/** What bounds the memory of those that write to the directory; nothing where one of them is not bounded. */
function memoryLimits(
  { writers }: EmptyDir,
  workload: Workload,
  kubernetes: KubernetesVersion,
  release: Release,
): readonly Limit[] {
  const own = writers.flatMap(({ container }) => effectiveLimit(container, "memory", release) ?? []);
  const ofPod = mayHaveOverhead(workload) ? undefined : podMemoryLimit(workload, kubernetes);
  const isBounded = own.length === writers.length;
  if (ofPod && !(isBounded && total(own) <= ofPod.value)) return [ofPod];
  return isBounded ? own : [];
}

/**
 * The limits that kubelet adds up for the pod: of the containers that stay, or of those that run at once before they start,
 * whichever is more (component-helpers resource/helpers.go, AggregateContainerLimits).
 */
function storageLimits(workload: Workload, release: Release): readonly Limit[] {
  const limits = workload.containers.flatMap((container) => effectiveLimit(container, STORAGE, release) ?? []);
  if (mayHaveOverhead(workload) || limits.some(({ value }) => Number.isNaN(value))) return [];
  const staying = limits.filter(({ container }) => container?.role === "main" || container?.role === "sidecar");
  let most = total(staying);
  let sidecars = 0;
  let largest: Limit | undefined;
  for (const limit of limits) {
    if (limit.container?.role === "sidecar") sidecars += limit.value;
    if (limit.container?.role !== "init" || sidecars + limit.value <= most) continue;
    most = sidecars + limit.value;
    largest = limit;
  }
  if (!largest) return staying;
  const before = limits.slice(0, limits.indexOf(largest));
  return [...before.filter(({ container }) => container?.role === "sidecar"), largest];
}

/** A LimitRange that is not in the input may give limits to the containers that lack them. */
const lacksLimit = ({ containers }: Workload, release: Release): boolean =>
  containers.some((container) => container.role !== "ephemeral" && !effectiveLimit(container, STORAGE, release));

/** Limits that are named, and pointed at. */
const MOST_NAMED = 3;

function problemOf(directory: EmptyDir, limits: readonly Limit[], workload: Workload): Problem {
  const { volume, isInMemory, sizeLimit } = directory;
  const resource = isInMemory ? "memory" : "ephemeral storage";
  const size = sizeLimit.text ?? sizeLimit.writtenText ?? "";
  const [first, second] = limits;
  const only = second ? undefined : first;
  const holder = ({ container }: Limit): string => container?.label ?? "the pod";
  const bounds = only
    ? `${holder(only)} may use ${only.text} of ${resource}`
    : `the ${resource} limits of ${shortList(limits, (limit) => `${holder(limit)} (${limit.text})`, MOST_NAMED)} add up to ${isInMemory ? "no more" : "less"}`;
  return {
    at: sizeLimit,
    names: [volume.name],
    label: "more than may be written",
    message: `volume ${quote(volume.name)} of ${workload.label} may hold ${size}, but ${bounds}`,
    related: limits.slice(0, MOST_NAMED).map(({ node }) => ({ at: node, label: `${resource} is limited here` })),
    help: `set ${sizeLimit.fieldPath} below ${only ? only.text : "their sum"}, to what the volume has to hold, or raise the limit${only ? "" : "s"}`,
    then: isInMemory
      ? `what is written counts as memory: ${only?.container?.label ?? "the container that writes"} is killed (OOMKilled) while the volume has room left`
      : "kubelet evicts the pod while the volume has room left (Pod ephemeral local storage usage exceeds the total limit of containers)",
  };
}
