import { describe, expect, test } from "vitest";
import { foundBy, placeOf, relatedOf } from "./found.ts";
import { said } from "./said.ts";

const RULE = "host-path-sensitive";

/** The path stands in line 8, from column 25 on. */
const pod = (path: string, mount = "", container = "", spec = "") => `apiVersion: v1
kind: Pod
metadata: {name: web}
spec:
  containers:
    - {name: web, image: "example/web:1"${container}, volumeMounts: [{name: node, mountPath: /node${mount}}]}
  volumes:
    - {hostPath: {path: ${path}}, name: node}
${spec}`;

const RO = ", readOnly: true";
const NOBODY = ", securityContext: {runAsUser: 65534}";
const ROOT = ", securityContext: {runAsUser: 0}";
const PRIVILEGED = ", securityContext: {privileged: true}";

/** severity: what the message says after the volume's name. */
const short = (...of: Parameters<typeof pod>) =>
  foundBy(RULE, pod(...of)).map(({ severity, message }) => `${severity}: ${message.replace('volume "node" ', "")}`);
const then = (...of: Parameters<typeof pod>) => foundBy(RULE, pod(...of))[0]?.then;

describe("the socket of a container runtime", () => {
  test("is said at the path, with who mounts it and what it gives", () => {
    const [finding, ...others] = foundBy(RULE, pod("/var/run/docker.sock"));
    expect(others).toEqual([]);
    expect(finding).toMatchObject({
      severity: "warning",
      confidence: "certain",
      label: "power over the node",
      message: 'volume "node" gives container "web" the socket /var/run/docker.sock of the node',
      help: "leave the socket out (what a runtime tells of pods, the API server and the kubelet tell, too); where its work needs more, silence this finding with that reason",
      then: "who connects to it may start a container with all rights on the node",
    });
    expect(finding && placeOf(finding.location)).toBe("8:25-8:45");
    expect(finding && relatedOf(finding)).toEqual(['6:82-6:87 container "web" mounts it here']);
  });

  test("is one however its mount is, and the finding tells that readOnly does not help", () => {
    expect(short("/var/run/docker.sock", RO, NOBODY)).toHaveLength(1);
    expect(then("/var/run/docker.sock", RO)).toBe(
      "who connects to it may start a container with all rights on the node, and readOnly: true keeps nobody from connecting",
    );
  });

  test.each([
    "/run/docker.sock",
    "/run/containerd/containerd.sock",
    "/var/run/containerd/containerd.sock",
    "/run/crio/crio.sock",
    "/var/run/crio/crio.sock",
    "/run//k3s/./containerd/containerd.sock",
  ])("is known as %s", (path) => {
    expect(short(path)).toEqual([
      `warning: gives container "web" the socket ${path.replace("//k3s/.", "/k3s")} of the node`,
    ]);
  });

  test("is reached by a directory that holds it, read-only too, but by root alone", () => {
    const reached =
      'gives container "web" /var/run of the node, which holds the socket /run/containerd/containerd.sock';
    expect(short("/var/run", RO)).toEqual([`warning: ${reached}`]);
    expect(short("/var/run/", RO, ROOT)).toEqual([`warning: ${reached}`]);
    expect(short("/var/run", RO, NOBODY)).toEqual([]);
    expect(short("/run/containerd", RO)).toHaveLength(1);
    expect(short("/", RO, ROOT)).toEqual([
      'warning: gives container "web" / of the node, which holds the socket /run/containerd/containerd.sock',
    ]);
  });
});

