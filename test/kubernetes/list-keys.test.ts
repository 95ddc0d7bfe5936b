import { describe, expect, test } from "vitest";
import { listKey, namedPath } from "../../src/kubernetes/list-keys.ts";
import { isMapping } from "../../src/yaml/node.ts";
import type { Step } from "../../src/yaml/span.ts";

/** The trail that a place in the object has. */
function trailOf(object: unknown, steps: readonly Step[]) {
  let value = object;
  return steps.map((step) => {
    value = Array.isArray(value) ? value[Number(step)] : isMapping(value) ? value[step] : undefined;
    return { step, value };
  });
}
const pathIn = (object: unknown, ...steps: Step[]) => namedPath(trailOf(object, steps));

describe("the key of a list's item", () => {
  test.each<[string, unknown, string]>([
    ["containers", { name: "app" }, "app"],
    ["initContainers", { name: "setup" }, "setup"],
    ["ephemeralContainers", { name: "debug" }, "debug"],
    ["volumes", { name: "data" }, "data"],
    ["volumeMounts", { name: "data", mountPath: "/data" }, "/data"],
    ["volumeDevices", { name: "raw", devicePath: "/dev/xvda" }, "/dev/xvda"],
    ["env", { name: "HOME" }, "HOME"],
    ["imagePullSecrets", { name: "registry" }, "registry"],
    ["hostAliases", { ip: "127.0.0.1" }, "127.0.0.1"],
    ["podIPs", { ip: "10.0.0.1" }, "10.0.0.1"],
    ["topologySpreadConstraints", { topologyKey: "zone", whenUnsatisfiable: "DoNotSchedule" }, "zone/DoNotSchedule"],
    ["ownerReferences", { name: "web", uid: "1-2-3" }, "1-2-3"],
    ["conditions", { type: "Ready" }, "Ready"],
    ["volumeClaimTemplates", { metadata: { name: "data" } }, "data"],
  ])("in %s is Kubernetes' own", (list, item, key) => {
    expect(listKey(["spec", list], item)).toBe(key);
  });

  test("in ports depends on whose ports they are, and counts TCP as the protocol that is left out", () => {
    const ofContainer = ["spec", "containers", 0, "ports"];
    expect(listKey(ofContainer, { name: "http", containerPort: 8080 })).toBe("8080/TCP");
    expect(listKey(ofContainer, { containerPort: 53, protocol: "UDP" })).toBe("53/UDP");
    expect(listKey(ofContainer, { containerPort: 53, protocol: null })).toBe("53/TCP");
    expect(listKey(ofContainer, { port: 80 })).toBeUndefined();
    expect(listKey(["spec", "ports"], { port: 80, targetPort: 8080 })).toBe("80/TCP");
    expect(listKey(["spec", "ingress", 0, "ports"], { port: 80 })).toBeUndefined();
    expect(listKey(["subsets", 0, "ports"], { port: 80 })).toBeUndefined();
  });

  test("in secrets is the name in a ServiceAccount only", () => {
    expect(listKey(["secrets"], { name: "token" })).toBe("token");
    expect(listKey(["spec", "secrets"], { name: "token" })).toBeUndefined();
  });

  test.each<[readonly Step[], unknown]>([
    [["spec", "tolerations"], { key: "a" }],
    [["spec", "containers", 0, "args"], "--port=80"],
    [["spec", "containers", 0, "envFrom"], { prefix: "A" }],
    [["spec", "constructor"], { name: "a" }],
    [[], { name: "a" }],
    [["spec", "containers", 0], { name: "a" }],
    [["spec", "containers"], {}],
    [["spec", "containers"], { name: "" }],
    [["spec", "containers"], { name: null }],
    [["spec", "containers"], { name: true }],
    [["spec", "containers"], { name: ["app"] }],
    [["spec", "containers"], "app"],
    [["spec", "containers"], null],
    [["spec", "topologySpreadConstraints"], { topologyKey: "zone" }],
    [["spec", "volumeClaimTemplates"], { metadata: null }],
  ])("is none in %j for %j", (path, item) => {
    expect(listKey(path, item)).toBeUndefined();
  });
});

