import { describe, expect, test } from "vitest";
import { foundBy, relatedOf } from "./found.ts";
import { said } from "./said.ts";

const RULE = "memory-volume-unlimited";

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

describe("a volume in memory without a size limit", () => {
  test("takes the memory of the node where the container that writes has no limit", () => {
    const text = pod("{medium: Memory}", writer("cpu: 1"));
    expect(said(RULE, text)).toEqual(['warning 9:7-15 volume "cache" of Pod/web is in memory, without a size limit']);
    const [finding] = foundBy(RULE, text);
    expect(finding?.confidence).toBe("likely");
    expect(finding?.help).toBe(
      'set spec.volumes[0].emptyDir.sizeLimit to the most that it has to hold, and a memory limit for container "web"',
    );
    expect(finding?.then).toBe(
      'what container "web" writes may take all memory that the node has for pods, since it has no memory limit either',
    );
    expect(finding && relatedOf(finding)).toEqual(['6:96-6:101 container "web" writes to it here']);
  });
  test("ends in the death of the container where it has a limit, which is a note", () => {
    const text = pod("{medium: Memory}", writer("memory: 512Mi"));
    expect(said(RULE, text)).toEqual(['info 9:7-15 volume "cache" of Pod/web is in memory, without a size limit']);
    const [finding] = foundBy(RULE, text);
    expect(finding?.confidence).toBe("certain");
    expect(finding?.help).toContain("well below 512Mi");
    expect(finding?.then).toContain('container "web" is killed at 512Mi (OOMKilled)');
    expect(finding && relatedOf(finding).at(-1)).toContain("its memory is limited here");
  });
  test("of several that write, the one without a limit counts", () => {
    const text = pod("{medium: Memory}", writer("memory: 1Gi", "", "a") + writer("", "", "b"));
    expect(foundBy(RULE, text)[0]?.then).toContain('what container "b" writes');
  });
  test("a limit of zero is none", () => {
    expect(said(RULE, pod("{medium: Memory}", writer("memory: 0")))[0]).toContain("warning");
  });
  test("a size limit of zero or null is none, and is what has to change", () => {
    const limited = writer("memory: 1Gi");
    expect(said(RULE, pod("{medium: Memory, sizeLimit: 0}", limited))).toEqual([
      'info 9:45-46 volume "cache" of Pod/web is in memory, and a size limit of 0 is none',
    ]);
    expect(said(RULE, pod("{medium: Memory, sizeLimit: null}", limited))).toHaveLength(1);
  });
  test("a limit of the pod bounds it from Kubernetes 1.34 on", () => {
    const text = pod("{medium: Memory}", writer(""), "  resources: {limits: {memory: 1Gi}}\n");
    expect(said(RULE, text, 33)[0]).toContain("warning");
    expect(said(RULE, text, 34)[0]).toContain("info");
    expect(foundBy(RULE, text, 34)[0]?.then).toContain("a container is killed at the pod's 1Gi (OOMKilled)");
  });
  test("what an init container writes without a limit is a note", () => {
    const text = pod("{medium: Memory}", writer("", ", readOnly: true")).replace(
      "  containers:",
      `  initContainers:\n${writer("", "", "fetch")}  containers:`,
    );
    expect(said(RULE, text)).toHaveLength(1);
    expect(said(RULE, text)[0]).toContain("info");
    expect(foundBy(RULE, text)[0]?.then).toContain('init container "fetch"');
  });
  test("a sidecar writes as long as the others do", () => {
    const sidecar = writer("", "", "log").replace("{name", "{restartPolicy: Always, name");
    const text = pod("{medium: Memory}", writer("memory: 1Gi")).replace(
      "  containers:",
      `  initContainers:\n${sidecar}  containers:`,
    );
    expect(said(RULE, text)[0]).toContain("warning");
  });
  test("a LimitRange of the input limits containers, if only by what it allows at most", () => {
    const range = (item: string, namespace = ""): string =>
      `${pod("{medium: Memory}", writer(""))}---
apiVersion: v1
kind: LimitRange
metadata: {name: limits${namespace}}
spec: {limits: [null, ${item}]}
`;
    const text = range("{type: Container, default: {memory: 512Mi}, max: {memory: 1Gi}}");
    expect(said(RULE, text)[0]).toContain("info 9:7-15");
    expect(foundBy(RULE, text)[0]?.then).toContain('container "web" is killed at 512Mi (OOMKilled)');
    expect(foundBy(RULE, text)[0]?.related.at(-1)?.location.start.line).toBe(14);
    expect(foundBy(RULE, range("{type: Container, max: {memory: 1Gi}}"))[0]?.help).toContain("well below 1Gi");
    expect(said(RULE, range("{type: Pod, max: {memory: 1Gi}}"))[0]).toContain("warning");
    expect(said(RULE, range("{type: Container, default: {cpu: 1}}"))[0]).toContain("warning");
    expect(said(RULE, range("{type: Container, default: {memory: 1Gi}}", ", namespace: other"))[0]).toContain(
      "warning",
    );
  });
  test("a limit that has yet to be filled in is one", () => {
    expect(said(RULE, pod("{medium: Memory}", writer('memory: "$' + '{MEMORY}"')))[0]).toContain("info");
  });
});

describe("silent about", () => {
  const bare = writer("");
  test.each([
    ["one with a size limit", pod("{medium: Memory, sizeLimit: 64Mi}", bare)],
    ["a size limit in bytes", pod("{medium: Memory, sizeLimit: 65536}", bare)],
    ["a size limit that has yet to be filled in", pod('{medium: Memory, sizeLimit: "$' + '{SIZE}"}', bare)],
    ["one on disk", pod("{}", bare)],
    ["huge pages", pod("{medium: HugePages-2Mi}", bare)],
    ["one that is only read", pod("{medium: Memory}", writer("", ", readOnly: true"))],
    ["one that nobody mounts", pod("{medium: Memory}", bare.replace("name: cache", "name: other"))],
    ["a node of Windows", pod("{medium: Memory}", bare, "  os: {name: windows}\n")],
    ["a list instead of a source", pod("[Memory]", bare)],
    ["a text instead of a source", pod("Memory", bare)],
    ["containers that are none", pod("{medium: Memory}", "    - null\n    - 7\n")],
  ])("%s", (_, text) => {
    expect(said(RULE, text)).toEqual([]);
  });
});
