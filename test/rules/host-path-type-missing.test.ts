import { describe, expect, test } from "vitest";
import { foundBy } from "./found.ts";
import { said as saidBy } from "./said.ts";

const RULE = "host-path-type-missing";
const said = (text: string) => saidBy(RULE, text);

/** The path stands in line 8, from column 25 on. */
const pod = (path: string, type = "", name = "node") => `apiVersion: v1
kind: Pod
metadata: {name: web}
spec:
  containers:
    - {name: web, image: "example/web:1", volumeMounts: [{name: node, mountPath: /node}]}
  volumes:
    - {hostPath: {path: ${path}${type}}, name: ${name}}
`;

const typesOf = (path: string) => foundBy(RULE, pod(path)).map(({ help }) => help);

describe("a hostPath volume for a file without a type", () => {
  test("is said at the path", () => {
    expect(said(pod("/run/web.sock"))).toEqual([
      'info 8:25-38 volume "node" takes /run/web.sock of the node for a socket, but has no type that says so',
    ]);
    expect(foundBy(RULE, pod("/run/web.sock"))[0]).toMatchObject({
      confidence: "likely",
      help: "set type: Socket",
      then: "where it is missing, the container runtime makes a directory of that name, which belongs to root, stays there, and is in the way of a socket; with type: Socket the pod waits (FailedMount: hostPath type check failed: /run/web.sock is not a socket file)",
    });
  });

  test("is said where the type is empty or null, too", () => {
    expect(said(pod("/run/web.sock", ', type: ""'))).toHaveLength(1);
    expect(said(pod("/run/web.sock", ", type: null"))).toHaveLength(1);
  });

  const FILE = "set type: File, or type: FileOrCreate where an empty one will do";
  test.each([
    ["/etc/web/web.conf", FILE],
    ["/etc/web/web.yaml", FILE],
    ["/var/log/audit.log", FILE],
    ["/etc/localtime", FILE],
    ["/root/.ssh/authorized_keys", FILE],
    ["/root/.kube/config", FILE],
    ["/run/web/web.sock", "set type: Socket"],
    ["/dev/fuse", "set type: CharDevice"],
    ["/dev/net/tun", "set type: CharDevice"],
    ["/dev/ttyUSB0", "set type: CharDevice"],
    ["/dev/serial/by-id/usb-Example_Stick-if00", "set type: CharDevice"],
  ])("is told the type of %s", (path, help) => {
    expect(typesOf(path)).toEqual([help]);
  });

  test.each([
    "/",
    "/var/log",
    "/etc/web.d",
    "/etc/web.conf/",
    "/etc/web.conf.d",
    "/srv/.config",
    "/srv/example.com",
    "/srv/v1.2",
    "/srv/chain/state.db",
    "/dev",
    "/dev/shm",
    "/dev/dri",
    "/etc/passwd",
    "/etc/resolv.conf",
    '"/etc/{{ name }}.conf"',
    "'C:\\web.conf'",
    "null",
    "5",
    "[/run/web.sock]",
  ])("is nothing for %s, which may be a directory, is on every node, or is no path", (path) => {
    expect(typesOf(path)).toEqual([]);
  });

  test("is nothing with a type, or where nobody mounts it", () => {
    expect(said(pod("/run/web.sock", ", type: Socket"))).toEqual([]);
    expect(said(pod("/run/web.sock", ", type: FileOrCreate"))).toEqual([]);
    expect(said(pod("/run/web.sock", "", "other"))).toEqual([]);
  });
});
