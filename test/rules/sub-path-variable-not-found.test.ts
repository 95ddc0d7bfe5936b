import { describe, expect, test } from "vitest";
import { foundBy, relatedOf } from "./found.ts";
import { podOf } from "./mounted.ts";
import { said } from "./said.ts";

const RULE = "sub-path-variable-not-found";
const pod = (expression: string, more = "", rest = "") =>
  `${podOf(`volumeMounts:\n  - {name: logs, mountPath: /logs, subPathExpr: ${expression}}\n${more}`, "- {name: logs, emptyDir: {}}\n")}${rest}`;
const NAMED = "env:\n  - {name: POD_NAME, valueFrom: {fieldRef: {fieldPath: metadata.name}}}\n";

describe("a variable of a path that the container", () => {
  test("does not have", () => {
    const text = pod("logs/$(POD_NAME)/today");
    expect(said(RULE, text)).toEqual([
      'error 8:60-71 container "web" takes part of a path from variable "POD_NAME", which it does not have',
    ]);
    expect(foundBy(RULE, text)[0]).toMatchObject({
      confidence: "certain",
      help: 'add "POD_NAME" to the container\'s env, with valueFrom.fieldRef.fieldPath: metadata.name, or leave $(POD_NAME) out',
      then: "kubelet does not create the container (CreateContainerConfigError: missing value for POD_NAME)",
    });
  });

  test("has in other letters", () => {
    expect(foundBy(RULE, pod("$(POD_NAM)", NAMED))[0]?.help).toBe("write $(POD_NAME)");
  });

  test("has, but empty", () => {
    const text = pod("$(AREA)", "env:\n  - name: AREA\n    value: ''\n");
    expect(said(RULE, text)).toEqual([
      'error 8:55-62 container "web" takes part of a path from variable "AREA", which is empty',
    ]);
    expect(relatedOf(foundBy(RULE, text)[0]!)).toEqual(['11:18-11:20 "AREA" gets no value here']);
    for (const env of ["{name: AREA}", "{name: AREA, value: null}", "{name: AREA, valueFrom: null}"])
      expect(said(RULE, pod("$(AREA)", `env: [${env}]\n`))).toHaveLength(1);
  });

  test("has twice: the last one counts", () => {
    expect(said(RULE, pod("$(A)", "env: [{name: A, value: x}, {name: A, value: ''}]\n"))).toHaveLength(1);
    expect(said(RULE, pod("$(A)", "env: [{name: A, value: ''}, {name: A, value: x}]\n"))).toEqual([]);
  });

  test("lacks is told once for each name", () => {
    expect(said(RULE, pod("$(A)/$(A)/$(B)")).map((line) => line.slice(0, 13))).toEqual([
      "error 8:55-59",
      "error 8:65-69",
    ]);
  });

  test("leaves to its neighbour", () => {
    const text = `apiVersion: apps/v1
kind: StatefulSet
metadata: {name: store}
spec:
  template:
    spec:
      initContainers:
        - {name: prepare, volumeMounts: [{name: a, mountPath: /a, subPathExpr: $(AREA)}]}
      containers:
        - {name: store, env: [{name: AREA, value: east}], volumeMounts: [{name: a, mountPath: /a, subPathExpr: $(AREA)}]}
      volumes: [{name: a, emptyDir: {}}]
`;
    expect(said(RULE, text)).toEqual([
      'error 8:80-87 init container "prepare" takes part of a path from variable "AREA", which it does not have',
    ]);
  });
});

describe("nothing is said of", () => {
  test.each([
    ["a variable that is there", pod("$(POD_NAME)", NAMED)],
    ["one from a whole ConfigMap", pod("$(AREA)", "envFrom: [{configMapRef: {name: areas}}]\n")],
    ["an escaped dollar", pod("$$(AREA)")],
    ["a dollar that begins nothing", pod(`$AREA/\${AREA}/$(AREA`)],
    ["a text without variables", pod("logs")],
    [
      "what kubelet sets for Services",
      pod("$(KUBERNETES_SERVICE_HOST)/$(DB_SERVICE_PORT_SQL)/$(DB_PORT_5432_TCP_ADDR)"),
    ],
    ["a value that is no text", pod("$(AREA)", "env: [{name: AREA, value: 5}]\n")],
    ["a path that is no text", pod("[$(AREA)]")],
    ["a subPath, which expands nothing", podOf("volumeMounts: [{name: a, mountPath: /a, subPath: $(AREA)}]\n")],
  ])("%s", (_, text) => {
    expect(said(RULE, text)).toEqual([]);
  });

  test("Services, unless the pod is not told of them", () => {
    expect(said(RULE, pod("$(DB_SERVICE_HOST)", "", "  enableServiceLinks: false\n"))).toHaveLength(1);
    expect(said(RULE, pod("$(KUBERNETES_SERVICE_HOST)", "", "  enableServiceLinks: false\n"))).toEqual([]);
  });

  test("containers to which an operator may add variables", () => {
    const text = `apiVersion: monitoring.coreos.com/v1
kind: Prometheus
metadata: {name: main}
spec:
  containers:
    - {name: config-reloader, volumeMounts: [{name: config, mountPath: /c, subPathExpr: $(POD_NAME)}]}
`;
    expect(said(RULE, text)).toEqual([]);
  });
});
