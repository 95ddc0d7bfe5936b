import { describe, expect, test } from "vitest";
import { type Config, lint, NO_CONFIG, readSource } from "../../src/index.ts";
import { foundBy, placeOf, relatedOf } from "./found.ts";
import { said as saidBy } from "./said.ts";

const RULE = "fs-group-ignored";
const found = (text: string, minor?: number) => foundBy(RULE, text, minor);
/** Without the profiles: what everybody is told. */
const byDefault = (text: string, config: Config = NO_CONFIG) =>
  lint([readSource("t.yaml", new TextEncoder().encode(text))], { config }).findings.filter(({ rule }) => rule === RULE);

const pod = (context: string, volume = "persistentVolumeClaim: {claimName: data}", mount = "", init = "[]") =>
  `apiVersion: v1
kind: Pod
metadata: {name: web}
spec:
  securityContext: ${context}
  initContainers: ${init}
  containers:
    - {name: web, image: "example/web:1", volumeMounts: [{name: data, mountPath: /data${mount}}]}
  volumes: [{name: data, ${volume}}]
`;
const claim = (spec: string) => `---
apiVersion: v1
kind: PersistentVolumeClaim
metadata: {name: data}
spec: {${spec}}
`;
const storageClass = (provisioner: string, rest = "") => `---
apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata: {name: shares}
provisioner: ${provisioner}
${rest}`;
const csiDriver = (name: string, policy: string) => `---
apiVersion: storage.k8s.io/v1
kind: CSIDriver
metadata: {name: ${name}}
spec: {fsGroupPolicy: ${policy}}
`;
const volume = (source: string, modes = "ReadWriteOnce", metadata = "") => `---
apiVersion: v1
kind: PersistentVolume
metadata: {name: disk${metadata}}
spec: {accessModes: [${modes}], ${source}}
`;

const OTHER = "{runAsUser: 5, fsGroup: 7}";
const MANY = "storageClassName: shares, accessModes: [ReadWriteMany]";
const ONE = "storageClassName: shares, accessModes: [ReadWriteOnce]";
const BOUND = 'storageClassName: "", volumeName: disk, accessModes: [ReadWriteOnce]';
const provisioned = (provisioner: string, spec = MANY, rest = "") =>
  pod(OTHER) + claim(spec) + storageClass(provisioner, rest);
const CHOWN =
  '[{name: own, command: [chown, -R, "5:7", /data], securityContext: {runAsUser: 0}, volumeMounts: [{name: data, mountPath: /data}]}]';

test("a script of a ConfigMap that changes owners is one by hand too", () => {
  const init =
    "[{name: own, command: [/scripts/own.sh], securityContext: {runAsUser: 0}, volumeMounts: [{name: data, mountPath: /data}, {name: scripts, mountPath: /scripts}]}]";
  const text = (script: string) =>
    pod(
      OTHER,
      "persistentVolumeClaim: {claimName: data}}, {name: scripts, configMap: {name: own, defaultMode: 0755}",
      "",
      init,
    ) +
    claim(MANY) +
    storageClass("fsx.csi.aws.com") +
    `---\napiVersion: v1\nkind: ConfigMap\nmetadata: {name: own}\ndata: {own.sh: ${JSON.stringify(script)}}\n`;
  expect(found(text("chown -R 5:7 /data\n"))).toEqual([]);
  expect(found(text("ls /data\n"))).toHaveLength(1);
});

