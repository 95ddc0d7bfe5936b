import { describe, expect, test } from "vitest";
import { foundBy, placeOf, relatedOf } from "./found.ts";

const RULE = "mounted-key-not-found";

const pod = (source: string, rest = "") => `apiVersion: v1
kind: Pod
metadata: {name: web}
spec:
  containers: [{name: web, image: "example/web:1", volumeMounts: [{name: v, mountPath: /v}]}]
  volumes:
    - name: v
      ${source}
---
apiVersion: v1
kind: ConfigMap
metadata: {name: c}
data: {web.yaml: "a: 1", plain: b}
binaryData: {packed: YQ==}
---
apiVersion: v1
kind: Secret
metadata: {name: s}
stringData: {token: a}
data: {cert: YQ==}
---
apiVersion: v1
kind: ConfigMap
metadata: {name: filled-later, labels: {inject: "true"}}
${rest}`;
const found = (source: string, rest = "") => foundBy(RULE, pod(source, rest));
const items = (...keys: string[]) =>
  `items: [${keys.map((key) => `{key: "${key}", path: x-${keys.indexOf(key)}}`).join(", ")}]`;

test("a key that the ConfigMap of the input lacks is an error where it is named, with the one that is meant", () => {
  const [finding, ...others] = found(`configMap: {name: c, ${items("web.yml", "plain")}}`);
  expect(others).toEqual([]);
  expect(finding).toMatchObject({
    severity: "error",
    confidence: "certain",
    message: 'volume "v" takes key "web.yml" of ConfigMap "c", which does not have it',
    help: 'write "web.yaml", or add the key to ConfigMap/c',
    then: "kubelet cannot mount the volume (configmap references non-existent config key: web.yml), and the pod stays in ContainerCreating",
  });
  expect(finding && placeOf(finding.location)).toBe("8:42-8:51");
  expect(finding && relatedOf(finding)).toEqual(['12:18-12:19 ConfigMap "c" stands here']);
  expect(finding?.fix?.safe).toBe(false);
});

test("of a Secret that is likely, because somebody may add to it", () => {
  expect(found(`secret: {secretName: s, ${items("password", "token", "cert")}}`)).toMatchObject([
    {
      severity: "warning",
      confidence: "likely",
      message: 'volume "v" takes key "password" of Secret "s", which does not have it',
      help: 'add the key to Secret/s, or take one that it has: "cert" and "token"',
    },
  ]);
});

test("each source of a projected volume is looked at", () => {
  const source = `projected: {sources: [{configMap: {name: c, ${items("none")}}}, {secret: {name: s, ${items("token", "gone")}}}]}`;
  expect(found(source).map(({ message }) => message)).toEqual([
    'volume "v" takes key "none" of ConfigMap "c", which does not have it',
    'volume "v" takes key "gone" of Secret "s", which does not have it',
  ]);
});

describe("nothing is said", () => {
  test.each([
    ["of keys that are there, packed ones too", `configMap: {name: c, ${items("web.yaml", "packed")}}`],
    ["of all keys", "configMap: {name: c}"],
    ["of what is optional", `configMap: {name: c, optional: true, ${items("none")}}`],
    ["of an object that is not in the input", `configMap: {name: other, ${items("none")}}`],
    ["of one without any key, which somebody else fills in", `configMap: {name: filled-later, ${items("ca.crt")}}`],
    ["of a key that is yet to be written", `configMap: {name: c, ${items("{{ .key }}")}}`],
    ["of shapes that hold no key", "configMap: {name: c, items: [null, 5, {key: null}, {key: [a]}]}"],
    ["of no list", "configMap: {name: c, items: {key: none}}"],
  ])("%s", (_, source) => {
    expect(found(source)).toEqual([]);
  });
  test("of a volume that nobody mounts, which kubelet passes over", () => {
    const text = pod(`configMap: {name: c, ${items("none")}}`);
    expect(foundBy(RULE, text)).toHaveLength(1);
    expect(foundBy(RULE, text.replace("{name: v, mountPath: /v}", ""))).toEqual([]);
  });
  test("of an object of another namespace", () => {
    const text = pod(`configMap: {name: c, ${items("none")}}`).replace(
      "metadata: {name: web}",
      "metadata: {name: web, namespace: shop}",
    );
    expect(foundBy(RULE, text)).toEqual([]);
  });
});
