import { describe, expect, test } from "vitest";
import { lint, readSource } from "../../src/index.ts";
import { foundBy, placeOf } from "./found.ts";

interface Shape {
  readonly run: string;
  readonly as?: string;
  /** The volume's source, or the claim template. */
  readonly volume?: string;
  readonly context?: string;
  readonly mount?: string;
  readonly extra?: string;
}

/** A pod whose init container runs a script on the volume "data" at /data. */
const pod = ({
  run,
  as = "{runAsUser: 0}",
  volume = "ephemeral: {volumeClaimTemplate: {spec: {}}}",
  context = "{}",
  mount = "",
  extra = "",
}: Shape) =>
  `apiVersion: v1
kind: Pod
metadata: {name: web}
spec:
  securityContext: ${context}
  initContainers:
    - name: setup
      image: busybox:1.36
      command: [sh, -c, ${JSON.stringify(run)}]
      securityContext: ${as}
      volumeMounts: [{name: data, mountPath: /data${mount}}]
  containers:
    - {name: web, image: "example/web:1", volumeMounts: [{name: data, mountPath: /data}]}
  volumes: [{name: data, ${volume}}]
${extra}`;

const said = (shape: Shape, profiles: readonly "advice"[] = []) =>
  lint([readSource("t.yaml", new TextEncoder().encode(pod(shape)))], { profiles })
    .findings.filter(({ rule }) => rule === "init-container-chown")
    .map(({ severity, label }) => `${severity}: ${label}`);

const RELIED = "warning: changes owners by hand";
const ONLY_ROOT = "error: only root may";
const READ_ONLY = "error: read-only";
const OPENS = "warning: opens it to everyone";

test("of one input, one megabyte of scripts is followed", () => {
  const filled = { run: `#${"x".repeat(500_000)}\nchown 5:5 /data\n`, as: "{runAsUser: 5}" };
  const pods = (count: number) =>
    Array.from({ length: count }, (_, index) => pod(filled).replace("name: web", `name: web-${index}`)).join("---\n");
  const labels = (count: number) => foundBy("init-container-chown", pods(count)).map(({ label }) => label);
  expect(labels(2)).toEqual(["only root may", "only root may"]);
  expect(labels(3)).toEqual(["only root may", "only root may", "not looked into"]);
  const [, , note] = foundBy("init-container-chown", pods(3));
  expect(note?.severity).toBe("info");
  expect(note && placeOf(note.location)).toBe("39:7-39:14");
});

describe("what certainly fails is an error", () => {
  test.each<[string, Shape, string]>([
    ["on a ConfigMap", { run: "chown 1:1 /data", volume: "configMap: {name: c}" }, READ_ONLY],
    ["on a Secret, and on a file in it", { run: "chmod 777 /data/key", volume: "secret: {secretName: s}" }, READ_ONLY],
    ["on an image", { run: "chown -R 1 /data", volume: "image: {reference: example/data:1}" }, READ_ONLY],
    ["through a mount that is read-only", { run: "chown -R 1:1 /data", mount: ", readOnly: true" }, READ_ONLY],
    [
      "on a claim that is",
      { run: "chown -R 1:1 /data", volume: "persistentVolumeClaim: {claimName: d, readOnly: true}" },
      READ_ONLY,
    ],
    ["as another user at the root of a claim", { run: "chown -R 5:5 /data", as: "{runAsUser: 5}" }, ONLY_ROOT],
    ["as another user, forced by runAsNonRoot", { run: "chgrp -R 5 /data", as: "{runAsNonRoot: true}" }, ONLY_ROOT],
    [
      "as another user on an emptyDir",
      { run: "chown 7 /data", as: "{runAsUser: 5}", volume: "emptyDir: {}" },
      ONLY_ROOT,
    ],
    ["as another user with chmod", { run: "chmod -R 775 /data", as: "{runAsUser: 5}" }, ONLY_ROOT],
    [
      "giving away a directory of its own",
      { run: "mkdir -p /data/x && chown 7:7 /data/x", as: "{runAsUser: 5}" },
      ONLY_ROOT,
    ],
    [
      "as root without CHOWN",
      { run: "chown -R 5:5 /data", as: "{runAsUser: 0, capabilities: {drop: [ALL]}}" },
      "error: without CHOWN",
    ],
    [
      "as root that dropped CHOWN by name",
      { run: "chown 5 /data", as: "{runAsUser: 0, capabilities: {drop: [CAP_CHOWN]}}" },
      "error: without CHOWN",
    ],
  ])("%s", (_, shape, expected) => {
    expect(said(shape)).toEqual([expected]);
  });
});