describe("fsGroup that never reaches a volume is reported where it is set", () => {
  test.each([
    [
      "on a shared file system, whose volumes have no type",
      provisioned("fsx.csi.aws.com"),
      "the driver of Amazon FSx for Lustre wants a file system type, and its volumes have none",
      "use supplementalGroups with the group that owns the share; the pod's processes have user 5 and group 7",
    ],
    [
      "also where one node asks for it",
      provisioned("csi-isilon.dellemc.com", ONE),
      "the driver of Dell PowerScale wants a file system type, and its volumes have none",
      "use supplementalGroups with the group that owns the share; the pod's processes have user 5 and group 7",
    ],
    [
      "with policy None",
      provisioned("nfs.manila.csi.openstack.org"),
      "the driver of OpenStack Manila has fsGroupPolicy None",
      "use supplementalGroups with the group that owns the share; the pod's processes have user 5 and group 7",
    ],
    [
      "where mount options of the class would serve",
      provisioned("seaweedfs-csi-driver"),
      "the driver of SeaweedFS wants a file system type, and its volumes have none",
      "use mountOptions uid= and gid= of the StorageClass; the pod's processes have user 5 and group 7",
    ],
    [
      "with policy None that the input's own CSIDriver has",
      provisioned("ebs.csi.aws.com", ONE) + csiDriver("ebs.csi.aws.com", "None"),
      "the driver of Amazon EBS has fsGroupPolicy None",
      'set fsGroupPolicy of CSIDriver "ebs.csi.aws.com" to File, where its files have owners',
    ],
    [
      "with the access mode ReadWriteMany on a driver that makes shares for it",
      provisioned("csi.vsphere.vmware.com"),
      "the driver of vSphere CSI has it applied to ReadWriteOnce volumes only",
      'ask for ReadWriteOnce where the pods share a node; otherwise set fsGroupPolicy of CSIDriver "csi.vsphere.vmware.com" to File',
    ],
    [
      "on a PersistentVolume of NFS",
      pod(OTHER) + claim(BOUND) + volume("nfs: {server: files.example, path: /srv/web}", "ReadWriteMany"),
      "kubelet gives no NFS volume to a group",
      'on the server, give "files.example:/srv/web" to group 7, which the pod\'s processes are in, with mode 2775, or let its export squash everybody to that group (all_squash,anongid=7)',
    ],
    [
      "on a PersistentVolume of hostPath",
      pod(OTHER) + claim(BOUND) + volume("hostPath: {path: /srv/web}"),
      "kubelet gives no hostPath volume to a group",
      'on the node, give "/srv/web" to group 7, which the pod\'s processes are in, with mode 2775; or make it a local PersistentVolume, which fsGroup reaches',
    ],
    [
      "on a PersistentVolume of a disk that names no file system",
      pod(OTHER) + claim(BOUND) + volume("csi: {driver: cinder.csi.openstack.org, volumeHandle: a}"),
      "the driver of OpenStack Cinder wants a file system type, and its PersistentVolume names none",
      'set spec.csi.fsType of the PersistentVolume to "ext4", or whatever its disk is formatted with; that cannot be changed, so delete the PersistentVolume and create it anew',
    ],
    [
      "on a file system of Amazon EFS that was made by hand, without an access point",
      pod(OTHER) + claim(BOUND) + volume("csi: {driver: efs.csi.aws.com, volumeHandle: fs-1}", "ReadWriteMany"),
      "the driver of Amazon EFS wants a file system type, and its volumes have none",
      "use an access point with that user and group in volumeHandle (FILE-SYSTEM::ACCESS-POINT); the pod's processes have user 5 and group 7",
    ],
  ])("%s", (_, text, cause, help) => {
    expect(saidBy(RULE, text)).toEqual([
      `warning 5:44-45 Pod/web sets fsGroup 7, but it never reaches volume "data", which container "web" writes as user 5: ${cause}`,
    ]);
    const [finding] = found(text);
    expect([finding?.confidence, finding?.help]).toEqual(["likely", help]);
  });
});

