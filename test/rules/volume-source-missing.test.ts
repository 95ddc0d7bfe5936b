import { describe, expect, test } from "vitest";
import { foundBy, relatedOf } from "./found.ts";
import { said } from "./said.ts";
import { CLAIM_TEMPLATE, withVolumes } from "./volumes.ts";

const RULE = "volume-source-missing";
const of = (volume: string, kind?: string, spec?: string) => said(RULE, withVolumes([volume], kind, spec));
const first = (volume: string) => foundBy(RULE, withVolumes([volume]))[0];
const LOSS = "the API server accepts it, and what is written there is lost with each pod";

describe("a volume becomes an emptyDir", () => {
  test("where its claim is null", () => {
    expect(of("name: data, persistentVolumeClaim: null")).toEqual([
      'error 15:24-45 persistentVolumeClaim of volume "data" is null, so the volume is an emptyDir',
    ]);
    const finding = first("name: data, persistentVolumeClaim: null");
    expect(finding?.help).toBe("write persistentVolumeClaim.claimName, or emptyDir: {} if nothing is to be kept");
    expect(finding?.then).toBe(LOSS);
    expect(finding && relatedOf(finding)).toEqual(['13:22-13:26 container "web" mounts it here']);
  });

  test("where its files are null, which loses nothing", () => {
    expect(of("name: data, configMap: null")).toEqual([
      'warning 15:24-33 configMap of volume "data" is null, so the volume is an emptyDir',
    ]);
    expect(first("name: data, configMap: ")?.help).toBe("write configMap.name, or remove the volume");
    expect(first("name: data, projected: ~")?.help).toBe("write projected.sources, or remove the volume");
  });

  test("where it has only a name", () => {
    expect(of("name: data")).toEqual(['warning 15:18-22 volume "data" has no source, so it is an emptyDir']);
    expect(first("name: data")?.then).toBe(LOSS);
  });

  test("where what belongs into the source stands beside it", () => {
    const volume = "name: data, persistentVolumeClaim: , claimName: web";
    expect(of(volume)).toEqual([
      'error 15:49-58 claimName of volume "data" stands beside persistentVolumeClaim, which is null',
    ]);
    expect(first(volume)?.help).toBe("indent claimName, so that it stands below persistentVolumeClaim");
    expect(first(volume)?.then).toBe(
      'kubectl and other strict clients refuse the Deployment (unknown field "spec.template.spec.volumes[0].claimName"); for others it is as if the field were not there: what is written there is lost with each pod',
    );
  });

  test.each([
    ["persistentvolumeclaim", "persistentVolumeClaim"],
    ["configmap", "configMap"],
    ["emptydir", "emptyDir"],
    ["hostpath", "hostPath"],
    ["persistentVolumeClaims", "persistentVolumeClaim"],
    ["secrets", "secret"],
    ["CephFS", "cephfs"],
  ])("where its source is misspelt: %s", (written, meant) => {
    const end = 24 + written.length;
    expect(of(`name: data, ${written}: {}`)).toEqual([
      `error 15:24-${end} volume "data" has no source: "${written}" is no kind of volume`,
    ]);
    expect(first(`name: data, ${written}: {}`)?.help).toBe(`write ${meant}`);
  });

  test.each([
    ["claimName: web", "write persistentVolumeClaim, and claimName below it"],
    ["secretName: web", "write secret, and secretName below it"],
    ["sources: []", "write projected, and sources below it"],
    ["pvc: {claimName: web}", "write persistentVolumeClaim"],
    ["configMapName: web", "write configMap"],
  ])("where its source was left out, or called by another name: %s", (field, help) => {
    const finding = first(`name: data, ${field}`);
    expect([finding?.severity, finding?.help]).toEqual(["error", help]);
  });

  test("where a field of mounts or objects stands, of which no source is guessed", () => {
    for (const field of ["mountPath: /web", "constructor: {}", "readOnly: true"]) {
      const finding = first(`name: data, ${field}`);
      expect([finding?.severity, finding?.help]).toEqual([
        "warning",
        "write the kind of volume that is meant, such as persistentVolumeClaim or configMap",
      ]);
    }
  });

  test("as it should, but without what stands beside it", () => {
    const volume = "name: data, emptyDir: , sizeLimit: 1Gi";
    expect(of(volume)).toEqual(['warning 15:36-45 sizeLimit of volume "data" stands beside emptyDir, which is null']);
    expect(first(volume)?.help).toBe("indent sizeLimit, so that it stands below emptyDir");
    expect(first(volume)?.then).toMatch(/as if the field were not there: the volume is an emptyDir without it$/);
  });

  test("where a later Kubernetes may know its source, and this table does not", () => {
    const finding = first("name: data, hologram: {}");
    expect(finding?.severity).toBe("warning");
    expect(finding?.confidence).toBe("likely");
  });
});

describe("nothing is said", () => {
  test.each([
    "name: data, emptyDir: {}",
    "name: data, emptyDir: ",
    "name: data, emptyDir: null, persistentVolumeClaim: {claimName: web}",
    "name: data, persistentVolumeClaim: {claimName: web}, configMap: null",
    "name: data, $patch: delete",
    "name: data, emptyDir: {}, hologram: {}",
    "name: data, emptyDir: , hologram: {}",
    "name: data, secret: {}",
  ])("of {%s}", (volume) => {
    expect(of(volume)).toEqual([]);
  });

  test("of a volume whose place a claim template takes", () => {
    expect(of("name: data", "StatefulSet", CLAIM_TEMPLATE)).toEqual([]);
    expect(of("name: data", "Deployment", CLAIM_TEMPLATE)).toHaveLength(1);
  });

  test.each(["null", "text", "[]", "{}", "7", "[a, 7, null, [], {}, {name: }]"])(
    "of volumes that are %s",
    (volumes) => {
      const pod = `apiVersion: v1\nkind: Pod\nmetadata: {name: web}\nspec: {containers: [], volumes: ${volumes}}\n`;
      expect(said(RULE, pod)).toEqual([]);
    },
  );
});

test("the volumes of a CronJob and of what an operator makes are looked at, too", () => {
  const job = `apiVersion: batch/v1
kind: CronJob
metadata: {name: web}
spec:
  jobTemplate:
    spec:
      template:
        spec:
          containers: []
          volumes: [{name: data, persistentVolumeClaim: }]
`;
  expect(said(RULE, job)).toEqual([
    'error 10:34-55 persistentVolumeClaim of volume "data" is null, so the volume is an emptyDir',
  ]);
  const prometheus = `apiVersion: monitoring.coreos.com/v1
kind: Prometheus
metadata: {name: main}
spec:
  volumes: [{name: extra, persistentVolumeClaim: }]
`;
  expect(said(RULE, prometheus)).toEqual([
    'error 5:27-48 persistentVolumeClaim of volume "extra" is null, so the volume is an emptyDir',
  ]);
  const misspelt = prometheus.replace("persistentVolumeClaim: ", "persistentVolumeclaim: {claimName: a}");
  expect(said(RULE, misspelt)).toEqual([
    'error 5:27-48 volume "extra" has no source: "persistentVolumeclaim" is no kind of volume',
  ]);
  expect(foundBy(RULE, misspelt)[0]?.then).toBe(
    'kubectl and other strict clients refuse the Prometheus (unknown field "spec.volumes[0].persistentVolumeclaim"); for others it is as if the field were not there: what is written there is lost with each pod',
  );
});
