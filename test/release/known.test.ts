import { describe, expect, test } from "vitest";
import { lint, RULES, readConfig, readSource } from "../../src/index.ts";
import { KnownObjects } from "../../src/release/known.ts";
import { Release } from "../../src/release/release.ts";

const source = (text: string) => readSource("t.yaml", new TextEncoder().encode(text));

/** With a config that knows these. */
function configured(known: string) {
  const reading = readConfig(source(`known:\n${known}`), RULES);
  if (!("config" in reading)) throw new Error(reading.problems.map(({ message }) => message).join("; "));
  return reading.config;
}
const said = (text: string, known: string) =>
  lint([source(text)], { config: configured(known) }).findings.map(({ rule, severity }) => `${severity} ${rule}`);

const POD = `apiVersion: v1
kind: Pod
metadata: {name: web}
spec:
  securityContext: {runAsUser: 5}
  containers: [{name: web, image: "example/web:1", volumeMounts: [{name: data, mountPath: /data}]}]
  volumes: [{name: data, persistentVolumeClaim: {claimName: data}}]
---
apiVersion: v1
kind: PersistentVolumeClaim
metadata: {name: data}
spec: {storageClassName: fast, accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}}
`;
const CLASS = "---\napiVersion: storage.k8s.io/v1\nkind: StorageClass\nmetadata: {name: fast}\n";
const GROUP_MISSING = "warning fs-group-missing";

describe("a class that is known", () => {
  test("leads its claims to the driver", () => {
    expect(said(POD, "  - {kind: StorageClass, name: fast, provisioner: cinder.csi.openstack.org}\n")).toEqual([
      GROUP_MISSING,
    ]);
    expect(said(POD, "  - {kind: StorageClass, name: fast, provisioner: smb.csi.k8s.io}\n")).toEqual([]);
  });
  test("gives way to the one in the input", () => {
    const input = `${POD}${CLASS}provisioner: smb.csi.k8s.io\n`;
    expect(said(input, "  - {kind: StorageClass, name: fast, provisioner: ebs.csi.aws.com}\n")).toEqual([]);
  });
  test("may lead to a driver that only its object tells of", () => {
    const found = (policy: string) =>
      said(
        POD,
        `  - {kind: StorageClass, name: fast, provisioner: disks.example.com}\n  - {kind: CSIDriver, name: disks.example.com, fsGroupPolicy: ${policy}}\n`,
      );
    expect(found("File")).toEqual([GROUP_MISSING]);
    // No fsGroup would reach the files, and that is told instead.
    expect(found("None")).toEqual([GROUP_MISSING]);
  });
});

describe("a driver that is known", () => {
  const input = `${CLASS}provisioner: vpc.block.csi.ibm.io\n`;
  const MISSING = "warning storage-class-fstype-missing";

  test("has the policy that the config says, and else the API server's default", () => {
    expect(said(input, "  - {kind: Service, name: a}\n")).toEqual([MISSING]);
    expect(said(input, "  - {kind: CSIDriver, name: vpc.block.csi.ibm.io, fsGroupPolicy: File}\n")).toEqual([]);
    expect(said(input, "  - {kind: CSIDriver, name: vpc.block.csi.ibm.io}\n")).toEqual([MISSING]);
    const ebs = `${CLASS}provisioner: ebs.csi.aws.com\n`;
    expect(said(ebs, "  - {kind: CSIDriver, name: ebs.csi.aws.com}\n")).toEqual([MISSING]);
  });
  test("gives way to the object in the input", () => {
    const object =
      "---\napiVersion: storage.k8s.io/v1\nkind: CSIDriver\nmetadata: {name: vpc.block.csi.ibm.io}\nspec: {}\n";
    expect(said(input + object, "  - {kind: CSIDriver, name: vpc.block.csi.ibm.io, fsGroupPolicy: File}\n")).toEqual([
      MISSING,
    ]);
  });
  test("fills in the file system that the config says", () => {
    const release = Release.of([], { known: [{ kind: "CSIDriver", name: "vpc.block.csi.ibm.io", fstype: "xfs" }] });
    expect(release.claims.driverOf("vpc.block.csi.ibm.io")).toMatchObject({ defaultFsType: "xfs" });
    expect(release.claims.driverOf("powervs.csi.ibm.com")?.defaultFsType).toBeUndefined();
    expect(release.claims.driverOf("disks.example.com")).toBeUndefined();
  });
  test("must have a policy that exists", () => {
    const reading = readConfig(source("known: [{kind: CSIDriver, name: a, fsGroupPolicy: file}]\n"), RULES);
    expect("problems" in reading && reading.problems.map(({ message }) => message)).toEqual(['unknown policy "file"']);
  });
});

