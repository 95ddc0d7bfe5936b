import { describe, expect, it } from "vitest";
import { workloadsMadeOf } from "../../src/operators/operators.ts";
import { at, container, custom, made } from "./made.ts";

const volumes = (spec: string) => made("Prometheus", spec).volumes.map(({ name }) => name);
const mountsOf = (spec: string, name: string) =>
  container(made("Prometheus", spec), name).node.get("volumeMounts").json;

describe("the volumes of Prometheus", () => {
  it("are the generated ones, then the user's", () => {
    expect(volumes("secrets: [s]\nconfigMaps: [c]\nvolumes: [{ name: mine }, { name: config }]")).toEqual([
      "config",
      "tls-assets",
      "config-out",
      "secret-s",
      "configmap-c",
      "prometheus-k-rulefiles-0",
      "web-config",
      "prometheus-k-db",
      "mine",
      "config",
    ]);
  });

  it("say what stands behind them", () => {
    const workload = made("Prometheus", "thanos: {}");
    const source = (name: string) => workload.volume(name)?.node.json;
    expect(source("config")).toEqual({ name: "config", secret: { secretName: "prometheus-k" } });
    expect(source("config-out")).toEqual({ name: "config-out", emptyDir: { medium: "Memory" } });
    expect(source("tls-assets")).toMatchObject({
      projected: { sources: [{ secret: { name: "prometheus-k-tls-assets-0" } }] },
    });
    expect(source("web-config")).toMatchObject({ secret: { secretName: "prometheus-k-web-config" } });
    expect(source("prometheus-k-rulefiles-0")).toMatchObject({
      configMap: { name: "prometheus-k-rulefiles-0", optional: true },
    });
    expect(source("thanos-prometheus-http-client-file")).toMatchObject({
      secret: { secretName: "prometheus-k-thanos-prometheus-http-client-file" },
    });
  });

  it("are nobody's where the operator alone decides, and the user's where written", () => {
    const workload = made("Prometheus", "volumes:\n- name: mine\n  emptyDir: {}");
    expect(at(workload.volume("config")!.at)).toBeUndefined();
    expect(at(workload.volume("mine")!.at)).toBe("6:11 mine");
    expect(at(workload.pod.get("volumes"))).toBe("5:3 volumes");
    expect(at(made("Prometheus", "paused: true").pod.get("volumes"))).toBe("4:1 spec (parent)");
  });

  it("of Secrets and ConfigMaps lead to the item that names them", () => {
    const workload = made("Prometheus", "secrets:\n- My.TLS\nconfigMaps: [a_b]");
    const secret = workload.volume("secret-my-tls")!;
    expect(at(secret.at)).toBe("6:5 My.TLS");
    expect(at(secret.node.get("secret").get("secretName"))).toBe("6:5 My.TLS");
    expect(secret.node.get("secret").get("secretName").text).toBe("My.TLS");
    expect(workload.volume("configmap-a-b")?.node.get("configMap").get("name").text).toBe("a_b");
    expect(mountsOf("secrets: [My.TLS]", "prometheus")).toContainEqual({
      name: "secret-my-tls",
      mountPath: "/etc/prometheus/secrets/My.TLS",
      readOnly: true,
    });
  });
});

