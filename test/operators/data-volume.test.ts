import { describe, expect, it } from "vitest";
import { at, container, made } from "./made.ts";

const CLAIM = `storage:
  volumeClaimTemplate:
    spec:
      storageClassName: fast
`;
const named = (source: string) => `storage:\n  ${source}\n  volumeClaimTemplate:\n    metadata: { name: mine }\n`;

const dataMount = (kind: string, spec: string, path = "/prometheus") => {
  const workload = made(kind, spec);
  const mount = workload.containers.flatMap(({ mounts }) => mounts).find((each) => each.get("mountPath").text === path);
  return { workload, mount: mount!, volume: workload.volume(mount?.get("name").text ?? "") };
};

describe("a claim template without a name", () => {
  it("makes a claim named after the resource, which is what Prometheus mounts", () => {
    const { workload, mount, volume } = dataMount("Prometheus", CLAIM);
    expect(mount.get("name").text).toBe("prometheus-k-db");
    expect(volume?.source).toBe("volumeClaimTemplate");
    expect(volume?.request?.get("spec").get("storageClassName").text).toBe("fast");
    expect(at(volume!.request!.get("spec").get("storageClassName"))).toBe("8:27 fast");
    expect(workload.mayHaveVolume("prometheus-db")).toBe(false);
  });

  it("leads from the claim's name to the field that would set it, not written yet", () => {
    const { volume } = dataMount("Prometheus", CLAIM);
    expect(volume?.at.written?.path).toBe("spec.storage.volumeClaimTemplate.metadata.name");
    expect(volume?.at.written?.state).toBe("absent");
    expect(at(volume!.at)).toBe("6:5 volumeClaimTemplate (parent)");
    expect(volume?.at.path).toBe("spec.volumeClaimTemplates[0].metadata.name");
  });

  it("leads to an empty metadata, and to an empty name", () => {
    const place = (metadata: string) =>
      at(dataMount("Prometheus", `storage:\n  volumeClaimTemplate:\n    metadata: ${metadata}`).volume!.at);
    expect(place("{}")).toBe("7:7 metadata (parent)");
    expect(place('{ name: "" }')).toBe('7:25 ""');
    expect(place("null")).toBe("7:7 metadata (parent)");
  });

  it("is asked for by any storage that names no other source", () => {
    const { volume } = dataMount("Prometheus", "storage: {}");
    expect(volume?.source).toBe("volumeClaimTemplate");
    expect(volume?.name).toBe("prometheus-k-db");
    expect(at(volume!.at)).toBe("5:3 storage (parent)");
  });

  it("is claimed ReadWriteOnce unless it says otherwise", () => {
    const modes = (spec: string) => dataMount("Prometheus", spec).volume!.request!.get("spec").get("accessModes");
    expect(modes(CLAIM).json).toEqual(["ReadWriteOnce"]);
    expect(at(modes(CLAIM))).toBe("7:7 spec (parent)");
    expect(modes(`${CLAIM}      accessModes: [ReadWriteMany]`).json).toEqual(["ReadWriteMany"]);
    expect(at(modes(`${CLAIM}      accessModes: [ReadWriteMany]`).items()[0]!)).toBe("9:23 ReadWriteMany");
  });

  it("keeps labels and annotations, and of the rest of its metadata nothing", () => {
    const spec = "storage:\n  volumeClaimTemplate:\n    metadata: { labels: { a: b }, namespace: other }";
    expect(dataMount("Prometheus", spec).volume?.node.get("metadata" as never).json).toEqual({
      name: "prometheus-k-db",
      labels: { a: "b" },
    });
  });
});

describe("a claim template with a name", () => {
  it("makes a claim of that name, at that name", () => {
    const spec = "storage:\n  volumeClaimTemplate:\n    metadata: { name: mine }";
    const { mount, volume, workload } = dataMount("Prometheus", spec);
    expect(volume?.name).toBe("mine");
    expect(at(volume!.at)).toBe("7:25 mine");
    expect(at(mount.get("name"))).toBe("7:25 mine");
    expect(workload.mayHaveVolume("prometheus-k-db")).toBe(false);
  });

  it.each(["emptyDir: {}", "ephemeral: { volumeClaimTemplate: { spec: {} } }"])(
    "is mounted even where %s wins over it, so that the operator's own mount leads nowhere",
    (source) => {
      const { mount, volume, workload } = dataMount("Prometheus", named(source));
      expect(mount.get("name").text).toBe("mine");
      expect(volume).toBeUndefined();
      expect(workload.mayHaveVolume("mine")).toBe(false);
      expect(at(mount.get("name"))).toBe("8:25 mine");
      expect(workload.volume("prometheus-k-db")?.source).toBe(source.split(":")[0]);
      expect(workload.node.get("spec").get("volumeClaimTemplates").items()).toEqual([]);
    },
  );
});

