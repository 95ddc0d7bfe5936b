import { describe, expect, test } from "vitest";
import { lint, readSource } from "../../src/index.ts";
import { foundBy, placeOf, relatedOf } from "./found.ts";

interface Shape {
  readonly context?: string;
  readonly own?: string;
  readonly image?: string;
  readonly mount?: string;
  readonly volume?: string;
  readonly init?: string;
  readonly extra?: string;
}

const CLAIM = "persistentVolumeClaim: {claimName: data}";

const pod = ({
  context = "{}",
  own = "{}",
  image = "example/web:1",
  mount = "",
  volume = CLAIM,
  init = "[]",
  extra = "",
}: Shape) =>
  `apiVersion: v1
kind: Pod
metadata: {name: web}
spec:
  securityContext: ${context}
  initContainers: ${init}
  containers:
    - {name: web, image: "${image}", securityContext: ${own}, volumeMounts: [{name: data, mountPath: /data${mount}}]}
  volumes: [{name: data, ${volume}}]
${extra}`;

const found = (shape: Shape) =>
  lint([readSource("t.yaml", new TextEncoder().encode(pod(shape)))]).findings.filter(
    ({ rule }) => rule === "fs-group-missing",
  );
const said = (shape: Shape) =>
  found(shape).map(
    ({ severity, confidence, location }) => `${severity} ${confidence} ${location.start.line}:${location.start.column}`,
  );

describe("a claim that another user than root writes without fsGroup is likely denied", () => {
  test.each<[string, Shape]>([
    ["by the pod's user", { context: "{runAsUser: 5}" }],
    ["by the container's own", { own: "{runAsUser: 5}" }],
    ["by runAsNonRoot alone", { context: "{runAsNonRoot: true}" }],
    ["by runAsNonRoot, of an image that is known", { context: "{runAsNonRoot: true}", image: "grafana/loki:3" }],
    ["with an fsGroup that is null", { context: "{runAsUser: 5, fsGroup: null}" }],
    ["on an ephemeral claim", { context: "{runAsUser: 5}", volume: "ephemeral: {volumeClaimTemplate: {spec: {}}}" }],
  ])("%s", (_, shape) => {
    expect(said(shape)).toEqual([`warning likely 5:${shape.context?.includes("null") ? 44 : 3}`]);
  });

  test.each<[string, Shape, string]>([
    [
      "its runAsGroup first",
      { context: "{runAsUser: 5, runAsGroup: 6}", image: "grafana/loki:3" },
      "6 (its runAsGroup)",
    ],
    [
      "then the group that the image expects",
      { context: "{runAsUser: 5}", image: "grafana/loki:3" },
      "10001 (the group that its image expects)",
    ],
    [
      "then the group that chown gives",
      {
        context: "{runAsUser: 5}",
        init: '[{name: i, command: [chown, -R, "7:8", /data], securityContext: {runAsUser: 0}, volumeMounts: [{name: data, mountPath: /data}]}]',
      },
      "8 (the group that chown gives)",
    ],
    ["then the number of the user", { context: "{runAsUser: 5}" }, "5 (the number of its user)"],
  ])("the group to set is %s", (_, shape, expected) => {
    const [finding] = found(shape);
    expect(finding?.help).toBe(
      `set spec.securityContext.fsGroup to ${expected}, with fsGroupChangePolicy "OnRootMismatch"`,
    );
    expect(finding?.fix?.edits[0]?.text).toContain(`fsGroup: ${Number.parseInt(expected, 10)}`);
  });

  test("what fsGroup's modes break for the image is told", () => {
    expect(found({ context: "{runAsUser: 999}", image: "postgres:17" })[0]?.help).toMatch(
      /; PGDATA must keep mode 0700 or 0750/,
    );
  });

  test("a subPath that is not there yet is beyond an init container's reach", () => {
    const init =
      '[{name: i, command: [chown, -R, "7:8", /data], securityContext: {runAsUser: 0}, volumeMounts: [{name: data, mountPath: /data}]}]';
    const then = (mount: string, first = init) => found({ context: "{runAsUser: 5}", mount, init: first })[0]?.then;
    expect(then(", subPath: db")).toContain(
      'kubelet makes the subPath "db" as root after it has run, where it does not exist yet',
    );
    expect(then("")).toContain("changes owners by hand, which takes root at every start");
    expect(then(", subPath: db", init.replace("mountPath: /data", "mountPath: /data, subPath: db"))).toContain(
      "which takes root at every start",
    );
  });

  test("no group is invented where nothing names one", () => {
    const [finding] = found({ context: "{runAsNonRoot: true}" });
    expect(finding?.help).toContain("fsGroup to the group of the process");
    expect(finding?.fix).toBeUndefined();
  });
});

