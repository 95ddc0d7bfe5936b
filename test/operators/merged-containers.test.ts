import type { Container } from "kubernetes-types/core/v1.js";
import { describe, expect, it } from "vitest";
import { mergedContainers } from "../../src/operators/merged-containers.ts";
import { grow } from "../../src/yaml/grown.ts";
import { at, custom } from "./made.ts";

const OWN = [
  {
    name: "app",
    image: "app:1",
    env: [
      { name: "A", value: "1" },
      { name: "B", value: "2" },
      { name: "C", value: "3" },
    ],
    ports: [
      { name: "web", containerPort: 80, protocol: "TCP" },
      { name: "mesh-tcp", containerPort: 90, protocol: "TCP" },
      { name: "mesh-udp", containerPort: 90, protocol: "UDP" },
    ],
    args: ["--a", "--b"],
    resources: { limits: { memory: "1Gi" } },
    securityContext: { readOnlyRootFilesystem: true, capabilities: { drop: ["ALL"] } },
    volumeMounts: [{ name: "data", mountPath: "/data", subPath: "db", readOnly: true }],
    readinessProbe: { httpGet: { path: "/ready", port: "web" }, periodSeconds: 5 },
  },
  { name: "side", image: "side:1" },
];

/** The containers list stands on line 6 and below. */
function merge(list: string) {
  const spec = custom("Prometheus", `containers:\n${list}`).as<{ spec: { containers: Container[] } }>().get("spec");
  return grow<Container[]>(mergedContainers(OWN, spec.get("containers")));
}
const app = (patch: string) => merge(`- name: app\n${patch.replaceAll(/^/gm, "  ")}`).items()[0]!;

describe("containers", () => {
  it("are the operator's, each with the user's of that name over it, then the user's others in their order", () => {
    const list = merge("- { name: z }\n- { name: side, image: mine }\n- { name: b }").items();
    expect(list.map((container) => container.get("name").text)).toEqual(["app", "side", "z", "b"]);
    expect(list[1]?.get("image").text).toBe("mine");
  });

  it("are located where the user wrote them, the operator's nowhere", () => {
    const [own, side, z] = merge("- { name: z }\n- { name: side, image: mine }").items();
    expect(at(own!)).toBeUndefined();
    expect(at(own!.get("image"))).toBeUndefined();
    expect(at(side!)).toBe("7:5 { name: side, image: mine }");
    expect(at(side!.get("image"))).toBe("7:26 mine");
    expect(at(z!)).toBe("6:5 { name: z }");
  });

  it("leave a place beside what the user wrote for what neither has", () => {
    const place = app("image: x").get("securityContext").get("runAsUser");
    expect(place.state).toBe("absent");
    expect(place.written).toBeUndefined();
    expect(at(app("securityContext: { privileged: true }").get("securityContext").get("runAsUser"))).toBe(
      "7:5 securityContext (parent)",
    );
    expect(at(app("image: x").get("workingDir"))).toBe("6:5 name (parent)");
  });

  it("of one name are appended each, but of several over one of the operator's the last is taken", () => {
    const list = merge("- { name: side, image: one }\n- { name: z }\n- { name: side, tty: true }\n- { name: z }");
    expect(list.items().map((container) => container.get("name").text)).toEqual(["app", "side", "z", "z"]);
    expect(list.items()[1]?.json).toEqual({ name: "side", image: "side:1", tty: true });
  });

  it("take no notice of $patch, which neither the CRD nor Go's Container has", () => {
    expect(merge("- { name: side, $patch: delete }").items()[1]?.json).toEqual({ name: "side", image: "side:1" });
    expect(merge("- { name: side, $patch: replace }").items()[1]?.json).toEqual({ name: "side", image: "side:1" });
    expect(app("env: [{ name: A, $patch: delete }]").get("env").items()).toHaveLength(3);
  });
});

