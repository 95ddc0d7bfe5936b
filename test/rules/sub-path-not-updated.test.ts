import { describe, expect, test } from "vitest";
import { foundBy, relatedOf } from "./found.ts";
import { said } from "./said.ts";

const RULE = "sub-path-not-updated";

const deployment = (mounts: string, source: string, template = "", metadata = ""): string =>
  `apiVersion: apps/v1
kind: Deployment
metadata: {name: proxy${metadata}}
spec:
  selector: {matchLabels: {app: proxy}}
  template:
    metadata: {labels: {app: proxy}${template}}
    spec:
      containers:
        - name: proxy
          image: example/proxy:1
          volumeMounts: [${mounts}]
      volumes:
        - {name: settings, ${source}}
`;
const ONE = "{name: settings, mountPath: /etc/a, subPath: a.conf}";
const MAP = "configMap: {name: proxy}";
const object = (kind: string, name: string, immutable: boolean): string =>
  `---\napiVersion: v1\nkind: ${kind}\nmetadata: {name: ${name}}\nimmutable: ${immutable}\ndata: {}\n`;

describe("a file that is mounted by subPath", () => {
  test("keeps what it was when the container started", () => {
    const text = deployment(ONE, MAP);
    expect(said(RULE, text)).toEqual([
      'info 12:71-77 container "proxy" mounts "a.conf" of volume "settings" by subPath, where a change never arrives',
    ]);
    const [finding] = foundBy(RULE, text);
    expect(finding).toMatchObject({
      confidence: "certain",
      help: 'mount the directory instead, or put a checksum of ConfigMap "proxy" into an annotation of the pod template',
      then: 'a change of ConfigMap "proxy" reaches the container only when it starts again',
    });
    expect(finding && relatedOf(finding)).toEqual(['14:18-14:26 volume "settings" is declared here']);
  });
  test("is told once for a volume and a container, with three files at most", () => {
    const mounts = ["a", "b", "c", "d"].map((name) => `{name: settings, mountPath: /${name}, subPath: ${name}}`);
    expect(said(RULE, deployment(mounts.join(", "), MAP))).toEqual([
      'info 12:67-68 container "proxy" mounts "a", "b", "c" and 1 more of volume "settings" by subPath, where a change never arrives',
    ]);
  });
  test("is the same with an expression", () => {
    const mount = "{name: settings, mountPath: /etc/a, subPathExpr: $(POD_NAME).conf}";
    expect(said(RULE, deployment(mount, MAP))[0]).toContain('mounts "$(POD_NAME).conf"');
  });
  test.each([
    ["secret: {secretName: key}", 'Secret "key"'],
    ["projected: {sources: [{configMap: {name: proxy}}]}", "what it holds"],
  ])("may stand in %s", (source, behind) => {
    expect(foundBy(RULE, deployment(ONE, source))[0]?.then).toContain(`a change of ${behind} reaches`);
  });
  test("of the downward API follows no label", () => {
    const source = "downwardAPI: {items: [{path: a.conf, fieldRef: {fieldPath: metadata.labels}}]}";
    expect(foundBy(RULE, deployment(ONE, source))[0]).toMatchObject({
      help: "mount the directory instead",
      then: "a change of the pod's labels and annotations reaches the container only when it starts again",
    });
  });
  test("of fields of the pod that stay as they are is left alone, unlike annotations", () => {
    const held = (field: string): string => `downwardAPI: {items: [{path: a.conf, fieldRef: {fieldPath: ${field}}}]}`;
    expect(said(RULE, deployment(ONE, held("metadata.name")))).toEqual([]);
    expect(said(RULE, deployment(ONE, held("\"metadata.annotations['a']\"")))).toHaveLength(1);
    const projected = (...sources: readonly string[]): string =>
      deployment(ONE, `projected: {sources: [${sources.map((each) => `{${each}}`).join(", ")}]}`);
    expect(said(RULE, projected(held("metadata.uid")))).toEqual([]);
    expect(said(RULE, projected(held("metadata.uid"), held("metadata.labels")))).toHaveLength(1);
    expect(said(RULE, projected(held("metadata.uid"), MAP))).toHaveLength(1);
    expect(said(RULE, projected(held("metadata.uid"), MAP) + object("ConfigMap", "proxy", true))).toEqual([]);
  });
  test("of an object that may change is told, also beside one that may not", () => {
    expect(said(RULE, deployment(ONE, MAP) + object("ConfigMap", "proxy", false))).toHaveLength(1);
    const two = "projected: {sources: [{configMap: {name: proxy}}, {secret: {name: key}}]}";
    expect(said(RULE, deployment(ONE, two) + object("ConfigMap", "proxy", true))).toHaveLength(1);
    expect(
      said(RULE, deployment(ONE, two) + object("ConfigMap", "proxy", true) + object("Secret", "key", true)),
    ).toEqual([]);
  });
});