describe("what may succeed, or is missed by nobody, is no error", () => {
  test.each<[string, Shape]>([
    [
      "as another user below the root only",
      { run: "find /data -mindepth 1 | xargs -r chown -R 5:5", as: "{runAsUser: 5}" },
    ],
    [
      "with its own ids on a directory it made",
      { run: "mkdir -p /data/x && chown -R 5:5 /data/x", as: "{runAsUser: 5}" },
    ],
    ["as another user, closing a directory", { run: "chmod 700 /data/pg", as: "{runAsUser: 5}" }],
    ["as another user, when a failure is passed over", { run: "chown -R 5:5 /data || true", as: "{runAsUser: 5}" }],
    ["as another user on a path that may be there", { run: "chown 7 /data/x", as: "{runAsUser: 5}" }],
    ["on a ConfigMap, when a failure is passed over", { run: "chown 1 /data || true", volume: "configMap: {name: c}" }],
    ["as root of the image's own making on hostPath", { run: "chown -R 5:5 /data", volume: "hostPath: {path: /srv}" }],
    ["on in-tree NFS", { run: "chown -R 5:5 /data", volume: "nfs: {server: a, path: /b}" }],
    ["on a path outside every mount", { run: "chown -R 5:5 /var/lib/web; cp -a /var/lib/web /data" }],
    [
      "as root without CHOWN, leaving files to root",
      { run: "chown 0:0 /data", as: "{runAsUser: 0, capabilities: {drop: [ALL]}}" },
    ],
    ["as root, giving files to root", { run: "chown -R root:root /data" }],
    ["as root, with the ids of the process", { run: "chown -R `id -u`:`id -g` /data" }],
    ["with a mode that shares nothing", { run: "chmod -R 700 /data" }],
  ])("%s", (_, shape) => {
    expect(said(shape, ["advice"])).toEqual([]);
  });
});