describe("an image that starts as another user than root cannot give itself its data directory", () => {
  const at = (image: string, path: string, more = "") => {
    const text = pod({ image }).replace("mountPath: /data", `mountPath: ${path}${more}`);
    return foundBy("fs-group-missing", text);
  };

  test("which is said with the image and the group that it expects", () => {
    const [finding] = at("jenkins/jenkins:lts", "/var/jenkins_home");
    expect(finding).toMatchObject({
      severity: "warning",
      confidence: "likely",
      message: 'container "web" writes volume "data" as user 1000, but Pod/web sets no fsGroup',
      help: 'set spec.securityContext.fsGroup to 1000 (the group that its image expects), with fsGroupChangePolicy "OnRootMismatch"',
    });
    expect(finding && placeOf(finding.location)).toBe("5:3-5:18");
    expect(finding && relatedOf(finding)[0]).toBe("8:26-8:47 its image chooses the user here");
    expect(finding?.fix?.edits[0]?.text).toContain("fsGroup: 1000");
  });

  test.each([
    ["below its directory", "solr:9", "/var/solr/data"],
    ["above it", "prom/prometheus:v3.5.0", "/prometheus/"],
    ["above one of several", "gitea/gitea:1.24-rootless", "/var/lib"],
    ["with a subPath", "sonatype/nexus3:3.80.0", "/nexus-data, subPath: blobs"],
  ])("%s", (_, image, path) => {
    expect(at(image, path)).toHaveLength(1);
  });

  test.each([
    ["elsewhere", "jenkins/jenkins:lts", "/backup"],
    ["at a sibling of its directory", "jenkins/jenkins:lts", "/var/jenkins_home2"],
    ["of an image that starts as root and gives it to itself", "postgres:17", "/var/lib/postgresql/data"],
    ["of an image that stays root", "minio/minio", "/data"],
    ["of an image whose row was not read", "bitnami/postgresql:17", "/bitnami/postgresql"],
    ["of an image that spells its user in one of two ways", "elasticsearch:7.17.0", "/usr/share/elasticsearch/data"],
    ["of an image that keeps no data", "memcached:1", "/data"],
    ["of an image that nobody knows", "example/web:1", "/data"],
    ["of a path that is none", "jenkins/jenkins:lts", "null"],
  ])("but not %s", (_, image, path) => {
    expect(at(image, path)).toEqual([]);
  });

  test("but not of a command in place of its own, nor of a user that is filled in later", () => {
    const text = pod({ image: "jenkins/jenkins:lts" }).replace("mountPath: /data", "mountPath: /var/jenkins_home");
    const found = (more: string) => foundBy("fs-group-missing", text.replace(", securityContext: {}", `, ${more}`));
    expect(found("args: [--httpPort=80]")).toHaveLength(1);
    expect(found("command: [rsync, -a]")).toEqual([]);
    expect(found('securityContext: {runAsUser: "{{ID}}"}')).toEqual([]);
    expect(found("securityContext: {runAsUser: 0}")).toEqual([]);
  });

  test("but not above it where another mount lies between", () => {
    const text = pod({ image: "jenkins/jenkins:lts" })
      .replace(
        "{name: data, mountPath: /data}",
        "{name: data, mountPath: /var}, {name: own, mountPath: /var/jenkins_home/}",
      )
      .replace("volumes: [", "volumes: [{name: own, emptyDir: {}}, ");
    expect(foundBy("fs-group-missing", text)).toEqual([]);
    expect(foundBy("fs-group-missing", text.replace("jenkins_home/", "jenkins_cache"))).toHaveLength(1);
  });

  test("also where an operator makes the pod", () => {
    const prometheus = (image: string) => `apiVersion: monitoring.coreos.com/v1
kind: Prometheus
metadata: {name: main}
spec:
  ${image}
  storage: {volumeClaimTemplate: {spec: {resources: {requests: {storage: 1Gi}}}}}
`;
    const found = (image: string) => foundBy("fs-group-missing", prometheus(image)).map(({ message }) => message);
    expect(found("image: quay.io/prometheus/prometheus:v3.5.0")).toEqual([
      'container "prometheus" writes volume "prometheus-main-db" as user 65534, but the StatefulSet that prometheus-operator makes of Prometheus/main sets no fsGroup',
    ]);
    expect(found("replicas: 1")).toEqual([]);
  });
});