describe("fields of a container", () => {
  it("that are mappings are merged, at the depth of each", () => {
    const merged = app("securityContext: { runAsUser: 0, capabilities: { add: [CHOWN] } }").get("securityContext");
    expect(merged.json).toEqual({
      readOnlyRootFilesystem: true,
      runAsUser: 0,
      capabilities: { drop: ["ALL"], add: ["CHOWN"] },
    });
    expect(at(merged.get("runAsUser"))).toBe("7:35 0");
    expect(at(merged.get("readOnlyRootFilesystem"))).toBeUndefined();
    expect(at(merged)).toBe("7:22 { runAsUser: 0, capabilities: { add: [CHOWN] } }");
  });

  it("that are lists without a key are replaced whole", () => {
    expect(app("args: [--c]").get("args").json).toEqual(["--c"]);
    expect(app("securityContext: { capabilities: { drop: [NET_RAW] } }").get("securityContext").json).toMatchObject({
      capabilities: { drop: ["NET_RAW"] },
    });
  });

  it("that are empty change nothing, as they are lost on the way through Go's types", () => {
    const patch = "image: ''\nargs: []\nenv: null\nresources: {}\nsecurityContext: null";
    expect(app(patch).json).toEqual(OWN[0]);
  });

  it("that are false or 0 count where Go has a pointer, and are lost where it has none", () => {
    expect(app("securityContext: { readOnlyRootFilesystem: false }").get("securityContext").json).toMatchObject({
      readOnlyRootFilesystem: false,
    });
    expect(app("readinessProbe: { periodSeconds: 0 }").get("readinessProbe").get("periodSeconds").number).toBe(5);
    const [mount] = app("volumeMounts: [{ name: other, mountPath: /data, readOnly: false }]")
      .get("volumeMounts")
      .items();
    expect(mount?.json).toEqual({ name: "other", mountPath: "/data", subPath: "db", readOnly: true });
    expect(at(mount!.get("name"))).toBe("7:28 other");
  });

  it("that are mappings on one side only are the user's", () => {
    expect(app("securityContext: text").get("securityContext").text).toBe("text");
    expect(app("env: { A: 1 }").get("env").json).toEqual({ A: 1 });
  });

  it("are not followed deeper than a container goes: there the user's value stands as it is", () => {
    const deep = (levels: number, leaf: string) => `${"{ a: ".repeat(levels)}${leaf}${" }".repeat(levels)}`;
    const leaves = (levels: number) => {
      const patch = `[{ name: app, resources: ${deep(levels, "{ users: 2 }")} }]`;
      const spec = custom("Prometheus", `resources: ${deep(levels, "{ own: 1 }")}\ncontainers: ${patch}`)
        .as<{ spec: { resources: object; containers: Container[] } }>()
        .get("spec");
      const own = [{ name: "app", resources: spec.get("resources") }];
      return JSON.stringify(grow<Container[]>(mergedContainers(own, spec.get("containers"))).json);
    };
    expect(leaves(5)).toContain('{"own":1,"users":2}');
    expect(leaves(40)).toContain('{"users":2}');
  });
});

describe("lists with a key", () => {
  it("merge env by name, ports by containerPort, mounts by mountPath", () => {
    const env = app("env: [{ name: B, value: mine }]").get("env");
    expect(env.items().map((item) => item.get("value").text)).toEqual(["1", "mine", "3"]);
    expect(at(env.items()[1]!.get("value"))).toBe("7:29 mine");
    expect(at(env.items()[0]!)).toBeUndefined();
    const ports = app("ports: [{ containerPort: 80, name: http }]").get("ports");
    expect(ports.items()[0]?.json).toEqual({ name: "http", containerPort: 80, protocol: "TCP" });
    expect(ports.items()).toHaveLength(3);
    const mounts = app("volumeMounts: [{ mountPath: /data, name: mine }]").get("volumeMounts");
    expect(mounts.items()[0]?.json).toEqual({ name: "mine", mountPath: "/data", subPath: "db", readOnly: true });
  });

  it("put new items first, and keep the user's order around the operator's", () => {
    const order = (patch: string) =>
      app(`env: [${patch}]`)
        .get("env")
        .items()
        .map((item) => item.get("name").text);
    expect(order("{ name: X }")).toEqual(["X", "A", "B", "C"]);
    expect(order("{ name: B }, { name: X }")).toEqual(["A", "B", "X", "C"]);
    expect(order("{ name: X }, { name: C }")).toEqual(["X", "A", "B", "C"]);
    expect(order("{ name: C }, { name: A }")).toEqual(["B", "C", "A"]);
  });

  it("patch the first of several items of one key, and keep the others", () => {
    const ports = app("ports: [{ containerPort: 90, name: mesh }]").get("ports");
    expect(ports.items().map((item) => item.get("name").text)).toEqual(["web", "mesh", "mesh-udp"]);
  });
});

describe("a probe", () => {
  const probe = (patch: string) => app(`readinessProbe: ${patch}`).get("readinessProbe");

  it("keeps the operator's handler where the user only tunes it", () => {
    expect(probe("{ periodSeconds: 30 }").json).toEqual({
      httpGet: { path: "/ready", port: "web" },
      periodSeconds: 30,
    });
    expect(probe("{ httpGet: { path: /x } }").json).toMatchObject({ httpGet: { path: "/x", port: "web" } });
  });

  it("has the user's handler where two would be left", () => {
    expect(probe("{ tcpSocket: { port: 80 } }").json).toEqual({ tcpSocket: { port: 80 }, periodSeconds: 5 });
    expect(at(probe("{ tcpSocket: { port: 80 } }").get("tcpSocket").get("port"))).toBe("7:42 80");
    expect(probe("{ exec: { command: [a] }, httpGet: { path: /x } }").json).toEqual({
      exec: { command: ["a"] },
      httpGet: { path: "/x" },
      periodSeconds: 5,
    });
  });
});
