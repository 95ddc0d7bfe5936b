import { describe, expect, test } from "vitest";
import { lint, readSource } from "../../src/index.ts";
import { foundBy, relatedOf } from "./found.ts";
import { said } from "./said.ts";
import { CLAIM_TEMPLATE, withVolumes } from "./volumes.ts";

const RULE = "volume-source-conflicts";
const BOTH = "name: data, emptyDir: {}, persistentVolumeClaim: {claimName: web}";

describe("two sources", () => {
  test("are one finding, and what is said of the mounts is named in it", () => {
    const { findings } = lint([readSource("t.yaml", new TextEncoder().encode(withVolumes([BOTH])))]);
    expect(findings.map(({ rule, severity, message }) => `${severity} ${rule} ${message}`)).toEqual([
      `error ${RULE} volume "data" has 2 sources, emptyDir and persistentVolumeClaim, but a volume has only one`,
    ]);
    expect(findings[0]?.then).toBe(
      "the API server refuses the Deployment (spec.template.spec.volumes[0].persistentVolumeClaim: Forbidden: may not specify more than 1 volume type); until that is mended, its mounts are reported as Not found, too (spec.template.spec.containers[0].volumeMounts[0].name)",
    );
  });

  test("are reported at the one that comes later to the API server, whatever their order", () => {
    const text = withVolumes(["name: data, persistentVolumeClaim: {claimName: web}, emptyDir: {}"]);
    expect(said(RULE, text)).toEqual([
      'error 15:24-45 volume "data" has 2 sources, emptyDir and persistentVolumeClaim, but a volume has only one',
    ]);
    const [finding] = foundBy(RULE, text);
    expect(finding && relatedOf(finding)).toEqual(["15:65-15:73 emptyDir stands here"]);
    expect(finding?.help).toBe("keep one, and remove the other");
  });

  test.each([
    ["cephfs", "{monitors: [a]}", "cephFS"],
    ["downwardAPI", "{}", "downwarAPI"],
    ["gcePersistentDisk", "{pdName: a}", "gcePersistentDisk"],
  ])("carry the name that the API server prints: %s", (source, value, printed) => {
    const [finding] = foundBy(RULE, withVolumes([`name: data, hostPath: {path: /a}, ${source}: ${value}`]));
    expect(finding?.then).toContain(`spec.template.spec.volumes[0].${printed}: Forbidden`);
  });

  test("are counted, where they are three", () => {
    const text = withVolumes(["name: data, emptyDir: {}, hostPath: {path: /a}, secret: {secretName: a}"]);
    expect(foundBy(RULE, text)[0]?.message).toBe(
      'volume "data" has 3 sources, emptyDir, hostPath and secret, but a volume has only one',
    );
  });

  test("count only where they are not null", () => {
    expect(said(RULE, withVolumes(["name: data, emptyDir: null, persistentVolumeClaim: {claimName: web}"]))).toEqual(
      [],
    );
    expect(said(RULE, withVolumes(["name: data, emptyDir: {}"]))).toEqual([]);
  });
});

describe("of a StatefulSet", () => {
  test("the pods are refused before 1.34, and the set from then on", () => {
    const text = withVolumes([BOTH], "StatefulSet");
    expect(foundBy(RULE, text, 33)[0]?.then).toMatch(/^Kubernetes 1\.33 accepts the StatefulSet and creates no pod/);
    expect(foundBy(RULE, text, 34)[0]?.then).toMatch(/^Kubernetes 1\.34 and newer refuse the StatefulSet/);
  });

  test("volumes are counted behind the claim templates, whose namesakes are not looked at", () => {
    const other = BOTH.replace("data", "other");
    const text = withVolumes([BOTH, "name: tmp, emptyDir: {}", other], "StatefulSet", CLAIM_TEMPLATE);
    expect(foundBy(RULE, text).map(({ then }) => /volumes\[\d\]/.exec(then ?? "")?.[0])).toEqual(["volumes[2]"]);
  });
});

test("with an image among them, there is a conflict only where the volume is not dropped for it", () => {
  const text = withVolumes(["name: data, emptyDir: {}, image: {reference: example/data:1}"]);
  expect(foundBy(RULE, text, 36)).toHaveLength(1);
  expect(foundBy(RULE, text, 33)).toEqual([]);
  const three = withVolumes(["name: data, emptyDir: {}, hostPath: {path: /a}, image: {reference: example/data:1}"]);
  expect([30, 34, 35].map((minor) => foundBy(RULE, three, minor).map(({ message }) => message))).toEqual([
    ['volume "data" has 2 sources, emptyDir and hostPath, but a volume has only one'],
    [],
    ['volume "data" has 3 sources, emptyDir, hostPath and image, but a volume has only one'],
  ]);
});