describe("a directory or file that gives power to who may write it", () => {
  test.each([
    "/",
    "/boot",
    "/etc",
    "/etc/cron.d",
    "/etc/kubernetes/manifests",
    "/etc/systemd/system",
    "/home",
    "/lib/modules",
    "/opt/cni/bin",
    "/proc",
    "/root",
    "/sys",
    "/usr/bin",
    "/var/lib/etcd/member",
    "/var/lib/kubelet",
    "/var/log",
  ])("is said where a mount of %s may write", (path) => {
    expect(short(path)).toEqual([`warning: lets container "web" write ${path} of the node`]);
  });

  test.each([
    ["/var", "/var/lib/kubelet"],
    ["/var/lib", "/var/lib/kubelet"],
    ["/opt", "/opt/cni/bin"],
    ["/opt/cni/../cni", "/opt/cni/bin"],
  ])("%s is one because of %s in it", (path, row) => {
    expect(short(path)).toEqual([
      `warning: lets container "web" write ${path.replace("/cni/..", "")} of the node, which holds ${row}`,
    ]);
  });

  test("is an info where each mount is read-only, and to read is something", () => {
    expect(short("/etc", RO)).toEqual(['info: lets container "web" read /etc of the node']);
    expect(short("/var", RO)).toEqual([
      'info: lets container "web" read /var of the node, which holds /var/lib/kubelet',
    ]);
    expect(then("/etc", RO)).toBe("who may read there has password hashes and private keys of the node");
  });

  test.each(["/sys", "/boot", "/var/log", "/opt/cni/bin", "/etc/passwd", "/usr/lib/modules", "/lib/modules"])(
    "is nothing where %s is only read",
    (path) => {
      expect(short(path, RO)).toEqual([]);
    },
  );

  test("is told fairly of a user that is not root", () => {
    expect(then("/", RO, NOBODY)).toBe(
      "root has the node's private keys, and the tokens and Secrets of all its pods; who runs here is another user, who may read what everybody may",
    );
    expect(then("/proc", RO, NOBODY)).toBe(
      "who may read there sees how each process of the node was started, its arguments included",
    );
    expect(then("/var/log", "", NOBODY)).toMatch(/who runs here is another user, who may write what everybody may$/);
  });

  test("is one finding, for the mount that may do the most", () => {
    const text = pod("/etc").replace(
      "  volumes:",
      `    - name: side
      image: example/side:1
      volumeMounts: [{name: node, mountPath: /a, readOnly: true}, {name: node, mountPath: /b, readOnly: false}]
  volumes:`,
    );
    const [finding, ...others] = foundBy(RULE, text);
    expect(others).toEqual([]);
    expect(finding?.message).toBe('volume "node" lets container "web" and container "side" write /etc of the node');
    expect(finding && relatedOf(finding)).toEqual([
      '6:82-6:87 container "web" mounts it here',
      '9:91-9:93 container "side" mounts it here',
    ]);
  });

  test("is looked for where a subPath leads", () => {
    expect(short("/", ", subPath: etc/kubernetes")).toEqual([
      'warning: lets container "web" write /etc/kubernetes of the node',
    ]);
    expect(short("/", ", subPath: srv/data")).toEqual([]);
    expect(short("/", ", subPathExpr: $(NODE_DIR)")).toEqual([]);
  });

  test("does not gain by its neighbours' names", () => {
    for (const path of [
      "/etcd",
      "/etc/os-release",
      "/rootfs",
      "/var/lib/kubelet-extra",
      "/var/run-time",
      "/var/lib/etcd2",
    ])
      expect([path, short(path)]).toEqual([path, []]);
  });
});

describe("the devices of the node", () => {
  test("are said of a privileged container, whose readOnly does not help", () => {
    expect(short("/dev", RO, PRIVILEGED)).toEqual([
      'warning: gives container "web", which is privileged, the devices of the node (/dev)',
    ]);
    expect(then("/dev", RO, PRIVILEGED)).toMatch(/, and readOnly: true does nothing for devices$/);
  });

  test("are reached by a directory that holds them, too", () => {
    expect(short("/", RO, ", securityContext: {privileged: true, runAsUser: 65534}")).toEqual([
      'warning: gives container "web", which is privileged, the devices of the node (/, which holds /dev)',
    ]);
  });

  test("are kept from others by the runtime", () => {
    expect(short("/dev")).toEqual([]);
    expect(short("/dev/disk", RO, PRIVILEGED)).toEqual([]);
  });
});

describe("nothing is said", () => {
  test.each([
    ["of a public certificate", pod("/etc/kubernetes/pki/ca.crt", RO)],
    ["of a directory of a driver", pod("/var/lib/kubelet/plugins/disk.example.com")],
    ["of the registration of plugins", pod("/var/lib/kubelet/device-plugins")],
    ["of a program's own directory", pod("/var/lib/web")],
    ["of logs of containers that are read", pod("/var/lib/docker/containers", RO)],
    ["of a volume that nobody mounts", pod("/etc").replace("name: node, mountPath", "name: other, mountPath")],
    ["of a path that has yet to be filled in", pod('"/etc/{{ dir }}"')],
    ["of a relative path", pod("etc")],
    ["of a path of Windows", pod("'C:\\etc'")],
    ["of a node of Windows", pod("/etc", "", "", "  os: {name: windows}\n")],
    ["of no path", pod("null")],
    ["of a number", pod("5")],
    ["of a list", pod("[/etc]")],
  ])("%s", (_, text) => {
    expect(foundBy(RULE, text)).toEqual([]);
  });

  test("where the security profile is not asked for", async () => {
    const { lint, readSource } = await import("../../src/index.ts");
    const source = readSource("t.yaml", new TextEncoder().encode(pod("/etc")));
    expect(lint([source], { profiles: ["advice"] }).findings.filter(({ rule }) => rule === RULE)).toEqual([]);
  });
});

test("what an operator makes is said where its author wrote the volume", () => {
  const text = `apiVersion: monitoring.coreos.com/v1
kind: Prometheus
metadata: {name: main}
spec:
  volumes:
    - name: node
      hostPath: {path: /etc}
  volumeMounts:
    - {name: node, mountPath: /node, readOnly: true}
`;
  expect(said(RULE, text)).toEqual(['info 7:24-28 volume "node" lets container "prometheus" read /etc of the node']);
});

test("many mounts are looked through once, and a path that no system opens is none", () => {
  const mounts = Array.from({ length: 2000 }, (_, index) => `{name: node, mountPath: /node/${index}}`).join(", ");
  const [finding] = foundBy(RULE, pod("/etc").replace("{name: node, mountPath: /node}", mounts));
  expect(finding?.message).toBe('volume "node" lets container "web" write /etc of the node');
  expect(finding?.related).toHaveLength(3);
  expect(short(`/etc/kubernetes/${"a".repeat(5000)}`)).toEqual([]);
});
