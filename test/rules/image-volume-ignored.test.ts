import { expect, test } from "vitest";
import { lint, readSource } from "../../src/index.ts";
import { foundBy, relatedOf } from "./found.ts";
import { said } from "./said.ts";
import { withVolumes } from "./volumes.ts";

const RULE = "image-volume-ignored";
const TEXT = withVolumes(["name: data, image: {reference: example/data:1}"]);

test("from 1.31 to 1.34 the volume and its mounts are dropped, unless a gate is on", () => {
  for (const minor of [31, 34]) {
    expect(said(RULE, TEXT, minor)).toEqual([
      `warning 15:24-29 volume "data" is an image, which Kubernetes 1.${minor} drops by default`,
    ]);
    const [finding] = foundBy(RULE, TEXT, minor);
    expect(finding?.confidence).toBe("likely");
    expect(finding && relatedOf(finding)).toEqual(['13:22-13:26 container "web" mounts it here']);
    expect(finding?.then).toBe(
      "unless the gate ImageVolume is on, the volume and its mounts are removed without an error, and the container starts without them",
    );
  }
});

test("before 1.31 the field is unknown", () => {
  expect(said(RULE, TEXT, 30)).toEqual([
    'warning 15:24-29 volume "data" is an image, but Kubernetes 1.30 has no such volumes',
  ]);
  const [finding] = foundBy(RULE, TEXT, 30);
  expect(finding?.confidence).toBe("certain");
  expect(finding?.then).toBe(
    'kubectl and other strict clients refuse the Deployment (unknown field "spec.template.spec.volumes[0].image"); for others it is as if the field were not there: the directory is empty',
  );
});

test("from 1.35 on it is mounted", () => {
  expect(foundBy(RULE, TEXT, 35)).toEqual([]);
});

test("with another source beside it, it is dropped the same", () => {
  const both = withVolumes(["name: data, emptyDir: {}, image: {reference: example/data:1}"]);
  expect(said(RULE, both, 34)).toEqual([
    'warning 15:38-43 volume "data" is an image, which Kubernetes 1.34 drops by default',
  ]);
  expect(said(RULE, both, 30)).toEqual([
    'warning 15:38-43 volume "data" is an image, but Kubernetes 1.30 has no such volumes',
  ]);
  expect(foundBy(RULE, both, 30)[0]?.then).toMatch(
    /as if the field were not there: the volume is of the kind emptyDir$/,
  );
  expect(foundBy(RULE, both, 35)).toEqual([]);
});

test("no other rule on volumes speaks of it then", () => {
  const wrong = withVolumes(["name: data, image: {pullPolicy: sometimes}"]);
  const source = readSource("t.yaml", new TextEncoder().encode(wrong));
  const rules = lint([source], { kubernetes: { minor: 33 } }).findings.map(({ rule }) => rule);
  expect(rules).toEqual([RULE]);
});

test("an image that is null, and other volumes, are not ours", () => {
  expect(foundBy(RULE, withVolumes(["name: data, image: null"]), 33)).toEqual([]);
  expect(foundBy(RULE, withVolumes(["name: data, emptyDir: {}"]), 33)).toEqual([]);
});

test("what an operator makes of its resource is without it", () => {
  const prometheus = `apiVersion: monitoring.coreos.com/v1
kind: Prometheus
metadata: {name: main}
spec:
  volumes: [{name: extra, image: {reference: example/data:1}}]
`;
  expect(said(RULE, prometheus, 30)).toEqual([
    'warning 5:27-32 volume "extra" is an image, but Kubernetes 1.30 has no such volumes',
  ]);
  expect(foundBy(RULE, prometheus, 30)[0]?.then).toBe(
    "the StatefulSet is made without the field: the directory is empty",
  );
});
