import { describe, expect, test } from "vitest";
import { foundBy, relatedOf } from "./found.ts";
import { said } from "./said.ts";

const RULE = "empty-dir-oversized";

const pod = (source: string, containers: string, rest = ""): string =>
  `apiVersion: v1
kind: Pod
metadata: {name: web}
spec:
${rest}  containers:
${containers}  volumes:
    - name: cache
      emptyDir: ${source}
`;
const writer = (limits: string, mount = "", name = "web"): string =>
  `    - {name: ${name}, image: "example/web:1", resources: {limits: {${limits}}}, volumeMounts: [{name: cache, mountPath: /cache${mount}}]}
`;
const withInit = (text: string, init: string): string =>
  text.replace("  containers:", `  initContainers:\n${init}  containers:`);
const sidecar = (limits: string): string => writer(limits, "", "log").replace("{name", "{restartPolicy: Always, name");

describe("in memory", () => {
  const inMemory = (size: string): string => `{medium: Memory, sizeLimit: ${size}}`;

  test("a size beyond the memory limit of the one that writes never takes effect", () => {
    const text = pod(inMemory("1Gi"), writer("memory: 512Mi"));
    expect(said(RULE, text)).toEqual([
      'warning 9:45-48 volume "cache" of Pod/web may hold 1Gi, but container "web" may use 512Mi of memory',
    ]);
    const [finding] = foundBy(RULE, text);
    expect(finding?.confidence).toBe("certain");
    expect(finding?.help).toBe(
      "set spec.volumes[0].emptyDir.sizeLimit below 512Mi, to what the volume has to hold, or raise the limit",
    );
    expect(finding?.then).toContain('container "web" is killed (OOMKilled) while the volume has room left');
    expect(finding && relatedOf(finding)).toEqual(["6:72-6:77 memory is limited here"]);
  });
  test("the process needs some of an equal limit", () => {
    expect(said(RULE, pod(inMemory("1Gi"), writer("memory: 1024Mi")))).toHaveLength(1);
    expect(said(RULE, pod(inMemory("1Gi"), writer("memory: 1025Mi")))).toEqual([]);
  });
  test("the limits of those that write are added up", () => {
    const two = writer("memory: 512Mi", "", "a") + writer("memory: 256Mi", "", "b");
    expect(said(RULE, pod(inMemory("767Mi"), two))).toEqual([]);
    const text = pod(inMemory("800Mi"), two);
    expect(said(RULE, text)[0]).toContain(
      'may hold 800Mi, but the memory limits of container "a" (512Mi) and container "b" (256Mi) add up to no more',
    );
    expect(foundBy(RULE, text)[0]).toMatchObject({
      help: "set spec.volumes[0].emptyDir.sizeLimit below their sum, to what the volume has to hold, or raise the limits",
      then: "what is written counts as memory: the container that writes is killed (OOMKilled) while the volume has room left",
    });
  });
  test("of many that write, three are named", () => {
    const many = Array.from({ length: 9 }, (_, index) => writer("memory: 1Mi", "", `c${index}`)).join("");
    const [finding] = foundBy(RULE, pod(inMemory("1Gi"), many));
    expect(finding?.message).toContain('container "c2" (1Mi) and 6 more add up to no more');
    expect(finding?.related).toHaveLength(3);
  });
  test("one that only reads adds nothing", () => {
    const reader = writer("memory: 4Gi", ", readOnly: true", "reader");
    expect(said(RULE, pod(inMemory("1Gi"), writer("memory: 512Mi") + reader))).toHaveLength(1);
  });
  test("one without a limit may fill it", () => {
    expect(said(RULE, pod(inMemory("1Gi"), writer("memory: 512Mi") + writer("", "", "b")))).toEqual([]);
  });
  test("a lower limit of the pod counts from Kubernetes 1.34 on", () => {
    const ofPod = "  resources: {limits: {memory: 512Mi}}\n";
    const text = pod(inMemory("1Gi"), writer(""), ofPod);
    expect(said(RULE, text, 33)).toEqual([]);
    expect(said(RULE, text, 34)[0]).toContain("but the pod may use 512Mi of memory");
    expect(said(RULE, pod(inMemory("1Gi"), writer("memory: 256Mi"), ofPod))[0]).toContain(
      'container "web" may use 256Mi',
    );
    expect(said(RULE, pod(inMemory("1Gi"), writer(""), `${ofPod}  runtimeClassName: kata\n`))).toEqual([]);
  });
  test("numbers are bytes", () => {
    expect(said(RULE, pod(inMemory("1000001"), writer("memory: 1M")))[0]).toContain("may hold 1000001");
    expect(said(RULE, pod(inMemory("1M"), writer("memory: 1000001")))).toEqual([]);
  });
  test("limits that nobody can read are left alone", () => {
    expect(said(RULE, pod(inMemory("1Gi"), writer('memory: "$' + '{MEMORY}"')))).toEqual([]);
    expect(said(RULE, pod(inMemory("big"), writer("memory: 1Mi")))).toEqual([]);
    expect(said(RULE, pod(inMemory("[1Gi]"), writer("memory: 1Mi")))).toEqual([]);
  });
});

