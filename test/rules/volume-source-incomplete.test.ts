import { describe, expect, test } from "vitest";
import { foundBy, placeOf } from "./found.ts";
import { said } from "./said.ts";
import { CLAIM_TEMPLATE, withVolumes } from "./volumes.ts";

const RULE = "volume-source-incomplete";
const of = (source: string, minor?: number) => foundBy(RULE, withVolumes([`name: data, ${source}`]), minor);
const messages = (source: string) => of(source).map(({ message }) => message);
/** where; the API server's words from the volume on */
const wordsOf = (source: string) =>
  of(source).map(
    ({ location, then }) =>
      `${placeOf(location)} ${/\(spec\.template\.spec\.volumes\[0\]\.(.*?)\)(?:;|$)/.exec(then ?? "")?.[1]}`,
  );

describe("a field that must be there", () => {
  test.each<[string, readonly string[]]>([
    ["hostPath: {}", ["15:24-15:32 hostPath.path: Required value"]],
    ["gitRepo: {}", ["15:24-15:31 gitRepo.repository: Required value"]],
    ["gcePersistentDisk: {}", ["15:24-15:41 persistentDisk.pdName: Required value"]],
    ["awsElasticBlockStore: {}", ["15:24-15:44 awsElasticBlockStore.volumeID: Required value"]],
    ["secret: {}", ["15:24-15:30 secret.secretName: Required value"]],
    ["nfs: {}", ["15:24-15:27 nfs.server: Required value", "15:24-15:27 nfs.path: Required value"]],
    ["iscsi: {}", ["15:24-15:29 iscsi.targetPortal: Required value", "15:24-15:29 iscsi.iqn: Required value"]],
    [
      "glusterfs: {}",
      ["15:24-15:33 glusterfs.endpoints: Required value", "15:24-15:33 glusterfs.path: Required value"],
    ],
    ["flocker: {}", ["15:33-15:35 flocker: Required value: one of datasetName and datasetUUID is required"]],
    ["persistentVolumeClaim: {}", ["15:24-15:45 persistentVolumeClaim.claimName: Required value"]],
    ["rbd: {monitors: []}", ["15:40-15:42 rbd.monitors: Required value", "15:24-15:27 rbd.image: Required value"]],
    ["cinder: {}", ["15:24-15:30 cinder.volumeID: Required value"]],
    ["cephfs: {}", ["15:24-15:30 cephfs.monitors: Required value"]],
    [
      "quobyte: {}",
      [
        "15:24-15:31 quobyte.registry: Required value: must be a host:port pair or multiple pairs separated by commas",
        "15:24-15:31 quobyte.volume: Required value",
      ],
    ],
    ["fc: {}", ["15:28-15:30 fc.targetWWNs: Required value: must specify either targetWWNs or wwids, but not both"]],
    ["fc: {targetWWNs: [a]}", ["15:24-15:26 fc.lun: Required value: lun is required if targetWWNs is specified"]],
    ["flexVolume: {}", ["15:24-15:34 flexVolume.driver: Required value"]],
    ["configMap: {}", ["15:24-15:33 configMap.name: Required value"]],
    [
      "azureFile: {}",
      ["15:24-15:33 azureFile.secretName: Required value", "15:24-15:33 azureFile.shareName: Required value"],
    ],
    ["vsphereVolume: {}", ["15:24-15:37 vsphereVolume.volumePath: Required value"]],
    ["photonPersistentDisk: {}", ["15:24-15:44 photonPersistentDisk.pdID: Required value"]],
    ["portworxVolume: {}", ["15:24-15:38 portworxVolume.volumeID: Required value"]],
    [
      "azureDisk: {}",
      ["15:24-15:33 azureDisk.diskName: Required value", "15:24-15:33 azureDisk.diskURI: Required value"],
    ],
    ["storageos: {}", ["15:24-15:33 storageos.volumeName: Required value"]],
    [
      "scaleIO: {}",
      [
        "15:24-15:31 scaleIO.gateway: Required value",
        "15:24-15:31 scaleIO.system: Required value",
        "15:24-15:31 scaleIO.volumeName: Required value",
      ],
    ],
    ["csi: {}", ["15:24-15:27 csi.driver: Required value"]],
    [
      "csi: {driver: a.example, nodePublishSecretRef: {}}",
      ["15:49-15:69 csi.nodePublishSecretRef.name: Required value"],
    ],
    ["secret: {secretName: a, items: [{key: a}]}", ["15:56-15:64 secret.items[0].path: Required value"]],
    [
      "configMap: {name: a, items: [{key: a, path: a}, {path: b}]}",
      ["15:72-15:81 configMap.items[1].key: Required value"],
    ],
    [
      "downwardAPI: {items: [{fieldRef: {fieldPath: metadata.name}}]}",
      ["15:46-15:84 downwardAPI.path: Required value"],
    ],
    [
      "downwardAPI: {items: [{path: a}]}",
      ["15:46-15:55 downwardAPI: Required value: one of fieldRef and resourceFieldRef is required"],
    ],
    ["downwardAPI: {items: [{path: a, fieldRef: {}}]}", ["15:56-15:64 downwardAPI.fieldRef.fieldPath: Required value"]],
    [
      "downwardAPI: {items: [{path: a, resourceFieldRef: {resource: limits.cpu}}]}",
      ["15:56-15:72 downwardAPI.resourceFieldRef.containerName: Required value"],
    ],
    [
      "downwardAPI: {items: [{path: a, resourceFieldRef: {containerName: web}}]}",
      ["15:56-15:72 downwardAPI.resourceFieldRef.resource: Required value"],
    ],
    ["projected: {sources: [{secret: {}}]}", ["15:47-15:53 projected.sources[0].secret.name: Required value"]],
    [
      "projected: {sources: [{configMap: {name: a}}, {configMap: {}}]}",
      ["15:71-15:80 projected.sources[1].configMap.name: Required value"],
    ],
    ["projected: {sources: [{serviceAccountToken: {}}]}", ["15:47-15:66 projected.path: Required value"]],
  ])("is missed in {%s}, in the API server's words", (source, words) => {
    expect(wordsOf(source).toSorted()).toEqual(words.toSorted());
  });

  test("is absent, null or empty", () => {
    expect(messages("persistentVolumeClaim: {}")).toEqual(['volume "data" has no persistentVolumeClaim.claimName']);
    expect(messages("persistentVolumeClaim: {claimName: }")).toEqual([
      'persistentVolumeClaim.claimName of volume "data" is null',
    ]);
    expect(messages('persistentVolumeClaim: {claimName: ""}')).toEqual([
      'persistentVolumeClaim.claimName of volume "data" is empty',
    ]);
    expect(of('persistentVolumeClaim: {claimName: ""}')[0]?.help).toBe("write the name of the PersistentVolumeClaim");
  });

  test.each([
    ["hostPath: {}", "write path, the path on the node"],
    ["nfs: {server: a}", "write path, the path that the server exports"],
    ["configMap: {name: a, items: [{key: a}]}", "write path, where the file stands in the volume"],
    ["projected: {sources: [{secret: {}}]}", "write name, the name of the Secret"],
    ['configMap: {name: ""}', "write the name of the ConfigMap"],
    ["flexVolume: {}", "write driver, the name of the driver"],
    ["azureDisk: {diskName: a}", "write diskURI"],
  ])("is told with what it holds: {%s}", (source, help) => {
    expect(of(source)[0]?.help).toBe(help);
  });

  test("is one of two", () => {
    expect(messages("downwardAPI: {items: [{path: a}]}")).toEqual([
      'downwardAPI.items[0] of volume "data" has neither fieldRef nor resourceFieldRef',
    ]);
    expect(messages("flocker: {}")).toEqual(['flocker of volume "data" has neither datasetName nor datasetUUID']);
    expect(messages("fc: {}")).toEqual(['fc of volume "data" has neither targetWWNs nor wwids']);
  });
});