describe("what the pod's disk rests on", () => {
  test.each<[string, Shape, string]>([
    ["a chown without fsGroup", { run: "chown -R 5:5 /data" }, RELIED],
    ["one as a user that nobody knows", { run: "chown -R 5:5 /data", as: "{}" }, RELIED],
    ["a chgrp", { run: "chgrp -R 5 /data" }, RELIED],
    ["a mode for the group", { run: "chmod -R g+rwX /data" }, RELIED],
    ["a search from the root", { run: "find /data -exec chown 5:5 {} +" }, RELIED],
    [
      "an emptyDir, which everybody may write",
      { run: "chown -R 5:5 /data", volume: "emptyDir: {}" },
      "info: not needed",
    ],
    ["a mode for everybody", { run: "chmod -R 777 /data" }, OPENS],
    ["a mode for everybody, beside fsGroup too", { run: "chmod 0777 /data", context: "{fsGroup: 5}" }, OPENS],
  ])("%s", (_, shape, expected) => {
    expect(said(shape, ["advice"])).toEqual([expected]);
  });

  test("a claim outside the input may have been there before: a refusal is likely, and so a warning", () => {
    const outside = "persistentVolumeClaim: {claimName: data}";
    expect(said({ run: "chown -R 5:5 /data", as: "{runAsUser: 5}", volume: outside })).toEqual([
      "warning: only root may",
    ]);
  });

  test("what an earlier call of root has handed over is another's to change", () => {
    const shape: Shape = { run: "chmod 750 /data", as: "{runAsUser: 5}", volume: "emptyDir: {}" };
    const first =
      "    - {name: first, image: busybox, command: [chown, '5', /data], securityContext: {runAsUser: 0}, volumeMounts: [{name: data, mountPath: /data}]}\n";
    const text = pod(shape).replace("  initContainers:\n", `  initContainers:\n${first}`);
    expect(lint([readSource("t.yaml", new TextEncoder().encode(text))]).findings.map(({ rule }) => rule)).toEqual([]);
    expect(said(shape)).toEqual([ONLY_ROOT]);
  });

  test("what a container of root, or of nobody knows whom, had before is only likely to be root's still", () => {
    const shape: Shape = { run: "chmod 750 /data", as: "{runAsUser: 5}", volume: "emptyDir: {}" };
    const behind = (fields: string, mount = "") => {
      const first = `    - {name: first, image: "example/first:1", volumeMounts: [{name: data, mountPath: /from${mount}}]${fields}}\n`;
      const text = pod(shape).replace("  initContainers:\n", `  initContainers:\n${first}`);
      return foundBy("init-container-chown", text).map(({ severity, then }) => `${severity}: ${then}`);
    };
    const denied = 'chmod ends with "Operation not permitted", and the pod stays in Init';
    const likely = `warning: unless the files belong to that user already, ${denied}`;
    expect(behind(", command: [cp, -a, /app/., /from], securityContext: {runAsUser: 0}")).toEqual([likely]);
    expect(behind(", restartPolicy: Always")).toEqual([likely]);
    expect(behind("")).toEqual([likely]);
    expect(behind("", ", readOnly: true")).toEqual([`error: ${denied}`]);
    expect(behind(", securityContext: {runAsUser: 7}")).toEqual([`error: ${denied}`]);
  });

  test("also where an equal script runs again", () => {
    const shape: Shape = { run: "chown 5 /data", as: "{}", volume: "emptyDir: {}" };
    const [own = ""] = / {4}- name: setup[\s\S]*?\n(?= {2}containers:)/.exec(pod(shape)) ?? [];
    const again = own.replace("setup", "again").replace("{}", "{runAsUser: 5}");
    expect(foundBy("init-container-chown", pod(shape).replace(own, own + again)).map(({ label }) => label)).toEqual([
      "not needed",
    ]);
  });

  test("who writes the volume later decides whether it rests on the change", () => {
    const by = (user: string) => {
      const text = pod({ run: "chown -R 5:5 /data" }).replace(
        'image: "example/web:1", ',
        `image: "example/web:1", securityContext: ${user}, `,
      );
      return lint([readSource("t.yaml", new TextEncoder().encode(text))])
        .findings.filter(({ rule }) => rule === "init-container-chown")
        .map(({ confidence, message }) => `${confidence}: ${message.split(", and ")[1]}`);
    };
    expect(by("{runAsUser: 5}")).toEqual([
      'certain: the right to write volume "data" rests on that alone: Pod/web sets no fsGroup',
    ]);
    expect(by("{}")).toEqual(['likely: the right to write volume "data" may rest on that: Pod/web sets no fsGroup']);
    expect(by("{runAsUser: 0}")).toEqual([]);
  });

  test("fsGroup does not replace it where the class names no file system", () => {
    const extra = `---
apiVersion: v1
kind: PersistentVolumeClaim
metadata: {name: data}
spec: {storageClassName: disks, accessModes: [ReadWriteOnce]}
---
apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata: {name: disks}
provisioner: vpc.block.csi.ibm.io
`;
    const shape = {
      run: "chown -R 5:5 /data",
      context: "{fsGroup: 5, runAsUser: 5}",
      volume: "persistentVolumeClaim: {claimName: data}",
      extra,
    };
    expect(said(shape)).toEqual([RELIED]);
    const [finding] = lint([readSource("t.yaml", new TextEncoder().encode(pod(shape)))]).findings.filter(
      ({ rule }) => rule === "init-container-chown",
    );
    expect(finding?.message).toContain(
      'StorageClass "disks" names no file system, without which fsGroup 5 is not applied',
    );
    expect(finding?.help).toBe(
      'name the file system in StorageClass "disks" (csi.storage.k8s.io/fstype), then remove the chown',
    );
  });

  test("a wrapper may switch the user", () => {
    expect(said({ run: "sudo chown -R 5:5 /data", as: "{runAsUser: 5}" })).toEqual([RELIED]);
    expect(said({ run: "su-exec 5 chown -R 5:5 /data" })).toEqual([ONLY_ROOT]);
  });

  test("Windows has no such owners, and a container that kubelet refuses to start changes nothing", () => {
    expect(said({ run: "chown -R 5:5 /data", context: "{}", extra: "  os: {name: windows}\n" })).toEqual([]);
    expect(said({ run: "chown -R 5:5 /data", context: "{runAsNonRoot: true}" })).toEqual([]);
  });

  test("a mode for everybody on a part of the volume names the part, and a sticky one opens nothing", () => {
    const text = pod({ run: "chmod 777 /data/tmp" });
    const [finding] = lint([readSource("t.yaml", new TextEncoder().encode(text))]).findings;
    expect(finding?.message).toBe(
      'init container "setup" lets every user write "/data/tmp" on volume "data" (chmod 777)',
    );
    expect(said({ run: "chmod 1777 /data", context: "{fsGroup: 5}" })).toEqual([]);
    expect(said({ run: "chmod 01777 /data", context: "{fsGroup: 5}" })).toEqual([]);
    expect(said({ run: "chmod a+rwxt /data", context: "{fsGroup: 5}" })).toEqual([]);
    expect(said({ run: "setfacl -m other::rwx /data", context: "{fsGroup: 5}" })).toEqual([OPENS]);
  });

  test("what happens then depends on the pod and the call", () => {
    const then = (shape: Shape) => lint([readSource("t.yaml", new TextEncoder().encode(pod(shape)))]).findings[0]?.then;
    expect(then({ run: "chown -R 5:5 /data" })).toBe("it needs root and walks the whole volume at every start");
    expect(then({ run: "chown 5:5 /data" })).toBe("it needs root at every start");
    expect(then({ run: "test -f /data/.done || chown -R 5:5 /data" })).toBe("it needs root and walks the whole volume");
    const failing = { run: "chown 7 /data", as: "{runAsUser: 5}", volume: "emptyDir: {}" };
    expect(then(failing)).toBe('chown ends with "Operation not permitted", and the pod stays in Init');
    expect(then({ ...failing, extra: "  restartPolicy: Never\n" })).toBe(
      'chown ends with "Operation not permitted", and the pod fails',
    );
  });

  test("on a driver that never applies fsGroup it is needed; its own way is advice", () => {
    const extra = `---
apiVersion: v1
kind: PersistentVolumeClaim
metadata: {name: data}
spec: {storageClassName: shared, accessModes: [ReadWriteMany]}
---
apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata: {name: shared}
provisioner: efs.csi.aws.com
`;
    const shape = { run: "chown -R 5:5 /data", volume: "persistentVolumeClaim: {claimName: data}", extra };
    expect(said(shape)).toEqual([]);
    expect(said(shape, ["advice"])).toEqual(["info: changes owners by hand"]);
    expect(said({ ...shape, extra: extra.replace("efs.csi.aws.com", "fuseim.pri/ifs") })).toEqual([RELIED]);
  });

  test("beside fsGroup it is advice alone", () => {
    const shape = { run: "chown -R 5:5 /data", context: "{fsGroup: 5}" };
    expect(said(shape)).toEqual([]);
    expect(said(shape, ["advice"])).toEqual(["info: not needed"]);
  });

  test("beside fsGroup too it may be for the user that a root process becomes: silent", () => {
    const text = pod({ run: "chown -R 5:5 /data", context: "{fsGroup: 5}" });
    const ofRoot = text.replace(
      "volumeMounts: [{name: data, mountPath: /data}]}\n",
      (mounts) => `securityContext: {runAsUser: 0}, ${mounts}`,
    );
    expect(foundBy("init-container-chown", ofRoot)).toEqual([]);
    expect(foundBy("init-container-chown", text)).toHaveLength(1);
  });

  test("install is told by its name", () => {
    const told = (run: string) => {
      const [finding] = foundBy("init-container-chown", pod({ run }));
      return [finding?.message.split(", ")[0], finding?.help?.split(";")[0]];
    };
    expect(told("install -d -o 5 /data/x")).toEqual([
      'init container "setup" runs install on "/data/x"',
      "remove the install",
    ]);
    expect(told("install -d -o root -m 0777 /data/x")).toEqual([
      'init container "setup" lets every user write "/data/x" on volume "data" (install -m 0777)',
      "remove the install",
    ]);
    expect(told("install -d -o root -g root -m 0755 /data/x")).toEqual([undefined, undefined]);
  });

  test("a path may begin at the container's working directory", () => {
    const from = (workingDir: string, run = "chown -R 5:5 .") =>
      foundBy(
        "init-container-chown",
        pod({ run }).replace("- name: setup", `- name: setup\n      workingDir: ${workingDir}`),
      ).map(({ message }) => message.split(", ")[0]);
    expect(from("/data")).toEqual(['init container "setup" runs chown on "/data"']);
    expect(from("/", "cd data/x && chown 5 ../y")).toEqual(['init container "setup" runs chown on "/data/y"']);
    expect(from("/srv")).toEqual(['init container "setup" runs chown on "/srv"']);
    expect(from("data")).toEqual([]);
  });

  test("a call with escapes is told from its first word", () => {
    const at = (run: string) =>
      foundBy("init-container-chown", pod({ run: "RUN" }).replace('"RUN"', run)).map(({ location }) =>
        placeOf(location),
      );
    expect(at('"chown 5:5 /data"')).toEqual(["9:26-9:41"]);
    expect(at('"echo chown; chown 5:5 \\"/data\\""')).toEqual(["9:38-9:43"]);
    expect(at("'chown 5:5 ''/data'''")).toEqual(["9:26-9:31"]);
  });

  test("several calls on one volume are one finding, at the gravest", () => {
    expect(said({ run: "chown 5:5 /data; chmod -R 777 /data" })).toEqual([OPENS]);
  });
});