describe("volumes that Prometheus may have", () => {
  const may = (spec: string, name: string) => made("Prometheus", spec).mayHaveVolume(name);

  it("are rule files of any number, for this resource alone", () => {
    for (const n of [0, 1, 2, 17]) expect(may("{}", `prometheus-k-rulefiles-${n}`)).toBe(true);
    for (const name of ["prometheus-k-rulefiles-", "prometheus-k-rulefiles-a", "prometheus-other-rulefiles-0"])
      expect(may("{}", name)).toBe(false);
    expect(made("Prometheus", "{}").volume("prometheus-k-rulefiles-1")).toBeUndefined();
  });

  it.each([
    ["v3.14.0-distroless", true],
    ["2.24.0", true],
    ["v2.23.9", false],
    ["1.99", false],
    ["main", false],
  ])("web-config where the version %s may be too old for it", (version, certain) => {
    const workload = made("Prometheus", `version: ${version}\nimage: i`);
    expect(workload.volume("web-config") !== undefined).toBe(certain);
    expect(workload.mayHaveVolume("web-config")).toBe(true);
  });

  it("are those of the TLS references of spec.web, whatever the hash in their name", () => {
    const tls = "web: { tlsConfig: { keySecret: { name: some-secret, key: tls.key } } }";
    for (const name of [
      "web-config-tls-secret-key-some-secret-3556f148",
      "web-config-tls-configmap-cert-some-secret-3556f148",
      "web-config-tls-secret-client-ca-some-secret",
    ]) {
      expect(may(tls, name)).toBe(true);
      expect(may("web: {}", name)).toBe(false);
    }
    expect(may(tls, "web-config-tls-other")).toBe(false);
  });

  it("are those of a Thanos that may be too old, where there is one", () => {
    const name = "thanos-prometheus-http-client-file";
    expect(may("{}", name)).toBe(false);
    expect(may("thanos: { version: v0.23.0 }", name)).toBe(true);
    expect(made("Prometheus", "thanos: { version: v0.23.0 }").volume(name)).toBeUndefined();
    expect(made("Prometheus", "thanos: { version: v0.24.0 }").volume(name)).toBeDefined();
  });

  it.each([
    ["queryLogFile: query.log", true],
    ["scrapeFailureLogFile: ./failures.log", true],
    ["queryLogFile: /var/log/query.log", false],
    ["queryLogFile: logs/query.log", false],
    ["queryLogFile: ''", false],
    ["queryLogFile: query.log\nscrapeFailureLogFile: /dev/stdout", false],
  ])("a log needs one where it has no directory: %s", (spec, certain) => {
    const workload = made("Prometheus", spec);
    expect(workload.volume("log-file")?.source).toBe(certain ? "emptyDir" : undefined);
    expect(JSON.stringify(mountsOf(spec, "prometheus")).includes("/var/log/prometheus")).toBe(certain);
  });

  it("the query log's has an older name, too", () => {
    expect(may("queryLogFile: query.log", "query-log-file")).toBe(true);
    expect(may("queryLogFile: /query.log", "query-log-file")).toBe(false);
  });
});

describe("the containers of Prometheus", () => {
  it("are the operator's before the user's, the reloader first of the init containers", () => {
    const spec = "thanos: {}\ncontainers: [{ name: mine }]\ninitContainers: [{ name: setup }]";
    expect(made("Prometheus", spec).containers.map(({ label }) => label)).toEqual([
      'init container "init-config-reloader"',
      'init container "setup"',
      'container "prometheus"',
      'container "config-reloader"',
      'container "thanos-sidecar"',
      'container "mine"',
    ]);
  });

  it("mount in their order what is generated and what spec.volumeMounts adds to prometheus alone", () => {
    const spec = "storage: {}\nvolumeMounts: [{ name: mine, mountPath: /mine, subPath: x }]\nsecrets: [s]";
    const paths = container(made("Prometheus", spec), "prometheus").mounts.map((mount) => mount.get("mountPath").text);
    expect(paths).toEqual([
      "/etc/prometheus/config_out",
      "/etc/prometheus/certs",
      "/prometheus",
      "/mine",
      "/etc/prometheus/secrets/s",
      "/etc/prometheus/rules/prometheus-k-rulefiles-0",
      "/etc/prometheus/web_config/web-config.yaml",
    ]);
    const [, , , mine] = container(made("Prometheus", spec), "prometheus").mounts;
    expect(at(mine!.get("name"))).toBe("6:26 mine");
    expect(JSON.stringify(mountsOf(spec, "config-reloader"))).not.toContain("/mine");
  });

  it("of the operator are hardened and set no user", () => {
    for (const each of made("Prometheus", "thanos: {}").containers) {
      expect(each.node.get("securityContext").json).toEqual({
        allowPrivilegeEscalation: false,
        capabilities: { drop: ["ALL"] },
        readOnlyRootFilesystem: true,
      });
      expect(at(each.node.get("securityContext"))).toBeUndefined();
    }
  });

  it("take image, pull policy and resources from the fields of the spec", () => {
    const spec = "image: mine:1\nimagePullPolicy: Always\nresources: { limits: { memory: 1Gi } }";
    const { node } = container(made("Prometheus", spec), "prometheus");
    expect(at(node.get("image"))).toBe("5:10 mine:1");
    expect(at(node.get("imagePullPolicy"))).toBe("6:20 Always");
    expect(node.get("resources").json).toEqual({ limits: { memory: "1Gi" } });
    const unset = container(made("Prometheus", "paused: true"), "prometheus").node;
    expect(unset.get("image").state).toBe("absent");
    expect(at(unset.get("resources"))).toBe("4:1 spec (parent)");
  });

  it("have the default image of the version where only that is written", () => {
    const { node } = container(made("Prometheus", "version: v3.1.0"), "prometheus");
    expect(node.get("image").text).toBe("quay.io/prometheus/prometheus:v3.1.0");
    expect(node.get("image").written?.path).toBe("spec.image");
  });

  it("take the user's patch over them, field by field", () => {
    const spec =
      "storage: {}\ncontainers:\n- name: prometheus\n  volumeMounts: [{ name: gone, mountPath: /prometheus }]";
    const workload = made("Prometheus", spec);
    const prometheus = container(workload, "prometheus");
    const data = prometheus.mounts.find((mount) => mount.get("mountPath").text === "/prometheus")!;
    expect(data.json).toEqual({ name: "gone", mountPath: "/prometheus", subPath: "prometheus-db" });
    expect(at(data.get("name"))).toBe("8:28 gone");
    expect(prometheus.volumeOf(data)).toBeUndefined();
    expect(workload.containers.filter(({ name }) => name === "prometheus")).toHaveLength(1);
  });
});