describe("a field that is written in place of another", () => {
  test.each([
    ["secret: {name: tls}", "secretName", "name", "secret"],
    ["persistentVolumeClaim: {name: a}", "claimName", "name", "persistentVolumeClaim"],
    ["persistentVolumeClaim: {claimname: a}", "claimName", "claimname", "persistentVolumeClaim"],
    ["configMap: {configMapName: a}", "name", "configMapName", "configMap"],
    ["projected: {sources: [{secret: {secretName: a}}]}", "name", "secretName", "projected.sources[0].secret"],
  ])("is the one to change: {%s}", (source, wanted, written, holder) => {
    expect(messages(source)).toEqual([
      `${holder} of volume "data" has ${written}, but Kubernetes reads ${wanted} there`,
    ]);
    const [finding] = of(source);
    const text = withVolumes([`name: data, ${source}`]).split("\n")[14] ?? "";
    const column = text.indexOf(written, text.indexOf("{", 12)) + 1;
    expect(finding && placeOf(finding.location)).toBe(`15:${column}-15:${column + written.length}`);
    expect(finding?.help).toBe(`write ${wanted} in place of ${written}`);
  });
});

describe("nothing is said", () => {
  test.each([
    "emptyDir: {}",
    "configMap: {name: a, optional: true}",
    "secret: {secretName: 7}",
    'persistentVolumeClaim: {claimName: "{{ .Values.claim }}"}',
    "downwardAPI: {}",
    "projected: {}",
    "projected: {sources: []}",
    "projected: {sources: [{}, null, {clusterTrustBundle: {}}]}",
    "secret: {secretName: a, items: }",
    "secret: {secretName: a, items: text}",
    "ephemeral: {volumeClaimTemplate: {}}",
    "ephemeral: {}",
    "projected: {sources: [{secret: text}]}",
    "downwardAPI: {items: [{path: a, fieldRef: metadata.name}]}",
    `downwardAPI: {items: [{path: a, fieldRef: "\${FIELD}"}]}`,
    "csi: {driver: a.example, nodePublishSecretRef: [a]}",
  ])("of {%s}", (source) => {
    expect(messages(source)).toEqual([]);
  });

  test("of a volume whose place a claim template takes", () => {
    expect(said(RULE, withVolumes(["name: data, secret: {}"], "StatefulSet", CLAIM_TEMPLATE))).toEqual([]);
  });
});

