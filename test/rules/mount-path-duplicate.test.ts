import { describe, expect, test } from "vitest";
import { foundBy, relatedOf } from "./found.ts";
import { A_AND_B, podOf, statefulSetOf } from "./mounted.ts";
import { said } from "./said.ts";

const RULE = "mount-path-duplicate";
const mounts = (...paths: readonly string[]) =>
  `volumeMounts:\n${paths.map((path, index) => `  - {name: ${index % 2 ? "b" : "a"}, mountPath: ${path}}\n`).join("")}`;
const messages = (text: string) => foundBy(RULE, text).map(({ severity, message }) => `${severity} ${message}`);

describe("one path for two mounts", () => {
  const text = podOf(mounts("/data", "/data"), A_AND_B);

  test("is refused where the paths are equal, and stands at the second one", () => {
    expect(said(RULE, text)).toEqual(['error 9:32-37 container "web" mounts volumes "a" and "b" at "/data"']);
    const [finding] = foundBy(RULE, text);
    expect(finding?.then).toBe(
      'the API server refuses the Pod (spec.containers[0].volumeMounts[1].mountPath: Invalid value: "/data": must be unique)',
    );
    expect(relatedOf(finding!)).toEqual(['8:32-8:37 "/data" is taken here']);
  });

  test("is a warning where the API server sees two paths and the runtime one", () => {
    const slash = podOf(mounts("/data", "/data/"), A_AND_B);
    expect(said(RULE, slash)).toEqual([
      'warning 9:32-38 container "web" mounts volumes "a" and "b" at "/data", written as "/data" and "/data/"',
    ]);
    expect(foundBy(RULE, slash)[0]?.then).toBe(
      'the API server accepts it; the container runtime mounts both, and "b" hides "a"',
    );
  });

  test.each(["//data", "/./data", "/data/.", "/x/../data", "data", "./data"])("%s lands at /data too", (path) => {
    expect(messages(podOf(mounts("/data", path), A_AND_B))).toEqual([
      `warning container "web" mounts volumes "a" and "b" at "/data", written as "/data" and "${path}"`,
    ]);
  });

  test("is one finding for each mount after the first", () => {
    expect(said(RULE, podOf(mounts("/d", "/d", "/d", "/d/"), A_AND_B)).map((line) => line.slice(0, 12))).toEqual([
      "error 9:32-3",
      "error 10:32-",
      "warning 11:3",
    ]);
  });

  test("does no harm where the same volume is there twice in other letters", () => {
    const twice = podOf("volumeMounts:\n  - {name: a, mountPath: /d}\n  - {name: a, mountPath: /d/}\n", A_AND_B);
    expect(said(RULE, twice)).toEqual([
      'info 9:32-35 container "web" mounts volume "a" twice at "/d", written as "/d" and "/d/"',
    ]);
  });

  test("of two ConfigMaps can be one projected volume", () => {
    const volumes = "- {name: a, configMap: {name: x}}\n- {name: b, secret: {secretName: y}}\n";
    expect(foundBy(RULE, podOf(mounts("/d", "/d"), volumes))[0]?.help).toBe(
      "put both into one projected volume, or mount one of them at another path",
    );
    expect(foundBy(RULE, text)[0]?.help).toBe("remove one of the two mounts, or give it another path");
  });

  test("in a StatefulSet shows by version only", () => {
    const set = statefulSetOf(mounts("/storage", "/storage/", "/conf.d", "/conf.d"), "", A_AND_B);
    expect(said(RULE, set)).toEqual([
      'warning 13:36-45 container "store" mounts volumes "a" and "b" at "/storage", written as "/storage" and "/storage/"',
      'error 15:36-43 container "store" mounts volumes "a" and "b" at "/conf.d"',
    ]);
    const words = 'spec.containers[0].volumeMounts[3].mountPath: Invalid value: "/conf.d": must be unique';
    expect(foundBy(RULE, set, 34)[1]?.then).toContain(
      `1.34 and newer refuse the StatefulSet (${words.replace("spec", "spec.template.spec")})`,
    );
    expect(foundBy(RULE, set, 33)[1]?.then).toContain(`creates no pod (FailedCreate: ${words})`);
  });

  test("is told at the mount of the user, where an operator has the other one", () => {
    const prometheus = `apiVersion: monitoring.coreos.com/v1
kind: Prometheus
metadata: {name: main}
spec:
  volumes: [{name: extra, emptyDir: {}}]
  volumeMounts:
    - {name: extra, mountPath: /prometheus}
`;
    expect(said(RULE, prometheus)).toEqual([
      'error 7:32-43 container "prometheus" mounts volumes "prometheus-main-db" and "extra" at "/prometheus"',
    ]);
  });
});

describe("no duplicates are", () => {
  test.each([
    ["a mount below another", mounts("/data", "/data/sub")],
    ["a path that begins like another", mounts("/data", "/database")],
    ["paths of Windows that differ", mounts("'C:\\a'", "'C:\\b'")],
    ["texts that differ before a tool fills them in", mounts(`/\${X}`, `/\${X}/`)],
    ["mounts without a path", "volumeMounts: [{name: a}, {name: b}, null, 1, x, []]\n"],
    ["paths that are no text", "volumeMounts: [{name: a, mountPath: 1}, {name: b, mountPath: 1}]\n"],
    ["mounts that are no list", "volumeMounts: {mountPath: /data}\n"],
  ])("%s", (_, fields) => {
    expect(said(RULE, podOf(fields, A_AND_B))).toEqual([]);
  });

  test("equal paths of two containers", () => {
    const other = `    - name: other\n      ${mounts("/data").replace("\n", "\n    ")}`;
    expect(said(RULE, podOf(mounts("/data")) + other)).toEqual([]);
  });
});
