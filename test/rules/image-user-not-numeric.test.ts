import { describe, expect, test } from "vitest";
import { foundBy, placeOf, relatedOf } from "./found.ts";
import { podWith, said } from "./said.ts";

const RULE = "image-user-not-numeric";

const image = (name: string, context = "{runAsNonRoot: true}", rest = "") =>
  podWith(`securityContext: ${context}`, rest).replace("example/web:1", name);

describe("an image that names its user is likely not started under runAsNonRoot", () => {
  test("which is said at the image, with the number to set", () => {
    const [finding] = foundBy(RULE, image("quay.io/prometheus/prometheus:v3.5.0"));
    expect(finding).toMatchObject({
      severity: "warning",
      confidence: "likely",
      label: 'its user is "nobody"',
      message:
        'image "quay.io/prometheus/prometheus:v3.5.0" of container "web" names its user "nobody", which runAsNonRoot cannot tell from root',
      help: 'set spec.containers[0].securityContext.runAsUser to 65534, the number of "nobody", and runAsGroup to 65534',
      then: "kubelet never starts the container (CreateContainerConfigError: container has runAsNonRoot and image has non-numeric user (nobody), cannot verify user is non-root)",
    });
    expect(finding && placeOf(finding.location)).toBe("6:26-6:64");
    expect(finding && relatedOf(finding)).toEqual(["6:98-6:102 root is forbidden here"]);
    expect(finding?.fix?.edits[0]?.text).toContain("runAsUser: 65534");
  });

  test("and runAsGroup is left alone where the image's group is 0", () => {
    expect(foundBy(RULE, image("sonarqube:2025.1-developer"))[0]?.help).toBe(
      'set spec.containers[0].securityContext.runAsUser to 1000, the number of "sonarqube"',
    );
  });

  test.each(["memcached:1.6-alpine", "jenkins/jenkins:lts", "n8nio/n8n", "sonatype/nexus3:3.80.0", "influxdb:1.11.8"])(
    "%s is one",
    (name) => {
      expect(said(RULE, image(name))).toHaveLength(1);
    },
  );

  test("where the pod promises it for a StatefulSet", () => {
    const text = `apiVersion: apps/v1
kind: StatefulSet
metadata: {name: ci}
spec:
  serviceName: ci
  selector: {matchLabels: {app: ci}}
  template:
    metadata: {labels: {app: ci}}
    spec:
      securityContext: {runAsNonRoot: true, runAsUser: null}
      containers:
        - name: ci
          image: jenkins/jenkins:2.504.1-lts
`;
    expect(said(RULE, text)).toEqual([
      'warning 13:18-45 image "jenkins/jenkins:2.504.1-lts" of container "ci" names its user "jenkins", which runAsNonRoot cannot tell from root',
    ]);
  });
});

test("each container whose image names a user is told of, also the pod's first ones", () => {
  const text = `apiVersion: batch/v1
kind: CronJob
metadata: {name: dump}
spec:
  schedule: "0 3 * * *"
  jobTemplate:
    spec:
      template:
        spec:
          restartPolicy: Never
          securityContext: {runAsNonRoot: true}
          initContainers:
            - {name: warm, image: "memcached:1.6"}
          containers:
            - {name: dump, image: "n8nio/n8n:1"}
            - {name: free, image: "n8nio/n8n:1", securityContext: {runAsNonRoot: false}}
`;
  expect(said(RULE, text)).toEqual([
    'warning 13:35-50 image "memcached:1.6" of init container "warm" names its user "memcache", which runAsNonRoot cannot tell from root',
    'warning 15:35-48 image "n8nio/n8n:1" of container "dump" names its user "node", which runAsNonRoot cannot tell from root',
  ]);
});

test("OpenShift gives the process a number itself", () => {
  const finds = (platform: "kubernetes" | "openshift") => foundBy(RULE, image("memcached:1"), 36, platform);
  expect(finds("kubernetes")).toHaveLength(1);
  expect(finds("openshift")).toEqual([]);
});

test("the promise may be that of an operator's resource", () => {
  const text = `apiVersion: monitoring.coreos.com/v1
kind: Prometheus
metadata: {name: main}
spec:
  image: quay.io/prometheus/prometheus:v3.5.0
  securityContext: {runAsNonRoot: true, fsGroup: 2000}
`;
  expect(said(RULE, text)).toEqual([
    'warning 5:10-46 image "quay.io/prometheus/prometheus:v3.5.0" of container "prometheus" names its user "nobody", which runAsNonRoot cannot tell from root',
  ]);
});

describe("nothing is said", () => {
  test.each([
    ["without the promise", image("memcached:1", "{}")],
    ["where it is false", image("memcached:1", "{runAsNonRoot: false}")],
    ["with a number", image("memcached:1", "{runAsNonRoot: true, runAsUser: 11211}")],
    ["with a number at the pod", image("memcached:1", "{runAsNonRoot: true}", "  securityContext: {runAsUser: 5}\n")],
    ["with a number that is filled in later", image("memcached:1", '{runAsNonRoot: true, runAsUser: "{{ID}}"}')],
    ["of an image that numbers its user", image("solr:9")],
    ["of one that numbers it since a later version", image("elasticsearch:8.17.10")],
    ["of one whose spelling of USER is not known", image("elasticsearch:8.5.0")],
    ["of one whose row was not read", image("apache/kafka:4.0.0")],
    ["of one that nobody knows", image("example/web:1")],
    ["on Windows", image("memcached:1", "{runAsNonRoot: true}", "  os: {name: windows}\n")],
    ["of a context that is a list", image("memcached:1", "[{runAsNonRoot: true}]")],
    ["of an image that is a number", image("memcached:1").replace('"memcached:1"', "5")],
  ])("%s", (_, text) => {
    expect(said(RULE, text)).toEqual([]);
  });
});
