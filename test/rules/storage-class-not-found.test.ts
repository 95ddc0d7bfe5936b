import { describe, expect, test } from "vitest";
import { type Config, lint, NO_CONFIG, readSource } from "../../src/index.ts";
import { foundBy, relatedOf } from "./found.ts";
import { said as saidBy } from "./said.ts";
import { stateful } from "./stateful.ts";

const RULE = "storage-class-not-found";
const said = (text: string) => saidBy(RULE, text);
const first = (text: string) => foundBy(RULE, text)[0];
const closed = (text: string, config: Config = NO_CONFIG) =>
  lint([readSource("t.yaml", new TextEncoder().encode(text))], { config, closedWorld: true }).findings.filter(
    ({ rule }) => rule === RULE,
  );

const SIZE = "accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}";
/** The class stands in line 4, column 26. */
const claim = (storageClass: string, name = "data", rest = "") => `apiVersion: v1
kind: PersistentVolumeClaim
metadata: {name: ${name}}
spec: {storageClassName: ${storageClass}, ${SIZE}${rest}}
---
`;
const classes = (...names: readonly string[]) =>
  names
    .map(
      (name) => `apiVersion: storage.k8s.io/v1\nkind: StorageClass\nmetadata: {name: ${name}}\nprovisioner: x.y\n---\n`,
    )
    .join("");
/** Its claim template asks for the class in line 22. */
const set = (storageClass: string, context = "{}") =>
  stateful({ command: "[ls]", context }).replace(
    "spec: {accessModes",
    `spec: {storageClassName: ${storageClass}, accessModes`,
  );

