import { expect, test } from "vitest";
import { suspectValues } from "../../src/kubernetes/suspect-values.ts";
import { Release } from "../../src/release/release.ts";
import { readSource } from "../../src/yaml/source.ts";

const releaseOf = (text: string) => Release.of([readSource("t.yaml", new TextEncoder().encode(text))]);
const pathsIn = (text: string) => suspectValues(releaseOf(text)).map(({ node }) => node.path);

test("values of the type that their field has are not suspect", () => {
  const text = `apiVersion: apps/v1
kind: Deployment
metadata: {name: web, labels: {app: web}, annotations: {a: "1"}}
spec:
  replicas: 3
  paused: false
  selector: {matchLabels: {app: web}}
  strategy: {rollingUpdate: {maxSurge: 25%, maxUnavailable: 0}}
  template:
    metadata: {labels: {app: web}}
    spec:
      terminationGracePeriodSeconds: 30
      containers:
        - name: web
          image: example/web:1
          command: [serve]
          args: ["--port", "80"]
          env: [{name: A, value: ""}, {name: B, valueFrom: {secretKeyRef: {name: s, key: k, optional: true}}}]
          ports: [{name: http, containerPort: 80}]
          livenessProbe: {httpGet: {path: /, port: http}, periodSeconds: 5}
          readinessProbe: {grpc: {port: 9000}}
          resources: {limits: {cpu: 1, memory: 1Gi}}
      volumes: [{name: s, secret: {secretName: s, defaultMode: 0400, optional: no}}]
`;
  expect(pathsIn(text)).toEqual([]);
});

test("a value of another shape than its field's is not looked into", () => {
  expect(pathsIn("apiVersion: v1\nkind: Pod\nmetadata: x\nspec: {containers: {env: [1]}, volumes: 5}\n")).toEqual([]);
});

test("names that JavaScript knows are no fields", () => {
  const text = "apiVersion: v1\nkind: Pod\nspec: {constructor: 1, __proto__: {hostNetwork: 1}, toString: 1}\n";
  expect(pathsIn(text)).toEqual([]);
  expect(pathsIn("apiVersion: v1\nkind: ConfigMap\ndata: {constructor: 1, __proto__: 2}\n")).toEqual([
    "data.constructor",
    "data.__proto__",
  ]);
});

test("a kind that is not known, or of another version, has its metadata looked at", () => {
  for (const identity of ["apiVersion: apps/v1beta1\nkind: Deployment", "apiVersion: example.com/v1\nkind: toString"])
    expect(pathsIn(`${identity}\nmetadata: {labels: {a: 1}}\nspec: {replicas: "1"}\n`)).toEqual(["metadata.labels.a"]);
});

test("all rules share one search of a release", () => {
  const release = releaseOf("apiVersion: v1\nkind: ConfigMap\ndata: {a: 1}\n");
  expect(suspectValues(release)).toBe(suspectValues(release));
});