describe("an image that is known", () => {
  const images = configured(
    [
      "  - {kind: Image, name: registry.example.com:5000/team/shop, uid: 1001, gid: 0, fsGroup: 1001}",
      '  - {kind: Image, name: "registry.example.com:5000/team/shop:2", uid: 2000}',
      "",
    ].join("\n"),
  ).known;
  const { known } = Release.of([], { known: images });

  test.each([
    ["registry.example.com:5000/team/shop", 1001],
    ["registry.example.com:5000/team/shop:1", 1001],
    ["registry.example.com:5000/team/shop@sha256:12", 1001],
    ["registry.example.com:5000/team/shop:2", 2000],
    ["registry.example.com:5000/team/shop:2@sha256:12", 2000],
    ["registry.example.com:5000/team/shops", undefined],
    ["team/shop", undefined],
    ["", undefined],
  ])("is found by %j", (reference, uid) => {
    expect(known.image(reference)?.uid).toBe(uid);
  });
  test("has the ids that the config says, and no others", () => {
    expect(known.image("registry.example.com:5000/team/shop")).toEqual({ uid: 1001, gid: 0, fsGroup: 1001 });
    expect(known.image("registry.example.com:5000/team/shop:2")).toEqual({
      uid: 2000,
      gid: undefined,
      fsGroup: undefined,
    });
  });
  const claim = (image: string, context: string, path = "/data") =>
    POD.replace("{runAsUser: 5}", context)
      .replace("example/web:1", image)
      .replace("/data", path)
      .replace("storageClassName: fast, ", "");

  test("writes its claims as its user, whatever its directories and its command are", () => {
    const text = claim("example/web:1", "{}").replace("volumeMounts", "command: [sail], volumeMounts");
    expect(said(text, "  - {kind: Image, name: example/web, uid: 7}\n")).toEqual([GROUP_MISSING]);
    expect(said(text, "  - {kind: Image, name: example/web, uid: 0}\n")).toEqual([]);
    expect(said(text, "  - {kind: Image, name: example/web, fsGroup: 7}\n")).toEqual([]);
    expect(said(claim("example/web:1", "{runAsUser: 0}"), "  - {kind: Image, name: example/web, uid: 7}\n")).toEqual(
      [],
    );
  });

  test("wins over what was read of it, but for the user that its entrypoint drops to", () => {
    const [uid1, uid999] = [1, 999].map((uid) => `  - {kind: Image, name: "postgres:17", uid: ${uid}}\n`);
    expect(said(claim("postgres:17", "{}"), uid1 ?? "")).toEqual([GROUP_MISSING]);
    expect(said(claim("postgres:17", "{}"), uid999 ?? "")).toEqual([]);
    const jenkins = claim("jenkins/jenkins:lts", "{}", "/var/jenkins_home");
    expect(said(jenkins, "  - {kind: Image, name: jenkins/jenkins, uid: 0}\n")).toEqual([]);
  });

  test("gives its group to the advice", () => {
    const config = configured("  - {kind: Image, name: example/web, uid: 7, gid: 8}\n");
    const help = (context: string) => lint([source(claim("example/web:1", context))], { config }).findings[0]?.help;
    expect(help("{}")).toContain("fsGroup to 8 (what the config knows of its image)");
    expect(help("{runAsUser: 5, runAsGroup: 6}")).toContain("fsGroup to 6 (its runAsGroup)");
    const both = configured("  - {kind: Image, name: example/web, gid: 8, fsGroup: 9}\n");
    expect(lint([source(POD)], { config: both }).findings[0]?.help).toContain("fsGroup to 9 ");
  });

  test("may be another build, whose user runAsNonRoot accepts", () => {
    const promised = (image: string) =>
      `apiVersion: v1\nkind: Pod\nmetadata: {name: web}\nspec:\n  securityContext: {runAsNonRoot: true}\n  containers: [{name: web, image: "${image}"}]\n`;
    const known = (image: string, uid: number) =>
      said(promised(image), `  - {kind: Image, name: "${image}", uid: ${uid}}\n`);
    expect(known("postgres:17", 26)).toEqual([]);
    expect(known("postgres:17", 999)).toEqual(["warning run-as-non-root-conflicts"]);
    expect(known("memcached:1", 7)).toEqual([]);
    expect(known("memcached:1", 11211)).toEqual(["warning image-user-not-numeric"]);
  });

  test("has ids that Linux can have", () => {
    for (const id of ["-1", "1.5", "2147483648", '"5"']) {
      const reading = readConfig(source(`known: [{kind: Image, name: a, uid: ${id}}]\n`), RULES);
      expect("problems" in reading && reading.problems.length).toBe(1);
    }
  });
});

test("a known object is found by kind, name and namespace, where it has one", () => {
  const known = new KnownObjects([
    { kind: "ConfigMap", name: "a", namespace: "one" },
    { kind: "ConfigMap", name: "b" },
  ]);
  expect(known.find("ConfigMap", "a", "one")?.name).toBe("a");
  expect(known.find("ConfigMap", "a", "two")).toBeUndefined();
  expect(known.find("ConfigMap", "b", "two")?.name).toBe("b");
  expect(known.find("Secret", "a", "one")).toBeUndefined();
  expect([known.has("ConfigMap"), known.has("Secret")]).toEqual([true, false]);
});