describe("what a reader needs to act", () => {
  test("an access point of Amazon EFS decides who every process is, whatever mode its directory gets", () => {
    const [finding] = found(
      provisioned("efs.csi.aws.com", MANY, 'parameters: {provisioningMode: efs-ap, directoryPerms: "750"}\n'),
    );
    expect(finding?.help).toBe(
      "use parameters uid and gid of the StorageClass, which its access points enforce; the pod's processes have user 5 and group 7",
    );
    expect(finding?.then).toMatch(/^the server takes every process for one user of its own, who owns all files/);
  });
  test("of a share it is said that somebody may have prepared it, of a disk it is not", () => {
    expect(found(provisioned("fsx.csi.aws.com"))[0]?.then).toBe(
      "the root of the volume belongs to root, unless somebody changed that, and the first write is denied; no event tells why",
    );
    const disk = pod(OTHER) + claim(BOUND) + volume("csi: {driver: cinder.csi.openstack.org}");
    expect(found(disk)[0]?.then).toBe(
      "the root of the volume belongs to root and the first write is denied; no event tells why",
    );
  });
  test.each([
    ["the driver that the class chooses", provisioned("fsx.csi.aws.com"), "19:14-19:29 its driver is chosen here"],
    ["the access mode", provisioned("csi.vsphere.vmware.com"), "14:48-14:61 its access mode stands here"],
    [
      "the PersistentVolume's source",
      pod(OTHER) + claim(BOUND) + volume("hostPath: {path: /srv}"),
      "19:48-19:60 its PersistentVolume stands here",
    ],
    [
      "the PersistentVolume without a file system type",
      pod(OTHER) + claim(BOUND) + volume("csi: {driver: cinder.csi.openstack.org}"),
      "19:38-19:41 its PersistentVolume stands here",
    ],
  ])("%s is pointed at, and so is the volume", (_, text, related) => {
    const [finding] = found(text);
    expect(finding && relatedOf(finding)).toEqual([related, '9:20-9:24 volume "data" is declared here']);
  });
  test("volumes that one driver holds back are one problem", () => {
    const text = provisioned("fsx.csi.aws.com")
      .replace("volumes: [", "volumes: [{name: more, persistentVolumeClaim: {claimName: data}}, ")
      .replace("volumeMounts: [", "volumeMounts: [{name: more, mountPath: /more}, ");
    expect(saidBy(RULE, text)).toEqual([
      'warning 5:44-45 Pod/web sets fsGroup 7, but it never reaches volumes "more" and "data", which container "web" writes as user 5: the driver of Amazon FSx for Lustre wants a file system type, and its volumes have none',
    ]);
  });
  test("everybody is told", () => {
    expect(byDefault(provisioned("fsx.csi.aws.com"))).toHaveLength(1);
  });
});

describe("whatever makes the pod", () => {
  const template = `securityContext: {runAsNonRoot: true, fsGroup: 7}
          containers: [{name: web, image: "example/web:1", volumeMounts: [{name: data, mountPath: /data}]}]`;
  const request = `{${MANY}, resources: {requests: {storage: 1Gi}}}`;
  test("a StatefulSet with a claim template", () => {
    const text = `apiVersion: apps/v1
kind: StatefulSet
metadata: {name: web}
spec:
    template:
        spec:
          ${template}
    volumeClaimTemplates: [{metadata: {name: data}, spec: ${request}}]
`;
    expect(saidBy(RULE, text + storageClass("csi.juicefs.com"))).toEqual([
      'warning 7:58-59 StatefulSet/web sets fsGroup 7, but it never reaches volume "data", which container "web" writes as another user than root: the driver of JuiceFS wants a file system type, and its volumes have none',
    ]);
  });
  test("a CronJob with an ephemeral claim", () => {
    const text = `apiVersion: batch/v1
kind: CronJob
metadata: {name: web}
spec:
  jobTemplate:
    spec:
      template:
        spec:
          ${template}
          volumes: [{name: data, ephemeral: {volumeClaimTemplate: {spec: ${request}}}}]
`;
    expect(saidBy(RULE, text + storageClass("csi.juicefs.com"))[0]).toMatch(
      /^warning 9:58-59 CronJob\/web sets fsGroup 7/,
    );
  });
  test("the StatefulSet that an operator makes", () => {
    const text = `apiVersion: monitoring.coreos.com/v1
kind: Prometheus
metadata: {name: main}
spec:
  securityContext: {runAsUser: 1000, fsGroup: 2000}
  storage:
    volumeClaimTemplate:
      spec: ${request}
`;
    const [finding] = found(text + storageClass("efs.csi.aws.com"));
    expect(finding && placeOf(finding.location)).toBe("5:47-5:51");
    expect(finding?.message).toMatch(
      /^the StatefulSet that prometheus-operator makes of Prometheus\/main sets fsGroup 2000, but it never reaches volume "prometheus-main-db"/,
    );
  });
});

