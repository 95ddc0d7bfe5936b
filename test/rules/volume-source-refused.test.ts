import { describe, expect, test } from "vitest";
import { foundBy, placeOf, relatedOf } from "./found.ts";
import { said } from "./said.ts";
import { CLAIM_TEMPLATE, withVolumes } from "./volumes.ts";

const RULE = "volume-source-refused";
const of = (source: string, minor?: number) => foundBy(RULE, withVolumes([`name: data, ${source}`]), minor);
/** where message; the API server's words from the volume on */
const verdicts = (source: string) =>
  of(source).map(
    ({ location, message, then }) =>
      `${placeOf(location)} ${message}; ${/\(spec\.template\.spec\.volumes\[0\]\.(.*?)\)(?:;|$)/.exec(then ?? "")?.[1]}`,
  );

const HOST_TYPES =
  'supported values: "", "BlockDevice", "CharDevice", "Directory", "DirectoryOrCreate", "File", "FileOrCreate", "Socket"';
const FIELDS =
  'supported values: "metadata.annotations", "metadata.labels", "metadata.name", "metadata.namespace", "metadata.uid"';
const file = (path: string) => `configMap: {name: a, items: [{key: a, path: "${path}"}]}`;
const downward = (item: string) => `downwardAPI: {items: [{path: a, ${item}}]}`;
const field = (path: string) => downward(`fieldRef: {fieldPath: "${path}"}`);
const token = (fields: string) => `projected: {sources: [{serviceAccountToken: {${fields}}}]}`;

