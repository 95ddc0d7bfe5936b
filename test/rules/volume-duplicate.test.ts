import { describe, expect, test } from "vitest";
import { foundBy, relatedOf } from "./found.ts";
import { said } from "./said.ts";
import { CLAIM_TEMPLATE, withVolumes } from "./volumes.ts";

const RULE = "volume-duplicate";
const EMPTY = "name: data, emptyDir: {}";
const MEMORY = "name: data, emptyDir: {medium: Memory}";

describe("two volumes of one name", () => {
  test("are reported at the second", () => {
    const text = withVolumes([EMPTY, "name: tmp, emptyDir: {}", MEMORY]);
    expect(said(RULE, text)).toEqual(['error 17:18-22 Deployment/web has two volumes of the name "data"']);
    const [finding] = foundBy(RULE, text);
    expect(finding && relatedOf(finding)).toEqual(["15:18-15:22 the first is declared here"]);
    expect(finding?.help).toBe("remove one of them, or rename it and what mounts it");
    expect(finding?.then).toBe(
      'the API server refuses the Deployment (spec.template.spec.volumes[2].name: Duplicate value: "data")',
    );
  });

  test("may be the same", () => {
    expect(foundBy(RULE, withVolumes([EMPTY, EMPTY]))[0]?.help).toBe("remove one of them: they are the same");
  });

  test("are each reported, where they are three", () => {
    expect(said(RULE, withVolumes([EMPTY, MEMORY, EMPTY]))).toHaveLength(2);
  });
});

test("a volume that is refused takes no name", () => {
  expect(said(RULE, withVolumes(["name: data, secret: {}", EMPTY]))).toEqual([]);
});

test("a volume without a source is an emptyDir, and takes its name", () => {
  expect(said(RULE, withVolumes(["name: data", EMPTY]))).toHaveLength(1);
});

test("a claim template is no second volume, and its namesakes are not looked at", () => {
  expect(said(RULE, withVolumes([EMPTY, MEMORY], "StatefulSet", CLAIM_TEMPLATE))).toEqual([]);
});

test("a volume that an operator adds takes the name from one that is written", () => {
  const prometheus = `apiVersion: monitoring.coreos.com/v1
kind: Prometheus
metadata: {name: main}
spec:
  volumes:
    - name: config-out
      emptyDir: {}
`;
  expect(said(RULE, prometheus)).toEqual([
    'error 6:13-23 the StatefulSet that prometheus-operator makes of Prometheus/main has two volumes of the name "config-out"',
  ]);
});

test("of a name that a refused volume shares with an accepted one, mounts are found", () => {
  const text = withVolumes(["name: data, secret: {}", EMPTY]);
  expect(foundBy("volume-source-incomplete", text).map(({ then }) => then)).toEqual([
    "the API server refuses the Deployment (spec.template.spec.volumes[0].secret.secretName: Required value)",
  ]);
});
