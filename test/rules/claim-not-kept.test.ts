import { describe, expect, test } from "vitest";
import { foundBy, relatedOf } from "./found.ts";
import { said as saidBy } from "./said.ts";

const RULE = "claim-not-kept";
const said = (text: string) => saidBy(RULE, text);

const HELM = "labels: {app.kubernetes.io/managed-by: Helm}";
/** The name stands in line 3, column 18. */
const claim = (more = HELM, spec = "", name = "data") => `apiVersion: v1
kind: PersistentVolumeClaim
metadata: {name: ${name}, ${more}}
spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}${spec}}
`;
const annotated = (annotation: string) => claim(`${HELM}, annotations: {${annotation}}`);
const storageClass = (policy: string) => `---
apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata: {name: fast}
provisioner: disk.example.com
${policy}
`;
const OF_CLASS = ", storageClassName: fast";

describe("a claim that Helm deletes with its release", () => {
  test("is said at its name", () => {
    expect(said(claim())).toEqual([
      'info 3:18-22 claim "data" is deleted together with its Helm release, and its data with it',
    ]);
    expect(foundBy(RULE, claim())[0]).toMatchObject({
      confidence: "likely",
      help: "set the annotation helm.sh/resource-policy: keep on it, or ask for a class whose reclaimPolicy is Retain",
      then: "helm uninstall deletes it, as does an upgrade whose values no longer make it, and a class whose reclaimPolicy is Delete, which is the default, deletes the disk",
    });
  });

  test.each([
    ["the label of its chart", claim("labels: {helm.sh/chart: wiki-1.2.3}")],
    ["the label of Helm 2", claim("labels: {heritage: Tiller}")],
    ["the template that is named above it", `---\n# Source: wiki/templates/pvc.yaml\n${claim("labels: {}")}`],
  ])("is known by %s", (_, text) => {
    expect(said(text)).toHaveLength(1);
  });

  test("is said with the class of the input that deletes its disk", () => {
    const [finding] = foundBy(RULE, claim(HELM, OF_CLASS) + storageClass("reclaimPolicy: Delete"));
    expect(finding?.then).toMatch(/, and StorageClass\/fast deletes the disk$/);
    expect(finding && relatedOf(finding)).toEqual(["10:16-10:22 its class deletes the disk here"]);
    const [silent] = foundBy(RULE, claim(HELM, OF_CLASS) + storageClass("allowVolumeExpansion: true"));
    expect(silent?.then).toMatch(/, and StorageClass\/fast deletes the disk$/);
    expect(silent?.related).toEqual([]);
  });

  test("is one that names and selects no volume, in so many words", () => {
    expect(said(claim(HELM, ', volumeName: "", selector: null'))).toHaveLength(1);
  });

  test("is one whose policy or options say something else", () => {
    expect(said(annotated("helm.sh/resource-policy: delete"))).toHaveLength(1);
    expect(said(annotated("argocd.argoproj.io/sync-options: Prune=true"))).toHaveLength(1);
    expect(said(annotated('"toString": keep'))).toHaveLength(1);
  });
});

describe("nothing is said of a claim", () => {
  test.each([
    ["that is nobody's", claim("labels: {app: wiki}")],
    ["that another tool manages", claim("labels: {app.kubernetes.io/managed-by: kustomize}")],
    ["that is kept", annotated("helm.sh/resource-policy: keep")],
    ["that is kept, in Helm's lenient reading", annotated('helm.sh/resource-policy: " Keep"')],
    ["that Argo CD keeps", annotated("argocd.argoproj.io/sync-options: 'Prune=false,Delete=false'")],
    ["that Flux keeps", annotated("kustomize.toolkit.fluxcd.io/prune: disabled")],
    ["that is a hook", annotated("helm.sh/hook: pre-install")],
    ["for a volume made by hand", claim(HELM, ', storageClassName: ""')],
    ["for a volume by its name", claim(HELM, ", volumeName: disk-7")],
    ["for a volume by its labels", claim(HELM, ", selector: {matchLabels: {disk: wiki}}")],
    ["whose class keeps its volumes", claim(HELM, OF_CLASS) + storageClass("reclaimPolicy: Retain")],
    ["whose class says so by its name", claim(HELM, ", storageClassName: gp3-retain")],
    ["whose class says so in the annotation", annotated("volume.beta.kubernetes.io/storage-class: gp3-retain")],
    [
      "for a volume made by hand, in the annotation",
      claim(`${HELM}, annotations: {volume.beta.kubernetes.io/storage-class: ""}`),
    ],
    ["without a name of its own", claim(HELM).replace("name: data", "generateName: data-")],
    ["that its name calls a cache", claim(HELM, "", "wiki-cache")],
    ["of another group", claim().replace("v1", "example.com/v1")],
    ["whose labels are a list", claim("labels: [Helm]")],
    ["whose labels are null", claim("labels: null")],
  ])("%s", (_, text) => {
    expect(said(text)).toEqual([]);
  });
});