describe("a token", () => {
  const source = (rest = ""): string => `projected: {sources: [{serviceAccountToken: {path: token${rest}}}]}`;
  const TOKEN = "{name: settings, mountPath: /t, subPath: token}";

  test("is never renewed", () => {
    const text = deployment(`${ONE}, ${TOKEN}`, source());
    expect(said(RULE, text)).toEqual([
      'warning 12:121-126 container "proxy" mounts token "token" of volume "settings" by subPath, where it is never renewed',
    ]);
    expect(foundBy(RULE, text)[0]?.then).toBe(
      "the token is refused after 3600 seconds, until the container starts again",
    );
  });
  test("lasts as long as its volume says", () => {
    const [finding] = foundBy(RULE, deployment(TOKEN, source(", expirationSeconds: 7200")));
    expect(finding?.then).toContain("after 7200 seconds");
  });
  test("that the API server may take for a year is a note", () => {
    const text = (rest: string): string => deployment(TOKEN, source(`, expirationSeconds: 3607${rest}`));
    expect(said(RULE, text(""))[0]).toContain("info 12:");
    expect(foundBy(RULE, text(""))[0]?.then).toContain("does not extend such tokens");
    expect(said(RULE, text(", audience: vault"))[0]).toContain("warning 12:");
  });
  test("is not renewed by a checksum of the pod template", () => {
    const rolled = deployment(TOKEN, source(), ", annotations: {checksum/config: 1a2b}");
    expect(said(RULE, rolled)[0]).toContain("warning");
    expect(said(RULE, deployment(ONE, source(), ", annotations: {checksum/config: 1a2b}"))).toEqual([]);
  });
});

describe("silent about", () => {
  const pod = (rest: string, containers = "containers"): string =>
    `apiVersion: v1
kind: Pod
metadata: {name: proxy${rest}
  ${containers}: [{name: proxy, image: "example/proxy:1", volumeMounts: [${ONE}]}]
  volumes: [{name: settings, ${MAP}}]
`;
  test("a Pod that runs once, unlike one that stays", () => {
    expect(said(RULE, pod("}\nspec:"))).toHaveLength(1);
    expect(foundBy(RULE, pod("}\nspec:"))[0]?.help).toBe("mount the directory instead");
    expect(said(RULE, pod("}\nspec:\n  restartPolicy: Never"))).toEqual([]);
    expect(said(RULE, pod(', annotations: {"helm.sh/hook": test}}\nspec:'))).toEqual([]);
  });
  test("an init container, unlike a sidecar", () => {
    const init = pod("}\nspec:", "initContainers");
    expect(said(RULE, init)).toEqual([]);
    expect(said(RULE, init.replace("{name: proxy, image", "{restartPolicy: Always, name: proxy, image"))).toHaveLength(
      1,
    );
  });
  test.each([
    ["a mount of the directory", deployment("{name: settings, mountPath: /etc/a}", MAP)],
    ["an empty subPath", deployment('{name: settings, mountPath: /etc/a, subPath: ""}', MAP)],
    ["a disk", deployment(ONE, "persistentVolumeClaim: {claimName: a}")],
    ["an emptyDir", deployment(ONE, "emptyDir: {}")],
    ["a volume that is not there", deployment("{name: other, mountPath: /a, subPath: a}", MAP)],
    ["an immutable object", deployment(ONE, MAP) + object("ConfigMap", "proxy", true)],
    ["a name with kustomize's hash", deployment(ONE, "configMap: {name: proxy-5h7mg2kt9f}")],
    ["a checksum of the pod template", deployment(ONE, MAP, ", annotations: {checksum/config: 1a2b}")],
    ["a hash of the pod template", deployment(ONE, MAP, ", annotations: {config-hash: 1a2b}")],
    ["Reloader, at the workload", deployment(ONE, MAP, "", ', annotations: {reloader.stakater.com/auto: "true"}')],
    [
      "Reloader, for one object",
      deployment(ONE, MAP, "", ", annotations: {configmap.reloader.stakater.com/reload: proxy}"),
    ],
    ["mounts that are no list", deployment(ONE, MAP).replace(`[${ONE}]`, "7")],
    ["mounts that are nothing", deployment("null, 7, {subPath: 7}", MAP)],
  ])("%s", (_, text) => {
    expect(said(RULE, text)).toEqual([]);
  });
  test("a Job", () => {
    const job = deployment(ONE, MAP).replace("apps/v1", "batch/v1").replace("kind: Deployment", "kind: Job");
    expect(said(RULE, job)).toEqual([]);
  });
});
