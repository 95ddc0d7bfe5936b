import { describe, expect, test } from "vitest";
import { foundBy, placeOf, relatedOf } from "./found.ts";
import { said } from "./said.ts";
import { stateful } from "./stateful.ts";

const RULE = "init-container-chown";

describe("a script that the release itself brings", () => {
  const script = "#!/bin/sh -e\nmkdir -p /srv/data\nchown -R 900:901 /srv/data\n";
  const indented = script.replace(/^/gm, "    ").trimEnd();
  const configMap = `---
apiVersion: v1
kind: ConfigMap
metadata: {name: scripts}
data:
  init.sh: |
${indented}
`;
  const mounted = {
    command: "[/scripts/init.sh]",
    mounts: "{name: data, mountPath: /srv/data}, {name: scripts, mountPath: /scripts}",
    volumes: "{name: scripts, configMap: {name: scripts}}",
    context: "{runAsUser: 900}",
  };
  const message =
    'init container "setup" of StatefulSet/db runs chown on "/srv/data", and the right to write volume "data" rests on that alone: StatefulSet/db sets no fsGroup';

  test("is the place to change; the mount is told beside it", () => {
    const [finding, ...others] = foundBy(RULE, stateful(mounted) + configMap);
    expect(others).toEqual([]);
    expect(finding).toMatchObject({ severity: "warning", message, resource: { kind: "StatefulSet", name: "db" } });
    expect(finding && placeOf(finding.location)).toBe("29:5-29:31");
    expect(finding && relatedOf(finding)).toEqual([
      '14:62-14:98 init container "setup" mounts the script here',
      '19:24-19:28 volume claim template "data" is declared here',
    ]);
  });

  test.each<[string, Partial<typeof mounted>, string]>([
    ["handed to a shell", { command: "[sh, -e, /scripts/init.sh]" }, configMap],
    ["run by a script", { command: '[sh, -c, "sleep 1; exec /scripts/init.sh"]' }, configMap],
    [
      "mounted alone",
      {
        mounts: "{name: data, mountPath: /srv/data}, {name: scripts, mountPath: /init.sh, subPath: init.sh}",
        command: "[/init.sh]",
      },
      configMap,
    ],
    [
      "under another name",
      {
        command: "[/scripts/run/me]",
        volumes: "{name: scripts, configMap: {name: scripts, items: [{key: init.sh, path: run/me}]}}",
      },
      configMap,
    ],
    [
      "out of a projected volume",
      { volumes: "{name: scripts, projected: {sources: [{secret: {name: x}}, {configMap: {name: scripts}}]}}" },
      configMap,
    ],
    [
      "in a Secret's text",
      { volumes: "{name: scripts, secret: {secretName: scripts}}" },
      configMap.replace("ConfigMap", "Secret").replace("\ndata:", "\nstringData:"),
    ],
  ])("is found %s", (_, shape, object) => {
    expect(said(RULE, stateful({ ...mounted, ...shape }) + object)).toEqual([`warning 29:5-31 ${message}`]);
  });

  test("is found in base64, where the whole value is the place", () => {
    const packed = Buffer.from(script).toString("base64");
    const secret = `---\napiVersion: v1\nkind: Secret\nmetadata: {name: scripts}\ndata: {init.sh: ${packed}}\n`;
    const volumes = "{name: scripts, secret: {secretName: scripts}}";
    expect(said(RULE, stateful({ ...mounted, volumes }) + secret)).toEqual([
      `warning 25:17-${17 + packed.length} ${message}`,
    ]);
  });

  test("is two findings where two containers run it", () => {
    const twice = stateful(mounted) + configMap + stateful({ ...mounted, meta: "name: other" }).replace(/^/, "---\n");
    expect(new Set(foundBy(RULE, twice).map(({ fingerprint }) => fingerprint)).size).toBe(2);
  });

  test.each<[string, Partial<typeof mounted> & { meta?: string }, string]>([
    [
      "lies in another namespace",
      { meta: "name: db, namespace: other" },
      configMap.replace("scripts}", "scripts, namespace: own}"),
    ],
    ["is not in the input", {}, ""],
    ["has another name", { command: "[/scripts/other.sh]" }, configMap],
    [
      "is no item",
      { volumes: "{name: scripts, configMap: {name: scripts, items: [{key: x, path: init.sh}]}}" },
      configMap,
    ],
    ["is only looked at", { command: "[cat, /scripts/init.sh]" }, configMap],
    [
      "is mounted at a path that only the cluster knows",
      { mounts: "{name: data, mountPath: /srv/data}, {name: scripts, mountPath: /scripts, subPathExpr: $(X)}" },
      configMap,
    ],
    ["is no text", {}, configMap.replace(/init\.sh: \|[\s\S]*/, "init.sh: [chown]\n")],
  ])("is nothing where it %s", (_, shape, object) => {
    expect(said(RULE, stateful({ ...mounted, ...shape }) + object)).toEqual([]);
  });

  test("is read so often that no input holds a run up, and no more", () => {
    const long = configMap.replace("    mkdir", `    # ${"x".repeat(900_000)}\n    mkdir`);
    const pods = ["a", "b", "c"].map((name) => `${stateful({ ...mounted, meta: `name: ${name}` })}---\n`).join("");
    const found = foundBy(RULE, pods + long.replace("---\n", ""));
    expect(found.map(({ severity, label, resource }) => `${severity} ${resource?.name} ${label}`)).toEqual([
      "info b not looked into",
      "info c not looked into",
      "warning a changes owners by hand",
    ]);
  });

  test("is known to whom misses fsGroup", () => {
    const text = stateful(mounted) + configMap;
    const asUser = text.replace('image: "example/db:1"', "$&, securityContext: {runAsUser: 900}");
    const [finding] = foundBy("fs-group-missing", asUser);
    expect(finding?.help).toContain("fsGroup to 901 (the group that chown gives)");
    expect(finding?.then).toContain('init container "setup" changes owners by hand');
  });

  test("gives its group to the advice", () => {
    const [finding] = foundBy(RULE, stateful({ ...mounted, context: "{}" }) + configMap);
    expect(finding?.help).toContain("fsGroup to 901 (the group that chown gives)");
  });
});
