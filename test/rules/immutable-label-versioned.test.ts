import { describe, expect, test } from "vitest";
import { foundBy, relatedOf } from "./found.ts";
import { said as saidBy } from "./said.ts";

const RULE = "immutable-label-versioned";
const said = (text: string) => saidBy(RULE, text);

const workload = (selector: string, { kind = "StatefulSet", metadata = "{name: idx}", claim = "{name: data}" } = {}) =>
  `apiVersion: apps/v1
kind: ${kind}
metadata: ${metadata}
spec:
  selector: {matchLabels: ${selector}}
  template: {spec: {containers: [{name: idx, image: "example/idx:1"}]}}
  volumeClaimTemplates:
    - metadata: ${claim}
      spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}}
`;

describe("a version where nothing can be changed", () => {
  test("in a selector and in a claim template are two findings", () => {
    const text = workload("{app: idx, helm.sh/chart: idx-1.2.3}", {
      claim: '{name: data, labels: {app.kubernetes.io/version: "7.1"}}',
    });
    expect(said(text)).toEqual([
      'warning 5:53-62 selector of StatefulSet/idx asks for helm.sh/chart "idx-1.2.3", the version of the chart, where nothing can be changed',
      'warning 8:66-71 claim template "data" of StatefulSet/idx carries app.kubernetes.io/version "7.1", the version of the application, where nothing can be changed',
    ]);
    const [selector, claim] = foundBy(RULE, text);
    expect([selector?.confidence, claim?.confidence]).toEqual(["likely", "likely"]);
    expect(selector?.help).toBe(
      'remove helm.sh/chart from spec.selector.matchLabels; in the pod template\'s labels it may stay; where it is installed already, run "kubectl delete statefulset idx --cascade=orphan" once before the upgrade',
    );
    expect(claim?.help).toMatch(
      /^remove app\.kubernetes\.io\/version from spec\.volumeClaimTemplates\[0\]\.metadata\.labels;/,
    );
    expect(claim?.then).toBe(
      "the upgrade that changes it fails (spec: Forbidden: updates to statefulset spec for fields other than 'replicas', ... are forbidden)",
    );
  });
  test("no command is made of a name that no object can have", () => {
    const text = workload("{helm.sh/chart: idx-1.2.3}", { metadata: '{name: "idx; reboot"}' });
    expect(foundBy(RULE, text)[0]?.help).toContain("kubectl delete statefulset NAME --cascade=orphan");
  });
  test("several in one mapping are one finding", () => {
    const text = workload("{app: idx}", {
      claim: "{name: data, annotations: {chart: idx-1.2.3-rc.1, app.kubernetes.io/version: v7}}",
    });
    expect(said(text)).toHaveLength(1);
    expect(relatedOf(foundBy(RULE, text)[0]!)).toEqual([
      "8:67-8:92 app.kubernetes.io/version, the version of the application, is here",
    ]);
  });
  test.each(["Deployment", "DaemonSet"])("a %s says so of its selector", (kind) => {
    const text = workload("{helm.sh/chart: idx-1.2.3}", { kind, claim: "{labels: {helm.sh/chart: idx-1.2.3}}" });
    expect(foundBy(RULE, text).map(({ then }) => then)).toEqual([
      "the upgrade that changes it fails (spec.selector: ... field is immutable)",
    ]);
  });
  test("any label that ends in the version of the object's chart is one", () => {
    const metadata = "{name: idx, labels: {helm.sh/chart: idx-1.2.3}}";
    expect(said(workload("{release: prod-1.2.3, tier: idx-1.2.30}", { metadata }))).toEqual([
      'warning 5:37-47 selector of StatefulSet/idx asks for release "prod-1.2.3", the version of the chart, where nothing can be changed',
    ]);
  });
});

describe("nothing is said", () => {
  test.each([
    ["of a chart's name alone", workload("{helm.sh/chart: idx, chart: idx-2}")],
    ["of a version that is none", workload("{app.kubernetes.io/version: latest}")],
    ["of a label that people keep steady", workload("{version: v1, app: idx-1.2.3}")],
    ["of a version that is still to be filled in", workload(`{app.kubernetes.io/version: "\${VERSION}2"}`)],
    [
      "of a hook, which is made anew each time",
      workload("{helm.sh/chart: idx-1.2.3}", { metadata: "{name: idx, annotations: {helm.sh/hook: test}}" }),
    ],
    ["of a ReplicaSet", workload("{helm.sh/chart: idx-1.2.3}", { kind: "ReplicaSet" })],
    [
      "of what prometheus-operator makes, which deletes what it cannot change",
      `apiVersion: monitoring.coreos.com/v1
kind: Prometheus
metadata: {name: main, labels: {helm.sh/chart: kps-1.2.3}}
spec:
  storage:
    volumeClaimTemplate: {metadata: {labels: {helm.sh/chart: kps-1.2.3}}, spec: {resources: {requests: {storage: 1Gi}}}}
`,
    ],
    [
      "of a NetworkPolicy, which can be changed",
      `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: idx}
spec: {podSelector: {matchLabels: {helm.sh/chart: idx-1.2.3}}}
`,
    ],
    ["of shapes that no selector has", workload("[helm.sh/chart]", { claim: "[helm.sh/chart]" })],
    ["of numbers", workload("{app.kubernetes.io/version: 7}")],
  ])("%s", (_, text) => {
    expect(said(text)).toEqual([]);
  });
});
