import type { StorageClass } from "kubernetes-types/storage/v1.js";
import type { Resource } from "../../kubernetes/resource.ts";
import type { Claim } from "../../release/claims.ts";
import { isHelmOwned } from "../../release/helm-owned.ts";
import { defineRule } from "../../rule/rule.ts";
import { quote } from "../../rule/text.ts";

export default defineRule({
  id: "claim-not-kept",
  summary: "Helm deletes a PersistentVolumeClaim together with its release, and with it the data.",
  rationale: `A claim that a chart writes as an object of its own belongs to the release. \`helm uninstall\` deletes it, and so does an upgrade whose values no longer make it: another \`fullnameOverride\`, \`persistence.enabled: false\`. A class whose \`reclaimPolicy\` is Delete, which is the default, then deletes the disk. The claims that a StatefulSet makes of its templates stay, which is why this surprises.

With the annotation \`helm.sh/resource-policy: keep\` Helm leaves the claim behind. The same chart installed anew under the same name and namespace takes it up again.

It is advice: of a claim whose data can be had again, one may well want to be rid. Silent are hooks, which Helm does not delete with the release; claims for volumes that a person made; classes that keep their volumes, be it by the \`reclaimPolicy\` of the input's class or by the name (\`fast-retain\`); claims that Argo CD or Flux is told to keep; and claims that their name calls a cache.`,
  topic: "storage",
  severity: "info",
  profile: "advice",
  since: "0.1.0",
  references: [
    "https://helm.sh/docs/howto/charts_tips_and_tricks/#tell-helm-not-to-uninstall-a-resource",
    "https://kubernetes.io/docs/concepts/storage/storage-classes/#reclaim-policy",
  ],
  examples: [
    {
      bad: `apiVersion: v1
kind: PersistentVolumeClaim
metadata:
  name: wiki # bad
  labels:
    app.kubernetes.io/managed-by: Helm
spec:
  accessModes: [ReadWriteOnce]
  resources: {requests: {storage: 5Gi}}
`,
      good: `apiVersion: v1
kind: PersistentVolumeClaim
metadata:
  name: wiki
  labels:
    app.kubernetes.io/managed-by: Helm
  annotations:
    helm.sh/resource-policy: keep
spec:
  accessModes: [ReadWriteOnce]
  resources: {requests: {storage: 5Gi}}
`,
    },
  ],
  on: "resource",
  concerns: ({ kind, group }) => kind === "PersistentVolumeClaim" && group === "",
  *check(claim, { release }) {
    // A name that is made anew each time belongs to no release.
    if (claim.name === "" || CACHE.test(claim.name) || !isHelmOwned(claim) || isKept(claim)) return;
    const request = release.claims.ofRequest(claim);
    if (outlives(request)) return;
    const metadata = claim.node.get("metadata");
    const policy = metadata.get("annotations").get(POLICY);
    const { storageClass } = request;
    const deletes = storageClass?.as<StorageClass>().get("reclaimPolicy");
    yield {
      at: metadata.get("name"),
      names: [claim.name],
      confidence: "likely",
      label: "deleted with its release",
      message: `claim ${quote(claim.name)} is deleted together with its Helm release, and its data with it`,
      related: deletes?.state === "present" ? [{ at: deletes, label: "its class deletes the disk here" }] : [],
      help: `set the annotation ${POLICY}: keep on it, or ask for a class whose reclaimPolicy is Retain`,
      then: `helm uninstall deletes it, as does an upgrade whose values no longer make it, and ${storageClass ? storageClass.label : "a class whose reclaimPolicy is Delete, which is the default,"} deletes the disk`,
      fix: { title: `add ${POLICY}: keep`, patches: [{ set: policy, to: "keep" }], safe: false },
    };
  },
});

const POLICY = "helm.sh/resource-policy";
const CACHE = /(^|[-.])(cache|scratch|te?mp)([-.]|$)/;

/** Helm (pkg/action/resource_policy.go), Argo CD and Flux (kustomize-controller) read these. */
const KEEPERS: Readonly<Record<string, RegExp>> = {
  [POLICY]: /^\s*keep\s*$/i,
  "argocd.argoproj.io/sync-options": /\bDelete=false\b/,
  "kustomize.toolkit.fluxcd.io/prune": /^disabled$/i,
};

const isKept = (claim: Resource): boolean =>
  claim.node
    .get("metadata")
    .get("annotations")
    .entries()
    .some(({ name, value }) => Object.hasOwn(KEEPERS, name) && KEEPERS[name]?.test(value.text ?? ""));

/** True where the disk stays when the claim goes: a person made it, or its class keeps it. */
const outlives = ({ asked, storageClass, disk }: Pick<Claim, "asked" | "storageClass" | "disk">): boolean =>
  disk.isStatic ||
  (storageClass
    ? storageClass.as<StorageClass>().get("reclaimPolicy").text === "Retain"
    : /retain/i.test(asked?.text ?? ""));