describe("a value that the API server refuses", () => {
  test.each<[string, string]>([
    [
      "emptyDir: {sizeLimit: -1Gi}",
      '15:46-15:50 emptyDir.sizeLimit of volume "data" is "-1Gi", but a size is not negative; emptyDir.sizeLimit: Forbidden: SizeLimit field must be a valid resource quantity',
    ],
    ...["-0.5Gi", "-.5", "-1", "-1e3"].map((size): [string, string] => [
      `emptyDir: {sizeLimit: ${size}}`,
      `15:46-15:${46 + size.length} emptyDir.sizeLimit of volume "data" is ${/^-[.\d]+$/.test(size) || size === "-1e3" ? Number(size) : `"${size}"`}, but a size is not negative; emptyDir.sizeLimit: Forbidden: SizeLimit field must be a valid resource quantity`,
    ]),
    [
      "hostPath: {path: /a/../b}",
      `15:41-15:48 hostPath.path of volume "data" is "/a/../b", but Kubernetes takes no .. in a path; hostPath.path: Invalid value: "/a/../b": must not contain '..'`,
    ],
    [
      "hostPath: {path: /a, type: directory}",
      `15:51-15:60 hostPath.type of volume "data" is "directory", which Kubernetes does not take there; hostPath.type: Unsupported value: "directory": ${HOST_TYPES}`,
    ],
    [
      "gitRepo: {repository: a, directory: /a}",
      '15:60-15:62 gitRepo.directory of volume "data" is "/a", but a file in a volume has a relative path; gitRepo.directory: Invalid value: "/a": must be a relative path',
    ],
    [
      "nfs: {server: a, path: a}",
      '15:47-15:48 nfs.path of volume "data" is "a", but the path of an export is absolute; nfs.path: Invalid value: "a": must be an absolute path',
    ],
    [
      "iscsi: {targetPortal: a, iqn: a}",
      '15:54-15:55 iscsi.iqn of volume "data" is "a", but the name of a target begins with iqn, eui or naa; iscsi.iqn: Invalid value: "a": must be valid format starting with iqn, eui, or naa',
    ],
    [
      "iscsi: {targetPortal: a, iqn: iqn.2001-04.example:a, lun: 256}",
      '15:82-15:85 iscsi.lun of volume "data" is 256, but a unit has a number from 0 to 255; iscsi.lun: Invalid value: 256: must be between 0 and 255, inclusive',
    ],
    [
      file("/a"),
      '15:68-15:72 configMap.items[0].path of volume "data" is "/a", but a file in a volume has a relative path; configMap.items[0].path: Invalid value: "/a": must be a relative path',
    ],
    [
      file("a/../b"),
      `15:68-15:76 configMap.items[0].path of volume "data" is "a/../b", but Kubernetes takes no .. in a path; configMap.items[0].path: Invalid value: "a/../b": must not contain '..'`,
    ],
    [
      file("..a"),
      `15:68-15:73 configMap.items[0].path of volume "data" is "..a", but names that begin with .. are kubelet's own; configMap.items[0].path: Invalid value: "..a": must not start with '..'`,
    ],
    [
      field("spec.nodeName"),
      `15:78-15:93 downwardAPI.items[0].fieldRef.fieldPath of volume "data" is "spec.nodeName", which Kubernetes does not take there; downwardAPI.fieldRef.fieldPath: Unsupported value: "spec.nodeName": ${FIELDS}`,
    ],
    [
      field("metadata.label"),
      '15:78-15:94 downwardAPI.items[0].fieldRef.fieldPath of volume "data" is "metadata.label", which is no field that a file can hold; downwardAPI.fieldRef.fieldPath: Invalid value: "metadata.label": error converting fieldPath: field label not supported: metadata.label',
    ],
    [
      downward("fieldRef: {fieldPath: metadata.name}, resourceFieldRef: {containerName: a, resource: limits.cpu}"),
      '15:94-15:110 downwardAPI.items[0] of volume "data" has both fieldRef and resourceFieldRef; downwardAPI: Invalid value: "resource": fieldRef and resourceFieldRef can not be specified simultaneously',
    ],
    [
      downward("resourceFieldRef: {containerName: a, resource: cpu}"),
      '15:103-15:106 downwardAPI.items[0].resourceFieldRef.resource of volume "data" is "cpu", which Kubernetes does not take there; downwardAPI.resourceFieldRef.resource: Unsupported value: "cpu": supported values: "limits.cpu", "limits.ephemeral-storage", "limits.memory", "requests.cpu", "requests.ephemeral-storage", "requests.memory"',
    ],
    [
      token("path: a, expirationSeconds: 599"),
      '15:97-15:100 projected.sources[0].serviceAccountToken.expirationSeconds of volume "data" is 599, but a token lives for 600 seconds at least; projected.sources[0].serviceAccountToken.expirationSeconds: Invalid value: 599: may not specify a duration less than 10 minutes',
    ],
    [
      token("path: a, expirationSeconds: 4294967297"),
      '15:97-15:107 projected.sources[0].serviceAccountToken.expirationSeconds of volume "data" is 4294967297, but a token lives for 2^32 seconds at most; projected.sources[0].serviceAccountToken.expirationSeconds: Invalid value: 4294967297: may not specify a duration larger than 2^32 seconds',
    ],
    [
      token("path: /a"),
      '15:75-15:77 projected.sources[0].serviceAccountToken.path of volume "data" is "/a", but a file in a volume has a relative path; projected.path: Invalid value: "/a": must be a relative path',
    ],
    [
      "projected: {sources: [{secret: {name: a}, configMap: {name: b}}]}",
      '15:66-15:75 projected.sources[0] of volume "data" has both secret and configMap; projected.sources[0]: Forbidden: may not specify more than 1 volume type per source',
    ],
    [
      "csi: {driver: a_b}",
      `15:38-15:41 csi.driver of volume "data" is "a_b", but the name of a driver is a DNS name; csi.driver: Invalid value: "a_b": a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character`,
    ],
    [
      `csi: {driver: ${"a".repeat(64)}}`,
      '15:38-15:102 csi.driver of volume "data" has 64 bytes, but 63 is the most; csi.driver: Too long: may not be more than 63 bytes',
    ],
    [
      `csi: {driver: ${"é".repeat(32)}}`,
      '15:38-15:70 csi.driver of volume "data" has 64 bytes, but 63 is the most; csi.driver: Too long: may not be more than 63 bytes',
    ],
    [
      "csi: {driver: A_b}",
      `15:38-15:41 csi.driver of volume "data" is "A_b", but the name of a driver is a DNS name; csi.driver: Invalid value: "A_b": a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character`,
    ],
    [
      "image: {reference: a, pullPolicy: always}",
      '15:58-15:64 image.pullPolicy of volume "data" is "always", which Kubernetes does not take there; image.pullPolicy: Unsupported value: "always": supported values: "Always", "IfNotPresent", "Never"',
    ],
  ])("{%s}", (source, verdict) => {
    expect(verdicts(source)).toEqual([verdict]);
    expect(of(source)[0]?.severity).toBe("error");
    expect(of(source)[0]?.help).toBeDefined();
  });

  test("is pointed at, with what to write", () => {
    expect(said(RULE, withVolumes(["name: data, hostPath: {path: /a, type: directory}"]))).toEqual([
      'error 15:51-60 hostPath.type of volume "data" is "directory", which Kubernetes does not take there',
    ]);
    expect(of("hostPath: {path: /a, type: directory}")[0]?.help).toBe("write Directory");
    expect(of(field('metadata.labels[\\"app\\"]'))[0]?.help).toBe("write metadata.labels['app']");
    expect(of(field("metadata.labels.app"))[0]?.help).toBe("write metadata.labels['app']");
  });

  test("is refused at 1.35 first, where it is an image's", () => {
    expect(of("image: {reference: a, pullPolicy: always}", 34)).toEqual([]);
  });
});