describe("ports and probes", () => {
  const node = (spec: string, name: string) => container(made("Prometheus", spec), name).node;

  it("are named by spec.portName, web where nothing is written", () => {
    expect(node("{}", "prometheus").get("ports").json).toEqual([{ name: "web", containerPort: 9090, protocol: "TCP" }]);
    const [port] = node("portName: http-web", "prometheus").get("ports").items();
    expect(at(port!.get("name"))).toBe("5:13 http-web");
    const probe = node("portName: http-web\nroutePrefix: /p/", "prometheus").get("readinessProbe");
    expect(probe.json).toEqual({ httpGet: { path: "/p/-/ready", port: "http-web" } });
  });

  it("of the loopback alone are none, and the probes run inside", () => {
    expect(node("listenLocal: true", "prometheus").get("ports").items()).toEqual([]);
    expect(node("listenLocal: true", "config-reloader").get("ports").items()).toEqual([]);
    expect(node("listenLocal: true", "prometheus").get("livenessProbe").get("exec").state).toBe("present");
  });

  it("of the reloader and of Thanos have names of their own", () => {
    const port = (name: string) =>
      node("thanos: {}", name)
        .get("ports")
        .items()
        .map((each) => each.get("name").text);
    expect(port("init-config-reloader")).toEqual(["reloader-init"]);
    expect(port("config-reloader")).toEqual(["reloader-web"]);
    expect(port("thanos-sidecar")).toEqual(["http", "grpc"]);
  });

  it("probe with the user's handler where the operator's would be a second", () => {
    const probe = node(
      "containers: [{ name: prometheus, readinessProbe: { tcpSocket: { port: 9090 } } }]",
      "prometheus",
    );
    expect(probe.get("readinessProbe").json).toEqual({ tcpSocket: { port: 9090 } });
  });
});

describe("the Thanos sidecar", () => {
  const sidecar = (thanos: string, rest = "") =>
    container(made("Prometheus", `thanos: ${thanos}\n${rest}`), "thanos-sidecar");

  it("mounts the data where it uploads, and reads the bucket's key from its Secret", () => {
    const storage = "storage: { volumeClaimTemplate: { metadata: { name: mine } } }";
    const { node, mounts } = sidecar("{ objectStorageConfig: { name: bucket, key: a.yaml } }", storage);
    expect(mounts[0]?.json).toEqual({ name: "mine", mountPath: "/prometheus", subPath: "prometheus-db" });
    expect(node.get("env").json).toEqual([
      { name: "OBJSTORE_CONFIG", valueFrom: { secretKeyRef: { name: "bucket", key: "a.yaml" } } },
    ]);
    expect(sidecar("{ objectStorageConfigFile: /a }").node.get("env").items()).toEqual([]);
    expect(sidecar("{ objectStorageConfigFile: /a }").mounts[0]?.get("mountPath").text).toBe("/prometheus");
    expect(JSON.stringify(sidecar("{}").node.get("volumeMounts").json)).not.toContain('"/prometheus"');
  });

  it("keeps of its own mounts the name and the path alone", () => {
    const [mount] = sidecar("{ volumeMounts: [{ name: a, mountPath: /a, subPath: b, readOnly: true }] }").mounts;
    expect(mount?.json).toEqual({ name: "a", mountPath: "/a" });
    expect(at(mount!.get("name"))).toBe("5:36 a");
    expect(mount?.get("subPath").state).toBe("absent");
  });
});

