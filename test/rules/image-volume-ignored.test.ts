import { expect, test } from "vitest";
import { lint, readSource } from "../../src/index.ts";
import { foundBy, relatedOf } from "./found.ts";
import { withVolumes } from "./volumes.ts";

const RULE = "image-volume-ignored";
const TEXT = withVolumes(["name: data, image: {reference: example/data:1}"]);

test("from 1.31 to 1.34 the volume and its mounts are dropped, unless a gate is on", () => {
  for (const minor of [31, 34]) {
    const [finding] = foundBy(RULE, TEXT, minor);
    expect(finding?.severity).toBe("warning");
    expect(finding?.confidence).toBe("likely");
    expect(finding?.message).toBe(`volume "data" is an image, which Kubernetes 1.${minor} drops by default`);
    expect(finding && relatedOf(finding)).toEqual(['13:22-13:26 container "web" mounts it here']);
    expect(finding?.then).toBe(
      "unless the gate ImageVolume is on, the volume and its mounts are removed without an error, and the container starts without them",
    );
  }
});

test("before 1.31 the field is unknown", () => {
  const [finding] = foundBy(RULE, TEXT, 30);
  expect(finding?.confidence).toBe("certain");
  expect(finding?.message).toBe('volume "data" is an image, but Kubernetes 1.30 has no such volumes');
  expect(finding?.then).toBe(
    'kubectl and Helm refuse the Deployment (unknown field "spec.template.spec.volumes[0].image"); where they do not validate, the directory is empty',
  );
});

test("from 1.35 on it is mounted", () => {
  expect(foundBy(RULE, TEXT, 35)).toEqual([]);
});

test("with another source beside it, it is dropped the same", () => {
  const both = withVolumes(["name: data, emptyDir: {}, image: {reference: example/data:1}"]);
  expect(foundBy(RULE, both, 34).map(({ message }) => message)).toEqual([
    'volume "data" is an image, which Kubernetes 1.34 drops by default',
  ]);
  expect(foundBy(RULE, both, 30)[0]?.then).toMatch(/where they do not validate, the field is dropped$/);
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
