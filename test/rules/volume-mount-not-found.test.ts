import { describe, expect, test } from "vitest";
import { foundBy } from "./found.ts";
import { claimTemplate, podOf, statefulSetOf } from "./mounted.ts";
import { said } from "./said.ts";

const RULE = "volume-mount-not-found";
const DAT = "volumeMounts: [{name: dat, mountPath: /d}]\n";

test("every version of the API server refuses a Deployment, for its containers and its init containers alike", () => {
  const text = `apiVersion: apps/v1
kind: Deployment
metadata: {name: web}
spec:
  template:
    spec:
      initContainers:
        - {name: prepare, volumeMounts: [{name: dat, mountPath: /d}]}
      containers:
        - {name: web, volumeMounts: [{name: dat, mountPath: /d}]}
      volumes: [{name: data, emptyDir: {}}]
`;
  for (const minor of [25, 33, 34, 37])
    expect(foundBy(RULE, text, minor).map(({ then }) => then)).toEqual(
      ["initContainers", "containers"].map(
        (list) =>
          `the API server refuses the Deployment (spec.template.spec.${list}[0].volumeMounts[0].name: Not found: "dat")`,
      ),
    );
  expect(foundBy(RULE, text)[0]?.help).toBe('mount "data"');
});

describe("in a StatefulSet", () => {
  test("claim templates are volumes", () => {
    expect(said(RULE, statefulSetOf(DAT, claimTemplate("dat")))).toEqual([]);
  });

  test("the version decides who finds out", () => {
    const text = statefulSetOf(DAT, claimTemplate("data"));
    const words = 'spec.template.spec.containers[0].volumeMounts[0].name: Not found: "dat"';
    expect(said(RULE, text)).toEqual([
      'error 11:33-36 container "store" mounts volume "dat", but StatefulSet/store has no such volume',
    ]);
    expect(foundBy(RULE, text, 34)[0]?.then).toContain(`1.34 and newer refuse the StatefulSet (${words})`);
    expect(foundBy(RULE, text, 33)[0]?.then).toContain(
      `Kubernetes 1.33 accepts the StatefulSet and creates no pod (FailedCreate: spec.containers[0].volumeMounts[0].name: Not found: "dat")`,
    );
  });

  test("each mount of a feature that is off is a finding at its own line", () => {
    const text = `apiVersion: apps/v1
kind: StatefulSet
metadata: {name: flow}
spec:
  serviceName: flow
  template:
    spec:
      initContainers:
        - name: prepare
          volumeMounts:
            - {name: settings, mountPath: /settings}
      containers:
        - name: flow
          volumeMounts:
            - {name: settings, mountPath: /settings}
            - {name: tickets, mountPath: /tickets}
            - {name: plugins, mountPath: /plugins}
      volumes:
        - {name: plugins, emptyDir: {}}
`;
    const missing = (name: string) => `mounts volume "${name}", but StatefulSet/flow has no such volume`;
    expect(said(RULE, text)).toEqual([
      `error 11:22-30 init container "prepare" ${missing("settings")}`,
      `error 15:22-30 container "flow" ${missing("settings")}`,
      `error 16:22-29 container "flow" ${missing("tickets")}`,
    ]);
    expect(new Set(foundBy(RULE, text).map(({ fingerprint }) => fingerprint)).size).toBe(3);
  });
});

test("an empty name is no volume that is missing", () => {
  expect(
    said(RULE, podOf("volumeMounts: [{name: '', mountPath: /d}]\nvolumeDevices: [{name: '', devicePath: /e}]\n")),
  ).toEqual([]);
});