describe("the pod", () => {
  it("has the securityContext that is written, and none where none is", () => {
    const { podSecurityContext } = made("Prometheus", "securityContext:\n  runAsUser: 1000");
    expect(podSecurityContext.json).toEqual({ runAsUser: 1000 });
    expect(at(podSecurityContext)).toBe("5:3 securityContext");
    expect(at(podSecurityContext.get("fsGroup"))).toBe("5:3 securityContext (parent)");
    const none = made("Prometheus", "paused: true").podSecurityContext;
    expect(none.state).toBe("absent");
    expect(none.written?.path).toBe("spec.securityContext");
  });

  it("carries generated labels over those of podMetadata, and none of the resource's own", () => {
    const { podLabels, node } = made(
      "Prometheus",
      "version: v3.1.0\npodMetadata:\n  labels: { team: a, prometheus: mine }",
    );
    expect(podLabels.json).toEqual({
      team: "a",
      prometheus: "k",
      "app.kubernetes.io/name": "prometheus",
      "app.kubernetes.io/instance": "k",
      "app.kubernetes.io/managed-by": "prometheus-operator",
      "app.kubernetes.io/version": "3.1.0",
      "operator.prometheus.io/name": "k",
      "operator.prometheus.io/shard": "0",
    });
    expect(at(podLabels.get("team"))).toBe("7:21 a");
    expect(at(podLabels.get("prometheus"))).toBe("3:19 k");
    expect(at(podLabels.get("app.kubernetes.io/version"))).toBe("5:12 v3.1.0");
    expect(at(podLabels.get("app.kubernetes.io/name"))).toBeUndefined();
    const selector = node.get("spec").get("selector" as never).json;
    expect(selector).not.toHaveProperty(["matchLabels", "team"]);
    expect(selector).toHaveProperty(["matchLabels", "operator.prometheus.io/shard"], "0");
  });

  it("lets podMetadata choose the version and the default container", () => {
    const labels = "podMetadata: { labels: { app.kubernetes.io/version: x }, annotations: { a: b } }\nversion: v3.1.0";
    const workload = made("Prometheus", labels);
    expect(workload.podLabels.get("app.kubernetes.io/version").text).toBe("x");
    const annotations = workload.node.get("spec").get("template").get("metadata").get("annotations");
    expect(annotations.json).toEqual({ a: "b", "kubectl.kubernetes.io/default-container": "prometheus" });
  });

  it("on the host's network still asks the cluster's DNS, unless it says otherwise", () => {
    const policy = (spec: string) => made("Prometheus", spec).pod.get("dnsPolicy").text;
    expect(policy("hostNetwork: true")).toBe("ClusterFirstWithHostNet");
    expect(policy("hostNetwork: true\ndnsPolicy: Default")).toBe("Default");
    expect(policy("hostNetwork: false")).toBeUndefined();
    expect(at(made("Prometheus", "hostNetwork: true").pod.get("hostNetwork"))).toBe("5:16 true");
  });

  it("takes its other fields as they are written, or the operator's defaults", () => {
    const { pod } = made(
      "Prometheus",
      "serviceAccountName: sa\nterminationGracePeriodSeconds: 5\nreloadStrategy: ProcessSignal",
    );
    expect(pod.get("serviceAccountName").text).toBe("sa");
    expect(pod.get("terminationGracePeriodSeconds").number).toBe(5);
    expect(pod.get("shareProcessNamespace").boolean).toBe(true);
    expect(pod.get("automountServiceAccountToken").boolean).toBe(true);
    const defaults = made("Prometheus", "automountServiceAccountToken: false").pod;
    expect(defaults.get("terminationGracePeriodSeconds").number).toBe(600);
    expect(defaults.get("automountServiceAccountToken").boolean).toBe(false);
    expect(defaults.get("shareProcessNamespace").boolean).toBe(false);
  });
});

describe("shards", () => {
  it("are StatefulSets of their own, the first without a number, which share their volumes", () => {
    const workloads = workloadsMadeOf(custom("Prometheus", "shards: 3\nstorage: {}"));
    expect(workloads.map(({ name }) => name)).toEqual(["prometheus-k", "prometheus-k-shard-1", "prometheus-k-shard-2"]);
    expect(workloads.map(({ podLabels }) => podLabels.get("operator.prometheus.io/shard").text)).toEqual([
      "0",
      "1",
      "2",
    ]);
    for (const workload of workloads) expect(workload.volume("prometheus-k-db")).toBeDefined();
  });
});