describe("a named path", () => {
  const pod = {
    spec: {
      template: {
        spec: {
          containers: [
            { name: "app", args: ["-v", "-x"], volumeMounts: [{ name: "data", mountPath: "/data" }] },
            { image: "nameless" },
            { name: "app" },
            {
              name: "1",
              ports: [{ containerPort: 80 }, { containerPort: 80, protocol: "TCP" }, { containerPort: 81 }],
            },
            { name: "a]b[c\\d" },
          ],
        },
      },
    },
  };
  const container = (index: number, ...rest: Step[]) =>
    pathIn(pod, "spec", "template", "spec", "containers", index, ...rest);

  test("names items of lists by their keys", () => {
    expect(container(0, "volumeMounts", 0, "name")).toBe("spec.template.spec.containers[app].volumeMounts[/data].name");
  });

  test("does not change when the items change places", () => {
    const containers = [...pod.spec.template.spec.containers].reverse();
    const reversed = { spec: { template: { spec: { containers } } } };
    expect(pathIn(reversed, "spec", "template", "spec", "containers", 1, "ports", 2)).toBe(container(3, "ports", 2));
  });

  test("names an item by position where it has no key, or an earlier one has the same", () => {
    expect(container(1, "image")).toBe("spec.template.spec.containers[1].image");
    expect(container(2, "name")).toBe("spec.template.spec.containers[2].name");
    expect(container(0, "args", 1)).toBe("spec.template.spec.containers[app].args[1]");
  });

  test("tells a name of digits from a position, and keeps brackets of names apart from its own", () => {
    expect(container(3)).toBe("spec.template.spec.containers[\\1]");
    expect(container(4)).toBe("spec.template.spec.containers[a\\]b\\[c\\\\d]");
    expect(container(3, "ports", 0)).toBe("spec.template.spec.containers[\\1].ports[80/TCP]");
    expect(container(3, "ports", 1)).toBe("spec.template.spec.containers[\\1].ports[1]");
    expect(container(3, "ports", 2)).toBe("spec.template.spec.containers[\\1].ports[81/TCP]");
  });

  test("puts keys of data that are no field names in brackets", () => {
    const labels = { metadata: { labels: { "app.kubernetes.io/name": "web", app: "web", "0": "zero", "a]": "x" } } };
    expect(pathIn(labels, "metadata", "labels", "app.kubernetes.io/name")).toBe(
      "metadata.labels[app.kubernetes.io/name]",
    );
    expect(pathIn(labels, "metadata", "labels", "app")).toBe("metadata.labels.app");
    expect(pathIn(labels, "metadata", "labels", "0")).toBe("metadata.labels[\\0]");
    expect(pathIn(labels, "metadata", "labels", "a]")).toBe("metadata.labels[a\\]]");
  });

  test("reads each item's key once, however many findings share the list", () => {
    const many = 20_000;
    let reads = 0;
    const volumeMounts = Array.from({ length: many }, (_, index) => ({
      get mountPath() {
        reads++;
        return `/data/${index % (many / 2)}`;
      },
    }));
    const names = volumeMounts.map((_, index) => pathIn({ volumeMounts }, "volumeMounts", index));
    expect(names[many / 2 - 1]).toBe("volumeMounts[/data/9999]");
    expect(names[many / 2]).toBe("volumeMounts[10000]");
    expect(new Set(names).size).toBe(many);
    expect(reads).toBe(many);
  });

  test("names the items of a list that an alias puts under another field by the key of that field", () => {
    const list = [{ name: "a", port: 80, containerPort: 8080 }];
    const shared = { spec: { ports: list, containers: [{ name: "app", ports: list }], tolerations: list } };
    expect(pathIn(shared, "spec", "ports", 0)).toBe("spec.ports[80/TCP]");
    expect(pathIn(shared, "spec", "containers", 0, "ports", 0)).toBe("spec.containers[app].ports[8080/TCP]");
    expect(pathIn(shared, "spec", "tolerations", 0)).toBe("spec.tolerations[0]");
    expect(pathIn(shared, "spec", "ports", 0)).toBe("spec.ports[80/TCP]");
  });

  test("leads to what is not written yet, and to the object itself", () => {
    expect(container(0, "securityContext", "runAsUser")).toBe(
      "spec.template.spec.containers[app].securityContext.runAsUser",
    );
    expect(container(9, "name")).toBe("spec.template.spec.containers[9].name");
    expect(namedPath([])).toBe("");
  });
});