test("a chart that mounts another volume than its claim template makes", () => {
  // Seen in a public chart: the claim template is called data-0, the init container of its volume permissions mounts data.
  const text = `apiVersion: apps/v1
kind: StatefulSet
metadata: {name: blobs}
spec:
  selector: {matchLabels: {app: blobs}}
  template:
    metadata: {labels: {app: blobs}}
    spec:
      securityContext: {fsGroup: 1001}
      initContainers:
        - name: permissions
          image: example/shell:1
          command: [bash, -ec, "find /data-0 -mindepth 1 -maxdepth 1 | xargs -r chown -R 1001:1001"]
          securityContext: {runAsUser: 0}
          volumeMounts: [{name: data, mountPath: /data-0}]
      containers:
        - {name: blobs, image: "example/blobs:1", volumeMounts: [{name: data-0, mountPath: /data-0}]}
  volumeClaimTemplates:
    - metadata: {name: data-0}
      spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}}
`;
  const { findings } = lint([readSource("t.yaml", new TextEncoder().encode(text))]);
  expect(
    findings.map(({ rule, location, help }) => `${rule} ${location.start.line}:${location.start.column} ${help}`),
  ).toEqual([
    "init-container-chown 13:81 remove the chown: fsGroup 1001 asks kubelet to give the volume to that group at every mount",
    'volume-mount-not-found 15:33 mount "data-0"',
  ]);
});