describe("two files of one path", () => {
  const item = "items: [{key: a, path: conf}]";
  test("are refused in a projected volume", () => {
    const source = `projected: {sources: [{secret: {name: a, ${item}}}, {configMap: {name: b, ${item}}}]}`;
    expect(verdicts(source)).toEqual([
      '15:143-15:147 projected.sources[1].configMap.items[0].path of volume "data" is "conf", but another file of the volume has that path; projected: Invalid value: "b": conflicting duplicate paths',
    ]);
    expect(of(source).flatMap(relatedOf)).toEqual(["15:82-15:86 the same path stands here"]);
  });
  test("are accepted in a ConfigMap, and where keys are not listed", () => {
    expect(verdicts("configMap: {name: a, items: [{key: a, path: conf}, {key: b, path: conf}]}")).toEqual([]);
    expect(verdicts("projected: {sources: [{secret: {name: a}}, {secret: {name: a}}]}")).toEqual([]);
  });
});

describe("another shape than Kubernetes reads there", () => {
  test.each([
    [
      "configMap: web",
      '15:35-15:38 configMap of volume "data" is the text "web", but Kubernetes takes only a mapping there',
      "write name: web below configMap",
    ],
    [
      "emptyDir: []",
      '15:34-15:36 emptyDir of volume "data" is a list, but Kubernetes takes only a mapping there',
      "write emptyDir: {}",
    ],
    [
      "emptyDir: true",
      '15:34-15:38 emptyDir of volume "data" is the boolean true, but Kubernetes takes only a mapping there',
      "write emptyDir: {}",
    ],
    [
      'secret: ""',
      '15:32-15:34 secret of volume "data" is empty text, but Kubernetes takes only a mapping there',
      "write secretName below secret",
    ],
    [
      "image: example/data:1",
      '15:31-15:45 image of volume "data" is the text "example/data:1", but Kubernetes takes only a mapping there',
      "write reference: example/data:1 below image",
    ],
    [
      "projected: [{secret: {name: a}}]",
      '15:35-15:56 projected of volume "data" is a list, but Kubernetes takes only a mapping there',
      "write sources below projected",
    ],
    [
      "projected: {sources: {secret: {name: a}}}",
      '15:45-15:64 projected.sources of volume "data" is a mapping, but Kubernetes takes only a list there',
      "make sources a list, with a hyphen before each entry",
    ],
    [
      "projected: {sources: [{configMap: web}]}",
      '15:58-15:61 projected.sources[0].configMap of volume "data" is the text "web", but Kubernetes takes only a mapping there',
      "write name: web below configMap",
    ],
    [
      "secret: {secretName: a, items: {key: a, path: b}}",
      '15:55-15:72 secret.items of volume "data" is a mapping, but Kubernetes takes only a list there',
      "make items a list, with a hyphen before each entry",
    ],
    [
      "configMap: {name: a, items: web.conf}",
      '15:52-15:60 configMap.items of volume "data" is the text "web.conf", but Kubernetes takes only a list there',
      "write a list below items",
    ],
    [
      downward("fieldRef: metadata.name"),
      '15:66-15:79 downwardAPI.items[0].fieldRef of volume "data" is the text "metadata.name", but Kubernetes takes only a mapping there',
      "write fieldPath: metadata.name below fieldRef",
    ],
    [
      "csi: {driver: a.example, nodePublishSecretRef: [a]}",
      '15:71-15:74 csi.nodePublishSecretRef of volume "data" is a list, but Kubernetes takes only a mapping there',
      "write name below nodePublishSecretRef",
    ],
  ])("cannot be read: {%s}", (source, message, help) => {
    const [finding, ...more] = of(source);
    expect(more).toEqual([]);
    expect(finding && [`${placeOf(finding.location)} ${finding.message}`, finding.help]).toEqual([message, help]);
    expect(finding?.then).toBe("the API server cannot read the Deployment, and refuses it");
  });
});