describe("on disk", () => {
  test("kubelet evicts at the lower limit of ephemeral storage", () => {
    const text = pod("{sizeLimit: 10Gi}", writer("ephemeral-storage: 2Gi"));
    expect(said(RULE, text)).toEqual([
      'warning 9:29-33 volume "cache" of Pod/web may hold 10Gi, but container "web" may use 2Gi of ephemeral storage',
    ]);
    expect(foundBy(RULE, text)[0]).toMatchObject({
      confidence: "certain",
      then: "kubelet evicts the pod while the volume has room left (Pod ephemeral local storage usage exceeds the total limit of containers)",
    });
  });
  test("an equal limit is reached at once", () => {
    expect(said(RULE, pod("{sizeLimit: 2Gi}", writer("ephemeral-storage: 2Gi")))).toEqual([]);
  });
  test("all containers count, not only those that write", () => {
    const reader = writer("ephemeral-storage: 9Gi", ", readOnly: true", "reader");
    expect(said(RULE, pod("{sizeLimit: 10Gi}", writer("ephemeral-storage: 2Gi") + reader))).toEqual([]);
  });
  test("a container without a limit may be given one", () => {
    const text = pod("{sizeLimit: 10Gi}", writer("ephemeral-storage: 2Gi") + writer("", "", "b"));
    expect(foundBy(RULE, text)[0]?.confidence).toBe("likely");
  });
  test("what a LimitRange of the input gives counts", () => {
    const range = `---
apiVersion: v1
kind: LimitRange
metadata: {name: limits}
spec: {limits: [{type: Container, default: {ephemeral-storage: 4Gi}}]}
`;
    const text = (size: string): string =>
      pod(`{sizeLimit: ${size}}`, writer("ephemeral-storage: 2Gi") + writer("", "", "b")) + range;
    expect(said(RULE, text("6Gi"))).toEqual([]);
    expect(foundBy(RULE, text("7Gi"))[0]?.confidence).toBe("certain");
  });
  test("an init container counts where it may use more than those that stay", () => {
    const text = pod("{sizeLimit: 10Gi}", writer("ephemeral-storage: 2Gi"));
    expect(said(RULE, withInit(text, writer("ephemeral-storage: 10Gi", "", "fetch")))).toEqual([]);
    expect(said(RULE, withInit(text, writer("ephemeral-storage: 3Gi", "", "fetch")))[0]).toContain(
      'init container "fetch" may use 3Gi',
    );
  });
  test("a sidecar counts with each, but not with init containers before it", () => {
    const text = pod("{sizeLimit: 10Gi}", writer("ephemeral-storage: 2Gi"));
    const fetch = writer("ephemeral-storage: 6Gi", "", "fetch");
    expect(said(RULE, withInit(text, sidecar("ephemeral-storage: 4Gi") + fetch))).toEqual([]);
    expect(said(RULE, withInit(text, fetch + sidecar("ephemeral-storage: 4Gi")))).toHaveLength(1);
  });
  test("nobody knows what an unread limit adds, whoever has it", () => {
    const text = pod("{sizeLimit: 10Gi}", writer("ephemeral-storage: 2Gi"));
    const unread = 'ephemeral-storage: "$' + '{STORAGE}"';
    expect(said(RULE, withInit(text, writer(unread, "", "fetch")))).toEqual([]);
    expect(said(RULE, withInit(text, sidecar(unread)))).toEqual([]);
  });
  test("limits that add up", () => {
    const two = writer("ephemeral-storage: 2Gi", "", "a") + writer("ephemeral-storage: 1Gi", "", "b");
    expect(said(RULE, pod("{sizeLimit: 10Gi}", two))[0]).toContain(
      'but the ephemeral storage limits of container "a" (2Gi) and container "b" (1Gi) add up to less',
    );
  });
  test("many containers with many volumes do not cost their product", () => {
    const many = <T>(make: (index: number) => T): readonly T[] =>
      Array.from({ length: 1500 }, (_, index) => make(index));
    const resources = { limits: { "ephemeral-storage": "1Mi" } };
    const containers = many((index) => ({
      name: `c${index}`,
      resources,
      restartPolicy: index % 2 === 0 ? "Always" : undefined,
      volumeMounts: [{ name: `v${index}`, mountPath: "/d" }],
    }));
    const volumes = many((index) => ({ name: `v${index}`, emptyDir: { sizeLimit: "10Gi" } }));
    const text = (field: string): string =>
      JSON.stringify({
        apiVersion: "v1",
        kind: "Pod",
        metadata: { name: "web" },
        spec: { [field]: containers, volumes },
      });
    const started = performance.now();
    expect(said(RULE, text("containers"))).toHaveLength(1500);
    expect(said(RULE, text("initContainers"))).toHaveLength(1500);
    expect(performance.now() - started).toBeLessThan(5000);
  });
  test("memory limits do not bound it", () => {
    expect(said(RULE, pod("{sizeLimit: 10Gi}", writer("memory: 1Gi")))).toEqual([]);
  });
  test("no size, no fault", () => {
    expect(said(RULE, pod('{medium: ""}', writer("ephemeral-storage: 1Gi")))).toEqual([]);
  });
});
