import { describe, expect, test } from "vitest";
import { lint, RULES, readConfig, readSource } from "../../src/index.ts";
import { foundBy, placeOf, relatedOf } from "./found.ts";
import { said } from "./said.ts";

const RULE = "claim-not-found";
const source = (text: string) => readSource("t.yaml", new TextEncoder().encode(text));

const pod = (claimName: string, namespace = "") => `apiVersion: v1
kind: Pod
metadata: {name: web${namespace && `, namespace: ${namespace}`}}
spec:
  containers: [{name: web, image: "example/web:1", volumeMounts: [{name: data, mountPath: /data}]}]
  volumes:
    - name: data
      persistentVolumeClaim: {claimName: ${claimName}}
`;
const claim = (name: string, namespace = "") => `---
apiVersion: v1
kind: PersistentVolumeClaim
metadata: {name: ${name}${namespace && `, namespace: ${namespace}`}}
spec: {accessModes: [ReadWriteMany], resources: {requests: {storage: 1Gi}}}
`;

describe("a claim that is not in the input", () => {
  test("is a note: it may be made elsewhere", () => {
    const [finding, ...others] = foundBy(RULE, pod("ledger"));
    expect(others).toEqual([]);
    expect(finding).toMatchObject({
      severity: "info",
      confidence: "likely",
      message: 'Pod/web mounts claim "ledger", which is not in the input',
      then: 'unless the cluster has it, the pod stays Pending (FailedScheduling: persistentvolumeclaim "ledger" not found)',
    });
    expect(finding && placeOf(finding.location)).toBe("8:42-8:48");
    expect(finding?.help).toContain("known: [{kind: PersistentVolumeClaim, name: ledger}]");
  });
  test("is a warning beside one of nearly that name, which no pod mounts", () => {
    const [finding] = foundBy(RULE, pod("ledger") + claim("ledger-data"));
    expect(finding).toMatchObject({
      severity: "warning",
      help: 'mount claim "ledger-data", or give it the name "ledger"',
    });
    expect(finding && relatedOf(finding)).toEqual(['12:18-12:29 claim "ledger-data", which no pod mounts, is here']);
    expect(finding?.fix).toMatchObject({ safe: false });
  });
  test("is only a note beside one that another pod mounts, or that is named otherwise", () => {
    const other = `---\n${pod("ledger-data").replace("name: web}", "name: other}")}`;
    expect(said(RULE, pod("ledger") + claim("ledger-data") + other)).toEqual([
      'info 8:42-48 Pod/web mounts claim "ledger", which is not in the input',
    ]);
    expect(said(RULE, pod("ledger") + claim("uploads"))).toHaveLength(1);
  });
  test("is an error where the input is all there is", () => {
    const { findings } = lint([source(pod("ledger"))], { closedWorld: true });
    expect(findings.map(({ rule, severity, confidence }) => `${severity} ${confidence} ${rule}`)).toEqual([
      "error certain claim-not-found",
    ]);
  });
  test("is reported once, however many volumes name it", () => {
    const text = pod("ledger").replace(
      "volumes:\n",
      "volumes:\n    - {name: more, persistentVolumeClaim: {claimName: ledger}}\n",
    );
    expect(said(RULE, text)).toHaveLength(1);
  });
});

test("a name that no object can have is an error", () => {
  const [finding] = foundBy(RULE, pod("My_Claim"));
  expect(finding).toMatchObject({
    severity: "error",
    confidence: "certain",
    message: 'Pod/web mounts claim "My_Claim", a name that no object can have',
  });
  expect(finding?.then).toContain('persistentvolumeclaim "My_Claim" not found');
});

describe("nothing is said of", () => {
  const SET = (name: string, rest = "") => `---
apiVersion: apps/v1
kind: StatefulSet
metadata: {name: db}
spec:
  template: {spec: {containers: [{name: db, volumeMounts: [{name: data, mountPath: /data}]}]${rest}}}
  volumeClaimTemplates:
    - metadata: {name: ${name}}
      spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}}
`;
  test.each([
    ["a claim of the input", pod("ledger") + claim("ledger")],
    ["a claim that a StatefulSet makes", pod("data-db-0") + SET("data")],
    [
      "the claim of a Pod's ephemeral volume",
      `${pod("db-scratch")}---\napiVersion: v1\nkind: Pod\nmetadata: {name: db}\nspec: {volumes: [{name: scratch, ephemeral: {volumeClaimTemplate: {}}}]}\n`,
    ],
    ["a claim of the namespace", pod("ledger", "a") + claim("ledger", "a")],
    ["a claim without a namespace", pod("ledger", "a") + claim("ledger")],
    ["a claim in some namespace, for a pod without one", pod("ledger") + claim("ledger", "a")],
    ["a name with a placeholder", pod('"{{ claim }}"')],
    ["a claimName that is no text", pod("5")],
    ["a claimName that is empty", pod('""')],
  ])("%s", (_, text) => {
    expect(said(RULE, text)).toEqual([]);
  });
  test("a claim that the config knows", () => {
    const reading = readConfig(source("known: [{kind: PersistentVolumeClaim, name: ledger}]\n"), RULES);
    if (!("config" in reading)) throw new Error("the config has problems");
    expect(lint([source(pod("ledger"))], { config: reading.config }).findings).toEqual([]);
  });
});

test("a claim of another namespace is another claim", () => {
  expect(said(RULE, pod("ledger", "a") + claim("ledger", "b"))).toEqual([
    'info 8:42-48 Pod/web mounts claim "ledger", which is not in the input',
  ]);
});