test("a custom resource is refused itself, not what an operator would make of it", () => {
  const prometheus = `apiVersion: monitoring.coreos.com/v1
kind: Prometheus
metadata: {name: main}
spec:
  volumes: [{name: extra, configMap: web}]
`;
  expect(said(RULE, prometheus)).toEqual([
    'error 5:38-41 configMap of volume "extra" is the text "web", but Kubernetes takes only a mapping there',
  ]);
  expect(foundBy(RULE, prometheus)[0]?.then).toBe("the API server refuses the Prometheus");
});

describe("a size that is no quantity", () => {
  test.each([
    ["1GB", 'is "1GB"', "write 1G", "quantities must match"],
    ["1ki", 'is "1ki"', "write 1Ki", "unable to parse quantity's suffix"],
    ["10 Gi", 'is "10 Gi"', "write 10Gi", "quantities must match"],
    [
      "a lot",
      'is "a lot"',
      "write a number with Mi or Gi behind it, such as 1Gi, or leave it out",
      "quantities must match",
    ],
    ['""', 'is ""', "write a number with Mi or Gi behind it, such as 1Gi, or leave it out", "quantities must match"],
    [
      "true",
      "is true",
      "write a number with Mi or Gi behind it, such as 1Gi, or leave it out",
      "quantities must match",
    ],
  ])("keeps the API server from reading the object: %s", (size, is, help, words) => {
    expect(said(RULE, withVolumes([`name: data, emptyDir: {sizeLimit: ${size}}`]))).toEqual([
      `error 15:46-${46 + size.length} emptyDir.sizeLimit of volume "data" ${is}, which is no quantity`,
    ]);
    const [finding] = of(`emptyDir: {sizeLimit: ${size}}`);
    expect(finding?.help).toBe(help);
    expect(finding?.then).toMatch(
      /^the API server refuses the Deployment \(Deployment in version "v1" cannot be handled as a Deployment: /,
    );
    expect(finding?.then).toContain(words);
    // Nobody looks into the template before: a StatefulSet is refused in every version.
    expect(
      foundBy(RULE, withVolumes([`name: data, emptyDir: {sizeLimit: ${size}}`], "StatefulSet"), 25)[0]?.then,
    ).toMatch(/^the API server refuses the StatefulSet \(StatefulSet in version "v1" cannot be handled/);
  });

  test("is written anew only if asked for", () => {
    expect(of("emptyDir: {sizeLimit: 1GB}")[0]?.fix).toMatchObject({ safe: false, edits: [{ text: '"1G"' }] });
    expect(of("emptyDir: {sizeLimit: much}")[0]?.fix).toBeUndefined();
  });

  test("is refused in a custom resource by its definition", () => {
    const prometheus = `apiVersion: monitoring.coreos.com/v1
kind: Prometheus
metadata: {name: main}
spec:
  volumes: [{name: extra, emptyDir: {sizeLimit: 1GB}}]
`;
    expect(said(RULE, prometheus)).toEqual([
      'error 5:49-52 emptyDir.sizeLimit of volume "extra" is "1GB", which is no quantity',
    ]);
    expect(foundBy(RULE, prometheus)[0]?.then).toBe("the API server refuses the Prometheus");
  });
});

test("a medium that kubelet does not know keeps the pods from starting", () => {
  const source = "emptyDir: {medium: memory}";
  expect(said(RULE, withVolumes([`name: data, ${source}`]))).toEqual([
    'error 15:43-49 emptyDir.medium of volume "data" is "memory", which is no medium that kubelet knows',
  ]);
  const [finding] = of(source);
  expect(finding?.help).toBe("write Memory");
  expect(finding?.then).toBe('each pod stays in ContainerCreating (FailedMount: unknown storage medium "memory")');
  // kubelet passes over what nobody mounts.
  expect(foundBy(RULE, withVolumes([`name: unused, ${source}`, "name: data, emptyDir: {}"]))).toEqual([]);
});

describe("nothing is said", () => {
  test.each([
    "emptyDir: {medium: Memory, sizeLimit: 1Gi}",
    "emptyDir: {medium: HugePages-2Mi}",
    "emptyDir: {sizeLimit: 0.5Gi}",
    "emptyDir: {sizeLimit: 1073741824}",
    "emptyDir: {sizeLimit: 1e3}",
    "emptyDir: {sizeLimit: -0}",
    "emptyDir: {sizeLimit: }",
    "emptyDir: {sizeLimit: {}}",
    `emptyDir: {sizeLimit: "\${SIZE}"}`,
    'emptyDir: {sizeLimit: "{{ .Values.size }}"}',
    'emptyDir: {medium: "", sizeLimit: 0}',
    'hostPath: {path: relative, type: ""}',
    "hostPath: {path: /a/..b, type: DirectoryOrCreate}",
    `hostPath: {path: "\${DIR}/.."}`,
    "persistentVolumeClaim: {claimName: My_Claim}",
    file("a/b"),
    file("a..b"),
    field("metadata.labels['app.kubernetes.io/name']"),
    field("metadata.uid"),
    downward("resourceFieldRef: {containerName: a, resource: limits.hugepages-2Mi}"),
    token("path: a"),
    token("path: a, expirationSeconds: 600"),
    token('path: a, expirationSeconds: "60"'),
    "csi: {driver: Secrets-Store.csi.k8s.io}",
    "ephemeral: {volumeClaimTemplate: {metadata: {name: a}}}",
    "configMap: {name: a, defaultMode: 755}",
    `configMap: "\${CONFIG}"`,
    "nfs: {server: a, path: /}",
    "configMap: {name: a, items: [null, text, 7]}",
    "projected: {sources: []}",
    "projected: {sources: [{secret: }]}",
    "secret: {secretName: a, items: }",
    `secret: {secretName: a, items: "\${ITEMS}"}`,
  ])("of {%s}", (source) => {
    expect(verdicts(source)).toEqual([]);
  });

  test("of a volume whose place a claim template takes", () => {
    expect(said(RULE, withVolumes(["name: data, nfs: {server: a, path: a}"], "StatefulSet", CLAIM_TEMPLATE))).toEqual(
      [],
    );
  });
});