test("OpenShift sets fsGroup itself", () => {
  const source = readSource("t.yaml", new TextEncoder().encode(pod({ context: "{runAsUser: 5}" })));
  const rules = (platform: "kubernetes" | "openshift") => lint([source], { platform }).findings.map(({ rule }) => rule);
  expect(rules("openshift")).not.toContain("fs-group-missing");
  expect(rules("kubernetes")).toContain("fs-group-missing");
});

describe("a claim that no fsGroup would reach", () => {
  const made = (driver: string, rest = "") =>
    `---
apiVersion: v1
kind: PersistentVolumeClaim
metadata: {name: data}
spec: {storageClassName: s, accessModes: [ReadWriteMany]}
---
apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata: {name: s}
provisioner: ${driver}
${rest}`;

  test.each([
    [
      "of a driver with policy None",
      "nfs.manila.csi.openstack.org",
      "the driver of OpenStack Manila has fsGroupPolicy None",
      "use supplementalGroups with the group that owns the share; the pod's processes have user 5 and group 5",
    ],
    [
      "of shares that have no file system type",
      "fsx.csi.aws.com",
      "the driver of Amazon FSx for Lustre wants a file system type, and its volumes have none",
      "use supplementalGroups with the group that owns the share; the pod's processes have user 5 and group 5",
    ],
    [
      "of a driver that takes mount options",
      "seaweedfs-csi-driver",
      "the driver of SeaweedFS wants a file system type, and its volumes have none",
      "use mountOptions uid= and gid= of the StorageClass; the pod's processes have user 5 and group 5",
    ],
  ])("%s: what works there is told instead", (_, driver, cause, help) => {
    const [finding, ...others] = found({ context: "{runAsUser: 5}", extra: made(driver) });
    expect(others).toEqual([]);
    expect(finding?.severity).toBe("warning");
    expect(finding?.message).toBe(
      `container "web" writes volume "data" as user 5, but nothing gives it the files, and no fsGroup would: ${cause}`,
    );
    expect(finding?.help).toBe(help);
    expect(finding?.fix).toBeUndefined();
  });

  test("does not hide one that it would reach", () => {
    const extra = `  # another disk\n${made("fsx.csi.aws.com")}`;
    const text = pod({ context: "{runAsUser: 5}", extra })
      .replace("volumeMounts: [", "volumeMounts: [{name: disk, mountPath: /disk}, ")
      .replace("volumes: [", "volumes: [{name: disk, persistentVolumeClaim: {claimName: disk}}, ");
    const findings = lint([readSource("t.yaml", new TextEncoder().encode(text))]).findings.filter(
      ({ rule }) => rule === "fs-group-missing",
    );
    expect(findings.map(({ message }) => message)).toEqual([
      'container "web" writes volume "disk" as user 5, but Pod/web sets no fsGroup',
    ]);
  });

  test.each<[string, Shape]>([
    ["where the server takes everybody for the owner", { extra: made("efs.csi.aws.com") }],
    ["where the class names the owner", { extra: made("seaweedfs-csi-driver", "mountOptions: [uid=5]\n") }],
    [
      "where an init container changes the owner",
      {
        init: '[{name: i, command: [chown, "5:5", /data], securityContext: {runAsUser: 0}, volumeMounts: [{name: data, mountPath: /data}]}]',
        extra: made("fsx.csi.aws.com"),
      },
    ],
    [
      "where a person made the volume",
      {
        extra: `${made("fsx.csi.aws.com").replace("storageClassName: s", 'storageClassName: "", volumeName: v')}---
apiVersion: v1
kind: PersistentVolume
metadata: {name: v}
spec: {accessModes: [ReadWriteMany], csi: {driver: fsx.csi.aws.com, volumeHandle: h}}
`,
      },
    ],
    ["where nobody may write", { extra: made("fsx.csi.aws.com").replace("ReadWriteMany", "ReadOnlyMany") }],
  ])("is not reported %s", (_, shape) => {
    expect(said({ context: "{runAsUser: 5}", ...shape })).toEqual([]);
  });
});

