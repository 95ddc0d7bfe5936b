import { type ClaimRequest, claimRequests } from "../../kubernetes/claim-request.ts";
import { dnsSubdomainError } from "../../kubernetes/dns-subdomain.ts";
import { isStorageClass } from "../../kubernetes/kinds.ts";
import { hasPlaceholder } from "../../kubernetes/placeholder.ts";
import type { Workload } from "../../kubernetes/workload.ts";
import { namesClassElsewhere } from "../../release/class-references.ts";
import type { Release } from "../../release/release.ts";
import { nearest } from "../../rule/nearest.ts";
import { defineRule, type Problem } from "../../rule/rule.ts";
import { quote } from "../../rule/text.ts";

export default defineRule({
  id: "storage-class-not-found",
  summary: "A claim names a StorageClass that is not in the input.",
  rationale: `A claim waits for ever for a class that the cluster does not have. Most classes are made with the cluster and not with the application, so this is only a note, one for each class: it also says what could not be checked for want of the class, whether \`fsGroup\` reaches the files. \`known\` in the config names such classes, with their provisioner and file system.

It is a warning where the input holds a class of nearly that name, and an error with \`--closed-world\`. Silent where a claim names no class, which asks for the default one, or an empty one, which asks for a volume made by hand.`,
  topic: "storage",
  severity: "error",
  profile: "default",
  since: "0.1.0",
  references: ["https://kubernetes.io/docs/concepts/storage/persistent-volumes/#class-1"],
  examples: [
    {
      bad: `apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata: {name: fast-disks}
provisioner: ebs.csi.aws.com
volumeBindingMode: WaitForFirstConsumer
---
apiVersion: apps/v1
kind: StatefulSet
metadata: {name: store}
spec:
  serviceName: store
  selector: {matchLabels: {app: store}}
  template:
    metadata: {labels: {app: store}}
    spec:
      containers:
        - name: store
          image: example/store:1
          volumeMounts:
            - {name: data, mountPath: /var/lib/store}
  volumeClaimTemplates:
    - metadata: {name: data}
      spec:
        accessModes: [ReadWriteOnce]
        storageClassName: fast-disk # bad
        resources: {requests: {storage: 1Gi}}
`,
      good: `apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata: {name: fast-disks}
provisioner: ebs.csi.aws.com
volumeBindingMode: WaitForFirstConsumer
---
apiVersion: apps/v1
kind: StatefulSet
metadata: {name: store}
spec:
  serviceName: store
  selector: {matchLabels: {app: store}}
  template:
    metadata: {labels: {app: store}}
    spec:
      containers:
        - name: store
          image: example/store:1
          volumeMounts:
            - {name: data, mountPath: /var/lib/store}
  volumeClaimTemplates:
    - metadata: {name: data}
      spec:
        accessModes: [ReadWriteOnce]
        storageClassName: fast-disks
        resources: {requests: {storage: 1Gi}}
`,
    },
  ],
  on: "release",
  concerns: namesClassElsewhere,
  *check(release) {
    const groups = groupsByClass(release);
    const told = new Set<string>();
    for (const request of claimRequests(release)) {
      const name = request.spec.get("storageClassName").text;
      // A name that no class can have is refused as such.
      if (!name || told.has(name) || hasPlaceholder(name) || dnsSubdomainError(name)) continue;
      told.add(name);
      if (!release.find("storage.k8s.io", "StorageClass", "", name) && !release.known.find("StorageClass", name))
        yield missing(request, name, groups.get(name), release);
    }
  },
});

/** The first pod with an fsGroup that gets a disk of the class. */
function groupsByClass({ workloads, claims }: Release): ReadonlyMap<string, Workload> {
  const groups = new Map<string, Workload>();
  for (const workload of workloads) {
    if (workload.podSecurityContext.get("fsGroup").number === undefined) continue;
    for (const { spec } of claims.of(workload)) {
      const name = spec?.get("storageClassName").text;
      if (name && !groups.has(name)) groups.set(name, workload);
    }
  }
  return groups;
}

function missing(
  { label, spec }: ClaimRequest,
  name: string,
  grouped: Workload | undefined,
  release: Release,
): Problem {
  const at = spec.get("storageClassName");
  const classes = release.resources.filter(isStorageClass);
  const near = nearest(
    name,
    classes.map((resource) => resource.name),
  );
  const meant = classes.find((resource) => resource.name === near);
  const unseen = grouped
    ? `; whether fsGroup ${grouped.podSecurityContext.get("fsGroup").number} of ${grouped.label} is applied, cannot be seen without it`
    : "";
  return {
    at,
    names: [name],
    severity: release.closed ? "error" : meant ? "warning" : "info",
    confidence: release.closed ? "certain" : "likely",
    label: "not in the input",
    message: `${label} asks for StorageClass ${quote(name)}, which is not in the input`,
    related: meant
      ? [{ at: meant.node.get("metadata").get("name"), label: `StorageClass ${quote(meant.name)} is here` }]
      : [],
    help: near
      ? `ask for ${quote(near)}, or add the class`
      : `add the class to the input, or name it in the config: known: [{kind: StorageClass, name: ${name}, provisioner: ..., fstype: ...}]`,
    then: `unless the cluster has it, the claim stays Pending (ProvisioningFailed: storageclass.storage.k8s.io ${quote(name)} not found)${unseen}`,
    ...(near && { fix: { title: `ask for ${quote(near)}`, patches: [{ set: at, to: near }], safe: false } }),
  };
}