describe("ReadWriteOncePod", () => {
  const text = provisioned(
    "cinder.csi.openstack.org",
    "storageClassName: shares, accessModes: [ReadWriteOncePod]",
    "parameters: {csi.storage.k8s.io/fstype: ext4}\n",
  );
  test("is overlooked before Kubernetes 1.32", () => {
    const [finding] = found(text, 31);
    expect(finding?.message).toContain(
      "wants ReadWriteOnce, and Kubernetes 1.31 takes ReadWriteOncePod for something else",
    );
    expect(finding?.help).toBe("ask for ReadWriteOnce, or run the pod on nodes of Kubernetes 1.32 or newer");
  });
  test("is as good as ReadWriteOnce from then on", () => {
    expect(found(text, 32)).toEqual([]);
  });
  test("is enough at any time for a driver with policy File", () => {
    expect(found(text.replace("cinder.csi.openstack.org", "ebs.csi.aws.com"), 28)).toEqual([]);
  });
});

describe("a class that only the config knows", () => {
  const config = (fstype: object): Config => ({
    ...NO_CONFIG,
    known: [{ kind: "StorageClass", name: "shares", provisioner: "vpc.block.csi.ibm.io", ...fstype }],
  });
  test("may lack a file system", () => {
    const [finding] = byDefault(pod(OTHER) + claim(ONE), config({}));
    expect(finding?.message).toMatch(
      /the driver of IBM VPC Block Storage wants a file system type, and its StorageClass names none$/,
    );
    expect(finding?.help).toBe(
      'add csi.storage.k8s.io/fstype: ext4 to the parameters of the class; where it has that, add fstype to its entry of "known"',
    );
  });
  test("may name one", () => {
    expect(byDefault(pod(OTHER) + claim(ONE), config({ fstype: "ext4" }))).toEqual([]);
  });
});

describe("a directory that stands in the pod itself is advice", () => {
  test("of NFS", () => {
    const text = pod(OTHER, "nfs: {server: files.example, path: /srv}");
    expect(saidBy(RULE, text)).toEqual([
      'info 5:44-45 Pod/web sets fsGroup 7, but it never reaches volume "data", which container "web" writes as user 5: kubelet gives no NFS volume to a group',
    ]);
    expect(byDefault(text)).toEqual([]);
  });
  test("of the node, where kubelet makes it", () => {
    expect(found(pod(OTHER, "hostPath: {path: /srv, type: DirectoryOrCreate}"))).toHaveLength(1);
  });
  test.each([
    ["of the node, where it was there before", pod(OTHER, "hostPath: {path: /srv, type: Directory}")],
    ["that nobody may write", pod(OTHER, "nfs: {server: files.example, path: /srv, readOnly: true}")],
    [
      "beside a disk that fsGroup is meant for",
      pod(OTHER, "nfs: {server: a, path: /b}}, {name: disk, persistentVolumeClaim: {claimName: data}"),
    ],
  ])("not one %s", (_, text) => {
    expect(found(text)).toEqual([]);
  });
});