describe("nothing is said", () => {
  const shared = (driver: string) => `---
apiVersion: v1
kind: PersistentVolumeClaim
metadata: {name: data}
spec: {storageClassName: s, accessModes: [ReadWriteMany]}
---
apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata: {name: s}
provisioner: ${driver}
`;
  test.each<[string, Shape]>([
    ["with fsGroup", { context: "{runAsUser: 5, fsGroup: 5}" }],
    ["with fsGroup 0, which is a choice", { context: "{runAsUser: 5, fsGroup: 0}" }],
    ["of root", { context: "{runAsUser: 0}" }],
    ["of a user that only the image knows", {}],
    ["on Windows", { context: "{runAsNonRoot: true}", extra: "  os: {name: windows}\n" }],
    [
      "on a claim that nobody may write",
      {
        context: "{runAsUser: 5}",
        extra: `---\napiVersion: v1\nkind: PersistentVolumeClaim\nmetadata: {name: data}\nspec: {accessModes: [ReadOnlyMany]}\n`,
      },
    ],
    [
      "on a volume made by hand",
      {
        context: "{runAsUser: 5}",
        extra: `---\napiVersion: v1\nkind: PersistentVolumeClaim\nmetadata: {name: data}\nspec: {storageClassName: "", accessModes: [ReadWriteOnce]}\n`,
      },
    ],
    ["on a driver that lets everybody write", { context: "{runAsUser: 5}", extra: shared("topolvm.io") }],
    ["with supplementalGroups, which a share is given to", { context: "{runAsUser: 5, supplementalGroups: [7]}" }],
    ["on a read-only mount", { context: "{runAsUser: 5}", mount: ", readOnly: true" }],
    [
      "on a read-only claim",
      { context: "{runAsUser: 5}", volume: "persistentVolumeClaim: {claimName: data, readOnly: true}" },
    ],
    ["on what is no claim", { context: "{runAsUser: 5}", volume: "emptyDir: {}" }],
    [
      "on a driver whose server takes everybody for the owner",
      { context: "{runAsUser: 5}", extra: shared("efs.csi.aws.com") },
    ],
    [
      "of a raw device",
      {
        context: "{runAsUser: 5}",
        extra: `---\napiVersion: v1\nkind: PersistentVolumeClaim\nmetadata: {name: data}\nspec: {volumeMode: Block}\n`,
      },
    ],
    ["of a user that is text", { context: '{runAsUser: "5"}' }],
  ])("%s", (_, shape) => {
    expect(said(shape)).toEqual([]);
  });
});
