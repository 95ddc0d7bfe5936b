import { describe, expect, test } from "vitest";
import { foundBy, relatedOf } from "./found.ts";
import { podOf } from "./mounted.ts";
import { said } from "./said.ts";

const RULE = "nested-mount-conflicts";
const VOLUMES = `- {name: settings, configMap: {name: settings}}
- {name: keys, secret: {secretName: keys}}
- {name: parts, configMap: {name: parts, items: [{key: a, path: sub/a.conf}]}}
- {name: scratch, emptyDir: {}}
- {name: disk, persistentVolumeClaim: {claimName: disk}}
`;
const pod = (...mounts: readonly string[]) =>
  podOf(`volumeMounts:\n${mounts.map((mount) => `  - {${mount}}\n`).join("")}`, VOLUMES);
const OUTER = "name: settings, mountPath: /etc/web";

describe("a single file inside a volume that kubelet writes", () => {
  test("meets a directory", () => {
    const text = pod(OUTER, "name: keys, mountPath: /etc/web/tls.key, subPath: tls.key");
    expect(said(RULE, text)).toEqual([
      'warning 9:35-51 container "web" mounts a file of volume "keys" at "/etc/web/tls.key", inside volume "settings" (configMap)',
    ]);
    const [finding] = foundBy(RULE, text);
    expect(finding).toMatchObject({
      confidence: "likely",
      then: "kubelet makes a directory there, on which no file can be mounted: the container does not start (not a directory)",
    });
    expect(relatedOf(finding!)).toEqual(['8:39-8:47 volume "settings" is mounted here']);
  });

  test.each([
    ["in any order", pod("name: keys, mountPath: /etc/web/tls.key, subPath: tls.key", OUTER)],
    ["deeper", pod(OUTER, "name: keys, mountPath: /etc/web/a/b/tls.key, subPath: tls.key")],
    ["by the path of an item", pod(OUTER, "name: parts, mountPath: /etc/web/a.conf, subPath: sub/a.conf")],
    ["of the same volume", pod(OUTER, "name: settings, mountPath: /etc/web/x, subPath: x")],
    ["in other letters", pod("name: settings, mountPath: /etc/web/", "name: keys, mountPath: /etc//web/k, subPath: k")],
  ])("%s", (_, text) => {
    expect(said(RULE, text)).toHaveLength(1);
  });
});

describe("a mount inside an empty volume that is mounted read-only", () => {
  const inside = pod("name: scratch, mountPath: /srv, readOnly: true", "name: settings, mountPath: /srv/conf");

  test("has no directory", () => {
    expect(said(RULE, inside)).toEqual([
      'warning 9:39-48 container "web" mounts volume "settings" at "/srv/conf", inside volume "scratch", which is mounted read-only and empty',
    ]);
    expect(foundBy(RULE, inside)[0]?.then).toContain("read-only file system");
  });

  test("may have one where a container writes to the volume", () => {
    const writer = "  initContainers: [{name: i, volumeMounts: [{name: scratch, mountPath: /w}]}]\n";
    expect(said(RULE, inside + writer)).toEqual([]);
  });
});

describe("nothing is said of", () => {
  test.each([
    ["a directory inside a ConfigMap, which kubelet makes", pod(OUTER, "name: keys, mountPath: /etc/web/tls")],
    ["a directory of items", pod(OUTER, "name: parts, mountPath: /etc/web/sub, subPath: sub")],
    ["part of a disk, which may be a directory", pod(OUTER, "name: disk, mountPath: /etc/web/x, subPath: x")],
    ["a file inside a disk", pod("name: disk, mountPath: /srv", "name: keys, mountPath: /srv/k, subPath: k")],
    [
      "a read-only disk, which may hold the directory",
      pod("name: disk, mountPath: /srv, readOnly: true", "name: keys, mountPath: /srv/k"),
    ],
    [
      "a file beside another",
      pod("name: settings, mountPath: /etc/a, subPath: a", "name: keys, mountPath: /etc/b, subPath: b"),
    ],
    [
      "a file inside another, whatever that means",
      pod("name: settings, mountPath: /etc/a, subPath: a", "name: keys, mountPath: /etc/a/b, subPath: b"),
    ],
    ["a part that a tool has yet to name", pod(OUTER, `name: keys, mountPath: /etc/web/k, subPath: '\${KEY}'`)],
    [
      "a volume that is not there",
      pod("name: none, mountPath: /etc/web", "name: keys, mountPath: /etc/web/k, subPath: k"),
    ],
  ])("%s", (_, text) => {
    expect(said(RULE, text)).toEqual([]);
  });
});