describe("nothing is said", () => {
  test.each([
    ["without fsGroup", pod("{runAsUser: 5}") + claim(MANY) + storageClass("efs.csi.aws.com")],
    ["of root", pod("{runAsUser: 0, fsGroup: 7}") + claim(MANY) + storageClass("efs.csi.aws.com")],
    ["of a user that only the image knows", pod("{fsGroup: 7}") + claim(MANY) + storageClass("efs.csi.aws.com")],
    ["where the class gives the owner", provisioned("efs.csi.aws.com", MANY, 'parameters: {uid: "5", gid: "7"}\n')],
    [
      "where mount options of the class do",
      provisioned("seaweedfs-csi-driver", MANY, "mountOptions: [uid=5, gid=7]\n"),
    ],
    [
      "where mount options of the volume do",
      pod(OTHER) + claim(BOUND) + volume("mountOptions: [uid=5], csi: {driver: seaweedfs-csi-driver}"),
    ],
    [
      "where an access point does",
      pod(OTHER) + claim(BOUND) + volume("csi: {driver: efs.csi.aws.com, volumeHandle: 'fs-1::fsap-2'}"),
    ],
    [
      "where an annotation of the volume gives its group to the processes",
      pod(OTHER) +
        claim(BOUND) +
        volume("nfs: {server: a, path: /b}", "ReadWriteMany", ', annotations: {pv.beta.kubernetes.io/gid: "9"}'),
    ],
    ["of local-path, whose directories everybody may write", provisioned("rancher.io/local-path", ONE)],
    [
      "of the NFS subdir provisioner, for the same reason",
      provisioned("cluster.local/nfs-subdir-external-provisioner"),
    ],
    ["of shares of Longhorn, for the same reason", provisioned("driver.longhorn.io")],
    ["of a driver with policy File", provisioned("cephfs.csi.ceph.com")],
    ["of a driver that applies the group itself", provisioned("file.csi.azure.com")],
    ["of a share whose deployment names a file system type", provisioned("nasplugin.csi.alibabacloud.com", ONE)],
    [
      "of policy File that the input's CSIDriver has",
      provisioned("efs.csi.aws.com") + csiDriver("efs.csi.aws.com", "File"),
    ],
    ["of a class that names no file system, which is a fault of the class", provisioned("vpc.block.csi.ibm.io", ONE)],
    ["of a driver of disks that makes no shares, which is another fault", provisioned("cinder.csi.openstack.org")],
    ["of a driver that nobody knows", provisioned("disks.example.com")],
    ["of a class that is not in the input", pod(OTHER) + claim(MANY)],
    ["of a claim that is not in the input", pod(OTHER)],
    ["of a raw device", provisioned("efs.csi.aws.com", `${MANY}, volumeMode: Block`)],
    [
      "of a claim that nobody may write",
      provisioned("efs.csi.aws.com", "storageClassName: shares, accessModes: [ReadOnlyMany]"),
    ],
    ["on a read-only mount", pod(OTHER, undefined, ", readOnly: true") + claim(MANY) + storageClass("efs.csi.aws.com")],
    [
      "of a claim that the pod mounts read-only",
      pod(OTHER, "persistentVolumeClaim: {claimName: data, readOnly: true}") +
        claim(MANY) +
        storageClass("efs.csi.aws.com"),
    ],
    [
      "where an init container changes the owners",
      pod("{runAsUser: 5, fsGroup: 7}", undefined, "", CHOWN) + claim(MANY) + storageClass("fsx.csi.aws.com"),
    ],
    [
      "with supplementalGroups",
      pod("{runAsUser: 5, fsGroup: 7, supplementalGroups: [9]}") + claim(MANY) + storageClass("fsx.csi.aws.com"),
    ],
    ["on Windows", `${pod(OTHER)}  os: {name: windows}\n${claim(MANY)}${storageClass("efs.csi.aws.com")}`],
    ["of a local volume", pod(OTHER) + claim(BOUND) + volume("local: {path: /mnt}")],
    [
      "of shapes that are no such thing",
      pod('{runAsUser: 5, fsGroup: "7"}') + claim(MANY) + storageClass("efs.csi.aws.com"),
    ],
    [
      "of null and lists where mappings belong",
      pod(OTHER, "nfs: null, hostPath: [a]") +
        claim("accessModes: {}, storageClassName: [a]") +
        volume("csi: [], nfs: 7"),
    ],
  ])("%s", (_, text) => {
    expect(saidBy(RULE, text)).toEqual([]);
  });
});
