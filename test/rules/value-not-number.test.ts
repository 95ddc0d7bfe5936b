import { describe, expect, test } from "vitest";
import { applied } from "../applied.ts";
import { foundBy } from "./found.ts";
import { podWith, said } from "./said.ts";

const RULE = "value-not-number";
const deployment = (spec: string) => `apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web}\nspec: {${spec}}\n`;
const service = (port: string) =>
  `apiVersion: v1\nkind: Service\nmetadata: {name: web}\nspec: {ports: [{port: 80, ${port}}]}\n`;
const INTEGER = "but Kubernetes takes only an integer there";

describe("text in place of a number or a boolean", () => {
  test.each<[string, string, string]>([
    ["replicas", deployment('replicas: "3"'), `4:18-21 spec.replicas is the text "3", ${INTEGER}`],
    [
      "a container's port",
      podWith('ports: [{containerPort: "80"}]'),
      `6:67-71 spec.containers[0].ports[0].containerPort is the text "80", ${INTEGER}`,
    ],
    [
      "a probe's numbers",
      podWith('livenessProbe: {periodSeconds: "5"}'),
      `6:74-77 spec.containers[0].livenessProbe.periodSeconds is the text "5", ${INTEGER}`,
    ],
    [
      "a user",
      podWith('securityContext: {runAsUser: "1000"}'),
      `6:72-78 spec.containers[0].securityContext.runAsUser is the text "1000", ${INTEGER}`,
    ],
    [
      "a boolean",
      podWith('securityContext: {privileged: "true"}'),
      '6:73-79 spec.containers[0].securityContext.privileged is the text "true", but Kubernetes takes only true or false there',
    ],
    [
      "a grace period of a CronJob's pod",
      'apiVersion: batch/v1\nkind: CronJob\nspec: {jobTemplate: {spec: {template: {spec: {terminationGracePeriodSeconds: "30"}}}}}\n',
      `3:78-82 spec.jobTemplate.spec.template.spec.terminationGracePeriodSeconds is the text "30", ${INTEGER}`,
    ],
    [
      "the bounds of an autoscaler",
      'apiVersion: autoscaling/v2\nkind: HorizontalPodAutoscaler\nspec: {maxReplicas: "5"}\n',
      `3:21-24 spec.maxReplicas is the text "5", ${INTEGER}`,
    ],
    [
      "the port of an Ingress",
      'apiVersion: networking.k8s.io/v1\nkind: Ingress\nspec: {defaultBackend: {service: {name: a, port: {number: "80"}}}}\n',
      `3:59-63 spec.defaultBackend.service.port.number is the text "80", ${INTEGER}`,
    ],
  ])("%s", (_, text, finding) => {
    expect(said(RULE, text)).toEqual([`error ${finding}`]);
  });

  test("loses its quotes, safely", () => {
    const text = deployment('replicas: "3", paused: "false"');
    const findings = foundBy(RULE, text);
    expect(findings.map(({ help }) => help)).toEqual([
      "remove the quotes: 3; in a Helm template, pass the value through int",
      "remove the quotes: false",
    ]);
    const edits = findings.flatMap(({ fix }) => (fix?.safe ? fix.edits : []));
    expect(applied(text, edits)).toBe(deployment("replicas: 3, paused: false"));
  });

  test("is left to its author where no number is meant", () => {
    const [finding] = foundBy(RULE, deployment("replicas: three"));
    expect(finding?.help).toBe("write an integer");
    expect(finding?.fix).toBeUndefined();
  });

  test("is quoted in part where it is long", () => {
    const [finding] = foundBy(RULE, deployment(`replicas: "${"3".repeat(500)}"`));
    expect(finding?.message).toBe(`spec.replicas is the text "${"3".repeat(40)}...", ${INTEGER}`);
  });

  test("is left alone where another tool fills it in", () => {
    expect(said(RULE, deployment(`replicas: "\${REPLICAS}"`))).toEqual([]);
    expect(said(RULE, deployment('replicas: "{{ .Values.replicas }}"'))).toEqual([]);
  });

  test("is foretold in Go's words", () => {
    expect(foundBy(RULE, deployment('replicas: "3"'))[0]?.then).toBe(
      "the API server refuses the Deployment (json: cannot unmarshal string into Go struct field DeploymentSpec.spec.replicas of type int32)",
    );
    expect(foundBy(RULE, podWith('securityContext: {runAsNonRoot: "true"}'))[0]?.then).toContain(
      "SecurityContext.spec.containers.securityContext.runAsNonRoot of type bool",
    );
  });
});

