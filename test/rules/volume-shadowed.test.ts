import { describe, expect, test } from "vitest";
import { foundBy, relatedOf } from "./found.ts";
import { claimTemplate, statefulSetOf } from "./mounted.ts";
import { said } from "./said.ts";

const RULE = "volume-shadowed";
const MOUNTED = "volumeMounts: [{name: data, mountPath: /d}]\n";
const VOLUME = "- name: data\n  emptyDir: {}\n";

describe("a claim template of a volume's name", () => {
  const text = statefulSetOf(MOUNTED, claimTemplate("data"), VOLUME);

  test("takes its place, which is a warning and nothing else", () => {
    expect(said(RULE, text)).toEqual([
      'warning 13:17-21 volume "data" of StatefulSet/store is never used: a claim template has that name',
    ]);
    expect(foundBy(RULE, text)[0]).toMatchObject({
      confidence: "certain",
      help: "remove the volume to keep the claim, or the claim template to keep the volume; to have both, rename one",
    });
    expect(relatedOf(foundBy(RULE, text)[0]!)).toEqual(["16:24-16:28 the claim template is here"]);
    expect(said("volume-mount-not-found", text)).toEqual([]);
    expect(said("volume-unused", text)).toEqual([]);
  });

  test("takes its place in every version", () => {
    expect(said(RULE, text, 25)).toEqual(said(RULE, text, 37));
  });

  test("is one that an operator's user writes", () => {
    const prometheus = `apiVersion: monitoring.coreos.com/v1
kind: Prometheus
metadata: {name: main}
spec:
  storage:
    volumeClaimTemplate:
      metadata: {name: data}
      spec: {resources: {requests: {storage: 1Gi}}}
  volumes:
    - {name: data, emptyDir: {}}
`;
    expect(said(RULE, prometheus)).toEqual([
      'warning 10:14-18 volume "data" of the StatefulSet that prometheus-operator makes of Prometheus/main is never used: a claim template has that name',
    ]);
  });
});

describe("nothing is said", () => {
  test.each([
    ["where the names differ", statefulSetOf(MOUNTED, claimTemplate("disk"), VOLUME)],
    ["without claim templates", statefulSetOf(MOUNTED, "", VOLUME)],
    [
      "of a kind that has none, where the field is dropped",
      statefulSetOf(MOUNTED, claimTemplate("data"), VOLUME).replace("kind: StatefulSet", "kind: Deployment"),
    ],
    ["of names that are none", statefulSetOf(MOUNTED, "volumeClaimTemplates: [{}, null, 5]\n", "- {}\n- null\n- 5\n")],
    ["of lists that are none", statefulSetOf(MOUNTED, "volumeClaimTemplates: {data: {}}\n", VOLUME)],
  ])("%s", (_, text) => {
    expect(said(RULE, text)).toEqual([]);
  });
});