describe("an image without a reference", () => {
  const pod = (kind: string) =>
    kind === "Pod"
      ? "apiVersion: v1\nkind: Pod\nmetadata: {name: web}\nspec: {containers: [], volumes: [{name: data, image: {pullPolicy: Always}}]}\n"
      : withVolumes(["name: data, image: {pullPolicy: Always}"], kind);

  test("is refused in a Pod, and in the pods of a template", () => {
    expect(foundBy(RULE, pod("Pod"))[0]?.then).toBe(
      "the API server refuses the Pod (spec.volumes[0].image.reference: Required value)",
    );
    expect(foundBy(RULE, pod("Deployment"))[0]?.then).toBe(
      "the API server accepts the Deployment, and refuses each of its pods (spec.volumes[0].image.reference: Required value)",
    );
  });

  test("is not looked at before 1.35", () => {
    expect(foundBy(RULE, pod("Pod"), 34)).toEqual([]);
  });
});

test("the pods of a StatefulSet are refused before 1.34", () => {
  const text = withVolumes(["name: data, secret: {}"], "StatefulSet");
  expect(foundBy(RULE, text, 33)[0]?.then).toMatch(
    /^Kubernetes 1\.33 accepts the StatefulSet and creates no pod \(FailedCreate: spec\.volumes\[0\]\.secret\.secretName: Required value\); until that is mended, its mounts are reported as Not found, too \(spec\.containers\[0\]\.volumeMounts\[0\]\.name\)$/,
  );
  expect(foundBy(RULE, text, 34)[0]?.then).toMatch(/^Kubernetes 1\.34 and newer refuse the StatefulSet/);
});

test("in a CronJob and in a Prometheus, too", () => {
  const job = `apiVersion: batch/v1
kind: CronJob
metadata: {name: web}
spec: {jobTemplate: {spec: {template: {spec: {containers: [], volumes: [{name: a, secret: {}}]}}}}}
`;
  expect(foundBy(RULE, job)[0]?.then).toBe(
    "the API server refuses the CronJob (spec.jobTemplate.spec.template.spec.volumes[0].secret.secretName: Required value)",
  );
  const prometheus = `apiVersion: monitoring.coreos.com/v1
kind: Prometheus
metadata: {name: main}
spec:
  volumes: [{name: extra, secret: {name: a}}]
`;
  expect(said(RULE, prometheus)).toEqual([
    'error 5:36-40 secret of volume "extra" has name, but Kubernetes reads secretName there',
  ]);
});