describe("numbers that a field cannot take", () => {
  test.each([
    ["a fraction", "replicas: 1.5", `4:18-21 spec.replicas is 1.5, ${INTEGER}`],
    [
      "more than 32 bits",
      "replicas: 3000000000",
      "4:18-28 spec.replicas is 3000000000, which is more than the 32 bits of the field hold",
    ],
    [
      "more than 32 bits, from Helm",
      "replicas: 1e+10",
      "4:18-23 spec.replicas is 1e+10, which is more than the 32 bits of the field hold",
    ],
    ["a boolean", "replicas: yes", `4:18-21 spec.replicas is the boolean true, ${INTEGER}`],
    ["a number for a boolean", "paused: 1", "4:16-17 spec.paused is 1, but Kubernetes takes only true or false there"],
    ["a list", "replicas: [3]", `4:18-21 spec.replicas is a list, ${INTEGER}`],
  ])("%s", (_, spec, finding) => {
    expect(said(RULE, deployment(spec))).toEqual([`error ${finding}`]);
  });

  test("a fraction is named in Go's words", () => {
    expect(foundBy(RULE, deployment("replicas: 1.5"))[0]?.then).toContain("cannot unmarshal number 1.5 into");
  });

  // JSON has one kind of number: what reaches the API server is 1000000, and 3.
  test.each(["1e+06", "1e3", "3.0", "0x10", "010", "null"])("%s is an integer to the API server", (written) => {
    expect(said(RULE, deployment(`replicas: ${written}`))).toEqual([]);
  });

  test("64 bits hold more", () => {
    expect(said(RULE, podWith("securityContext: {runAsUser: 3000000000}"))).toEqual([]);
    expect(said(RULE, podWith("securityContext: {runAsUser: 9223372036854775807}"))).toEqual([]);
    expect(said(RULE, podWith("securityContext: {runAsUser: 9223372036854775808}"))).toHaveLength(1);
  });
});

describe("fields that take a number or text", () => {
  test("digits in quotes are the name of a port, and no port is called so", () => {
    expect(said(RULE, service('targetPort: "8080"'))).toEqual([
      'error 4:39-45 spec.ports[0].targetPort is the text "8080", which Kubernetes takes for the name of a port',
    ]);
    expect(foundBy(RULE, service('targetPort: "8080"'))[0]?.then).toBe(
      "the API server refuses the Service (spec.ports[0].targetPort: must contain at least one letter (a-z))",
    );
  });

  test("names and numbers are both right", () => {
    expect(said(RULE, service("targetPort: http"))).toEqual([]);
    expect(said(RULE, service("targetPort: 8080"))).toEqual([]);
    expect(said(RULE, service('targetPort: ""'))).toEqual([]);
    expect(said(RULE, podWith("readinessProbe: {httpGet: {port: http}}"))).toEqual([]);
  });

  test("the probe of a StatefulSet is refused from 1.34 on", () => {
    const text =
      'apiVersion: apps/v1\nkind: StatefulSet\nmetadata: {name: db}\nspec: {template: {spec: {containers: [{name: a, livenessProbe: {tcpSocket: {port: "80"}}}]}}}\n';
    const words =
      "(spec.template.spec.containers[0].livenessProbe.tcpSocket.port: must contain at least one letter (a-z))";
    expect(foundBy(RULE, text, 34)[0]?.then).toBe(
      `Kubernetes 1.34 and newer refuse the StatefulSet ${words}; older ones accept it and create no pod`,
    );
    expect(foundBy(RULE, text, 33)[0]?.then).toBe(
      `Kubernetes 1.33 accepts the StatefulSet and creates no pod ${words.replace("(spec.template.spec.", "(FailedCreate: spec.")}`,
    );
  });

  test("a count in quotes is no percentage", () => {
    const budget = (share: string) =>
      `apiVersion: policy/v1\nkind: PodDisruptionBudget\nmetadata: {name: web}\nspec: {maxUnavailable: ${share}}\n`;
    expect(said(RULE, budget('"1"'))).toEqual([
      'error 4:24-27 spec.maxUnavailable is the text "1", which is neither a count nor a percentage',
    ]);
    expect(said(RULE, budget('"10%"'))).toEqual([]);
    expect(said(RULE, budget("1"))).toEqual([]);
  });
});

test("quantities, and the fields of custom resources, are not judged", () => {
  expect(said(RULE, podWith('resources: {limits: {cpu: "1", memory: 1e3}}'))).toEqual([]);
  expect(said(RULE, 'apiVersion: example.com/v1\nkind: Thing\nspec: {replicas: "3"}\n')).toEqual([]);
});