describe("a class that is not in the input", () => {
  test("belongs to the cluster as a rule: that is a note", () => {
    expect(said(claim("fast"))).toEqual([
      'info 4:26-30 claim "data" asks for StorageClass "fast", which is not in the input',
    ]);
    const finding = first(claim("fast"));
    expect(finding?.help).toBe(
      'add the class to the input, or list it under "known": {kind: StorageClass, name: fast, provisioner: ..., fstype: ...}',
    );
    expect(finding?.then).toBe(
      'where the cluster lacks it, the claim stays Pending (ProvisioningFailed: storageclass.storage.k8s.io "fast" not found), and its pods with it',
    );
  });

  test("leaves open whether fsGroup reaches the files, which is told at the fsGroup too", () => {
    const finding = first(set("premium", "{fsGroup: 10001}"));
    expect(finding?.severity).toBe("info");
    expect(finding?.message).toBe(
      'claim template "data" of StatefulSet/db asks for StorageClass "premium", which is not in the input',
    );
    expect(finding && relatedOf(finding)).toEqual(["8:34-8:39 fsGroup 10001 of StatefulSet/db is set here"]);
    expect(finding?.then).toContain(
      "nobody can tell from the input whether fsGroup 10001 of StatefulSet/db reaches the files: that depends on the driver of the class and its file system. Where the cluster lacks it",
    );
    expect(first(set("premium"))?.related).toEqual([]);
  });

  test("is one finding, whoever asks for it", () => {
    expect(said(claim("fast") + claim("fast", "more") + set("fast"))).toHaveLength(1);
    expect(said(claim("fast") + claim("slow", "more"))).toHaveLength(2);
  });

  test("is an error where the input is all there is, but for what the config knows", () => {
    expect(closed(claim("fast")).map(({ severity, confidence }) => `${severity} ${confidence}`)).toEqual([
      "error certain",
    ]);
    expect(closed(claim("fast"), { ...NO_CONFIG, known: [{ kind: "StorageClass", name: "fast" }] })).toEqual([]);
  });

  test.each([
    ["capitals and separators", "fastssd", ["fast-ssd"], "fast-ssd"],
    ["a letter of one that nobody asks for", "fast-sdd", ["fast-ssd"], "fast-ssd"],
  ])("is a warning where a class of the input differs in %s", (_, asked, held, meant) => {
    const finding = first(claim(asked) + classes(...held));
    expect(finding?.severity).toBe("warning");
    expect(finding?.help).toBe(`set spec.storageClassName to "${meant}"`);
    expect(finding?.fix?.edits.map((edit) => edit.text)).toEqual([meant]);
    expect(finding?.then).toMatch(/^the claim stays Pending/);
  });

  test.each([
    ["digits", "gp2x", ["gp3x"]],
    ["a word", "standard", ["standard-rwo"]],
    ["one letter of three", "nfs", ["efs"]],
    ["a word that stands for another disk", "fast-hdd", ["fast-ssd"]],
    ["an access mode", "shared-rwx", ["shared-rwo"]],
  ])("remains a note where one of the input differs in %s", (_, asked, held) => {
    expect(first(claim(asked) + classes(...held))?.severity).toBe("info");
  });
  test("remains a note where the near class has claims of its own, or is the default one", () => {
    expect(first(claim("slow-hdd") + claim("slow-ssd", "more") + classes("slow-ssd"))?.severity).toBe("info");
    const isDefault = classes("slow-ssd").replace(
      "{name: slow-ssd}",
      '{name: slow-ssd, annotations: {storageclass.kubernetes.io/is-default-class: "true"}}',
    );
    expect(first(claim("slow-hdd") + isDefault)?.severity).toBe("info");
  });

  test("is found where an ephemeral volume, an annotation or a custom resource asks for it", () => {
    const ephemeral = `apiVersion: v1
kind: Pod
metadata: {name: web}
spec:
  containers: [{name: web, image: "example/web:1", volumeMounts: [{name: t, mountPath: /t}]}]
  volumes: [{name: t, ephemeral: {volumeClaimTemplate: {spec: {storageClassName: quick, ${SIZE}}}}}]
`;
    expect(said(ephemeral)).toEqual([
      'info 6:82-87 ephemeral volume "t" of Pod/web asks for StorageClass "quick", which is not in the input',
    ]);
    const annotated = `apiVersion: v1
kind: PersistentVolumeClaim
metadata: {name: old, annotations: {volume.beta.kubernetes.io/storage-class: quick}}
spec: {${SIZE}}
`;
    expect(said(annotated)).toEqual([
      'info 3:78-83 claim "old" asks for StorageClass "quick", which is not in the input',
    ]);
    const prometheus = `apiVersion: monitoring.coreos.com/v1
kind: Prometheus
metadata: {name: kps}
spec:
  storage:
    volumeClaimTemplate:
      spec: {storageClassName: fast-sdd, resources: {requests: {storage: 1Gi}}}
---
`;
    const finding = first(prometheus + classes("fast-ssd"));
    expect(finding?.severity).toBe("warning");
    expect(finding?.location.start).toMatchObject({ line: 7, column: 32 });
    expect(finding?.help).toBe('set spec.storage.volumeClaimTemplate.spec.storageClassName to "fast-ssd"');
  });
});

describe("nothing is said of a class", () => {
  const volume = `apiVersion: v1
kind: PersistentVolume
metadata: {name: disk}
spec: {storageClassName: manual, accessModes: [ReadWriteOnce], capacity: {storage: 1Gi}, nfs: {server: s, path: /p}}
`;
  test.each([
    ["of the input", claim("fast") + classes("fast")],
    ["without a name, which is that of volumes made by hand", claim('""')],
    ["that is the default one", claim("null")],
    ["with a placeholder", claim(`"\${CLASS}"`)],
    ["that no class can be called, which is claim-refused", claim("fast_ssd") + classes("fast-ssd")],
    ["that only a PersistentVolume has", claim("manual") + volume],
    ["of a claim that names its volume", claim("manual", "data", ", volumeName: disk")],
    ["of a claim that selects its volume", claim("manual", "data", ", selector: {matchLabels: {a: b}}")],
    ["that is a number", claim("7")],
    ["that is a list", claim("[fast]")],
  ])("%s", (_, text) => {
    expect(said(text)).toEqual([]);
    expect(closed(text)).toEqual([]);
  });
});