describe("other storage", () => {
  it("is an emptyDir where spec.storage is not written", () => {
    for (const spec of ["paused: true", "storage: null"]) {
      const { mount, volume } = dataMount("Prometheus", spec);
      expect(volume?.name).toBe("prometheus-k-db");
      expect(volume?.source).toBe("emptyDir");
      expect(mount.get("subPath").state).toBe("absent");
    }
    expect(at(dataMount("Prometheus", "paused: true").volume!.at)).toBe("4:1 spec (parent)");
    expect(dataMount("Prometheus", "paused: true").volume?.at.written?.path).toBe("spec.storage");
  });

  it("prefers emptyDir to ephemeral", () => {
    const both = "storage:\n  ephemeral: { volumeClaimTemplate: { spec: {} } }\n  emptyDir: { sizeLimit: 1Gi }";
    const { volume } = dataMount("Prometheus", both);
    expect(volume?.source).toBe("emptyDir");
    expect(at(volume!.node.get("emptyDir").get("sizeLimit"))).toBe("7:28 1Gi");
    expect(at(volume!.at)).toBe("7:15 { sizeLimit: 1Gi }");
  });

  it("knows what an ephemeral volume asks for", () => {
    const spec =
      "storage:\n  emptyDir: null\n  ephemeral: { volumeClaimTemplate: { spec: { storageClassName: fast } } }";
    const { volume } = dataMount("Prometheus", spec);
    expect(volume?.persistent).toBe(true);
    expect(at(volume!.request!.get("spec").get("storageClassName"))).toBe("7:67 fast");
  });
});

describe("the subPath of the data", () => {
  it.each([
    ["Prometheus", "prometheus-db", "/prometheus"],
    ["PrometheusAgent", "prometheus-db", "/prometheus"],
    ["Alertmanager", "alertmanager-db", "/alertmanager"],
  ])("of %s is %s wherever spec.storage is written", (kind, subPath, path) => {
    for (const storage of ["storage: {}", "storage: { emptyDir: {} }"])
      expect(dataMount(kind, storage, path).mount.get("subPath").text).toBe(subPath);
    expect(dataMount(kind, "{}", path).mount.get("subPath").state).toBe("absent");
  });

  it("is left out by disableMountSubPath, and leads there", () => {
    const subPath = (spec: string) => dataMount("Prometheus", spec).mount.get("subPath");
    expect(subPath("storage: { disableMountSubPath: true }").state).toBe("absent");
    expect(subPath("storage: { disableMountSubPath: false }").text).toBe("prometheus-db");
    expect(at(subPath("storage: { disableMountSubPath: false }"))).toBe("5:35 false");
    expect(subPath("storage: {}").written?.path).toBe("spec.storage.disableMountSubPath");
  });

  it("is never set for ThanosRuler, whose claim ends in -data", () => {
    const { mount, volume } = dataMount("ThanosRuler", CLAIM, "/thanos/data");
    expect(mount.get("subPath").state).toBe("absent");
    expect(volume?.name).toBe("thanos-ruler-k-data");
    expect(dataMount("ThanosRuler", "{}", "/thanos/data").volume?.source).toBe("emptyDir");
  });
});

describe("the default names", () => {
  it.each([
    ["Prometheus", "prometheus-k-db"],
    ["PrometheusAgent", "prom-agent-k-db"],
    ["Alertmanager", "alertmanager-k-db"],
    ["ThanosRuler", "thanos-ruler-k-data"],
  ])("%s keeps its data in %s", (kind, name) => {
    expect(made(kind, CLAIM).volume(name)?.noun).toBe("volume claim template");
    expect(made(kind, "{}").volume(name)?.noun).toBe("volume");
  });
});

describe("the user's own mounts of the data", () => {
  const incident = `${CLAIM}initContainers:
- name: setup
  command: [chown, -R, "1000:2000", /prometheus]
  volumeMounts:
  - { name: prometheus-db, mountPath: /prometheus }
`;

  it("the init container stands behind the operator's, and its mount of the subPath's name leads nowhere", () => {
    const workload = made("Prometheus", incident);
    expect(workload.containers.map(({ label }) => label).slice(0, 2)).toEqual([
      'init container "init-config-reloader"',
      'init container "setup"',
    ]);
    const setup = container(workload, "setup");
    expect(setup.volumeOf(setup.mounts[0]!)).toBeUndefined();
    expect(workload.mayHaveVolume("prometheus-db")).toBe(false);
    expect(at(setup.mounts[0]!.get("name"))).toBe("13:15 prometheus-db");
    expect(setup.mounts[0]!.get("name").path).toBe("spec.template.spec.initContainers[1].volumeMounts[0].name");
    expect(setup.mounts[0]!.get("name").written?.path).toBe("spec.initContainers[0].volumeMounts[0].name");
  });

  it("finds the claim by its real name", () => {
    const workload = made("Prometheus", incident.replace("name: prometheus-db", "name: prometheus-k-db"));
    const setup = container(workload, "setup");
    expect(setup.volumeOf(setup.mounts[0]!)?.persistent).toBe(true);
  });
});
