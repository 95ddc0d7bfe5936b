import type { Container } from "../../kubernetes/container.ts";
import { type EmptyDir, emptyDirs, mayHaveSizedDirectory, type Writer } from "../../kubernetes/empty-dirs.ts";
import { type Limit, podMemoryLimit, quantityOf } from "../../kubernetes/resource-limits.ts";
import type { Workload } from "../../kubernetes/workload.ts";
import { effectiveLimit } from "../../release/effective-limit.ts";
import type { Release } from "../../release/release.ts";
import { defineRule, type Problem } from "../../rule/rule.ts";
import { quote } from "../../rule/text.ts";

export default defineRule({
  id: "memory-volume-unlimited",
  summary: "A volume in memory has no size limit.",
  rationale: `An emptyDir with \`medium: Memory\` is a tmpfs, and what is written to it counts as memory of the container that writes. Without \`sizeLimit\` kubelet makes it as large as the memory limit of the pod; where one container has no limit, as large as all memory that the node has for pods.

So a file that grows ends in one of two ways. Where the container that writes has a memory limit, it is killed (\`OOMKilled\`), and its files outlive it: after the restart they still count for the pod. That is a note. Where it has none, it takes the memory of the node, and pods of others are evicted or killed. That is a warning, and likely: a LimitRange of the namespace that is not in the input may give the container a limit. With a \`sizeLimit\` well below the memory limit, the write itself fails (\`No space left on device\`), which programs can say in their log.

A volume that is mounted only \`readOnly\` is not reported. A limit of the pod itself (\`spec.resources\`) counts from Kubernetes 1.34 on. What only init containers write without a limit is a note, too: they run once, and most write little.`,
  topic: "volumes",
  severity: "warning",
  profile: "reliability",
  since: "0.1.0",
  references: [
    "https://kubernetes.io/docs/concepts/storage/volumes/#emptydir",
    "https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/#memory-backed-emptydir",
  ],
  examples: [
    {
      title: "A cache that may take the node's memory",
      bad: `apiVersion: apps/v1
kind: Deployment
metadata: {name: web}
spec:
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec:
      containers:
        - name: web
          image: example/web:1
          volumeMounts:
            - {name: cache, mountPath: /var/cache/web}
      volumes:
        - name: cache
          emptyDir: # bad
            medium: Memory
`,
      good: `apiVersion: apps/v1
kind: Deployment
metadata: {name: web}
spec:
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec:
      containers:
        - name: web
          image: example/web:1
          resources:
            limits: {memory: 512Mi}
          volumeMounts:
            - {name: cache, mountPath: /var/cache/web}
      volumes:
        - name: cache
          emptyDir:
            medium: Memory
            sizeLimit: 128Mi
`,
    },
    {
      title: "Shared memory that counts against the container's limit",
      bad: `apiVersion: v1
kind: Pod
metadata: {name: browser}
spec:
  containers:
    - name: browser
      image: example/browser:1
      resources:
        limits: {memory: 2Gi}
      volumeMounts:
        - {name: shm, mountPath: /dev/shm}
  volumes:
    - name: shm
      emptyDir: {medium: Memory} # bad
`,
      good: `apiVersion: v1
kind: Pod
metadata: {name: browser}
spec:
  containers:
    - name: browser
      image: example/browser:1
      resources:
        limits: {memory: 2Gi}
      volumeMounts:
        - {name: shm, mountPath: /dev/shm}
  volumes:
    - name: shm
      emptyDir: {medium: Memory, sizeLimit: 512Mi}
`,
    },
  ],
  on: "workload",
  concerns: mayHaveSizedDirectory,
  *check(workload, { kubernetes, release }) {
    for (const directory of emptyDirs(workload))
      if (directory.isInMemory && isUnlimited(directory))
        yield problemOf(directory, workload, podMemoryLimit(workload, kubernetes), release);
  },
});

/** kubelet takes zero for none (pkg/volume/emptydir/empty_dir.go, calculateEmptyDirMemorySize). */
const isUnlimited = ({ sizeLimit }: EmptyDir): boolean => sizeLimit.state !== "present" || quantityOf(sizeLimit) === 0;

function problemOf(directory: EmptyDir, workload: Workload, ofPod: Limit | undefined, release: Release): Problem {
  const { volume, sizeLimit, writers } = directory;
  const ownLimit = (container: Container) => effectiveLimit(container, "memory", release);
  const unlimited = ofPod ? [] : writers.filter(({ container }) => !ownLimit(container));
  const lasting = unlimited.find(isLasting);
  const { container, mount } = lasting ?? unlimited[0] ?? writers.find(isLasting) ?? writers[0];
  const limit = ownLimit(container) ?? ofPod;
  const isZero = sizeLimit.state === "present";
  return {
    at: sizeLimit,
    names: [volume.name],
    ...(lasting ? { confidence: "likely" } : { severity: "info" }),
    label: isZero ? "no limit" : "no sizeLimit",
    message: `volume ${quote(volume.name)} of ${workload.label} is in memory, ${isZero ? "and a size limit of 0 is none" : "without a size limit"}`,
    related: [
      { at: mount.get("name"), label: `${container.label} writes to it here` },
      ...(limit ? [{ at: limit.node, label: "its memory is limited here" }] : []),
    ],
    help: `set ${sizeLimit.fieldPath} to the most that it has to hold${limit ? `, well below ${limit.text}` : `, and a memory limit for ${container.label}`}`,
    then: limit
      ? `what is written counts as memory: ${killed(limit)}, where a full volume would only refuse the write (No space left on device)`
      : `what ${container.label} writes may take all memory that the node has for pods, since it has no memory limit either`,
  };
}

const isLasting = ({ container }: Writer): boolean => container.role !== "init";

const killed = ({ container, text }: Limit): string =>
  container
    ? `${container.label} is killed at ${text} (OOMKilled)`
    : `a container is killed at the pod's ${text} (OOMKilled)`;
