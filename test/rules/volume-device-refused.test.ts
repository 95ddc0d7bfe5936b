import { describe, expect, test } from "vitest";
import { foundBy, placeOf, relatedOf } from "./found.ts";
import { claimTemplate, podOf, statefulSetOf } from "./mounted.ts";
import { said } from "./said.ts";

const RULE = "volume-device-refused";
const VOLUMES = `- {name: disk, persistentVolumeClaim: {claimName: disk}}
- {name: spare, ephemeral: {volumeClaimTemplate: {spec: {volumeMode: Block}}}}
- {name: files, emptyDir: {}}
`;
const pod = (...devices: readonly string[]) =>
  podOf(`volumeDevices:\n${devices.map((device) => `  - ${device}\n`).join("")}`, VOLUMES);
/** where; the API server's words */
const words = (text: string) =>
  foundBy(RULE, text).map(
    ({ location, then }) => `${placeOf(location)} ${/^the API server refuses the Pod \((.*)\)$/.exec(then ?? "")?.[1]}`,
  );
const D = "spec.containers[0].volumeDevices";

describe("a device", () => {
  test("is a claim", () => {
    const text = pod("{name: files, devicePath: /dev/x}");
    expect(said(RULE, text)).toEqual([
      'error 8:18-23 container "web" attaches volume "files" as a device, but that is no claim (emptyDir)',
    ]);
    expect(words(text)).toEqual([
      `8:18-8:23 ${D}[0].name: Invalid value: "files": can only use volume source type of PersistentVolumeClaim or Ephemeral for block mode`,
    ]);
    expect(relatedOf(foundBy(RULE, text)[0]!)).toEqual(['12:14-12:19 volume "files" is declared here']);
  });

  test("has a name and a path", () => {
    expect(words(pod("{devicePath: /dev/x}"))).toEqual([`8:11-8:31 ${D}[0].name: Required value`]);
    expect(words(pod("{name: disk}"))).toEqual([`8:11-8:23 ${D}[0].devicePath: Required value`]);
    expect(words(pod("{}", "null"))).toEqual([
      `8:11-8:13 ${D}[0].name: Required value, ${D}[0].devicePath: Required value`,
      `9:11-9:15 ${D}[1].name: Required value, ${D}[1].devicePath: Required value`,
    ]);
    expect(foundBy(RULE, pod("{devicePath: /dev/x}"))[0]?.help).toBe(
      'name one of the pod\'s claims, or remove the device; the pod has "disk" and "spare"',
    );
  });

  test("is attached once, at a path of its own", () => {
    const twice = pod("{name: disk, devicePath: /dev/x}", "{name: disk, devicePath: /dev/y}");
    expect(words(twice)).toEqual([`9:18-9:22 ${D}[1].name: Invalid value: "disk": must be unique`]);
    expect(relatedOf(foundBy(RULE, twice)[0]!)).toEqual(['8:18-8:22 "disk" is attached here']);
    expect(words(pod("{name: disk, devicePath: /dev/x}", "{name: spare, devicePath: /dev/x}"))).toEqual([
      `9:37-9:43 ${D}[1].devicePath: Invalid value: "/dev/x": must be unique`,
    ]);
  });

  test("has a path without a step back", () => {
    expect(words(pod("{name: disk, devicePath: /dev/../x}"))).toEqual([
      `8:36-8:45 ${D}[0].devicePath: Invalid value: "/dev/../x": can not contain backsteps ('..')`,
    ]);
  });

  test("has an absolute path, which only kubelet asks for", () => {
    const text = pod("{name: disk, devicePath: dev/x}");
    expect(said(RULE, text)).toEqual([
      'error 8:36-41 container "web" attaches volume "disk" at "dev/x", which is not absolute',
    ]);
    expect(foundBy(RULE, text)[0]?.then).toBe(
      "the API server accepts it; kubelet does not create the container (CreateContainerConfigError: error DevicePath `dev/x` must be an absolute path)",
    );
  });

  test("may be of a claim template", () => {
    const set = (name: string) =>
      statefulSetOf(`volumeDevices: [{name: ${name}, devicePath: /dev/x}]\n`, claimTemplate("disk"), VOLUMES);
    expect(said(RULE, set("disk"))).toEqual([]);
    expect(foundBy(RULE, set("files"), 33)[0]?.then).toContain(
      'creates no pod (FailedCreate: spec.containers[0].volumeDevices[0].name: Invalid value: "files"',
    );
  });
});

describe("nothing is said of", () => {
  test.each([
    ["a claim and an ephemeral volume", pod("{name: disk, devicePath: /dev/x}", "{name: spare, devicePath: /dev/y}")],
    ["a volume that is not there, which another rule reports", pod("{name: dist, devicePath: /dev/x}")],
    ["a path that a tool has yet to fill in", pod(`{name: disk, devicePath: '\${DEVICE}'}`)],
    ["what cannot be read", pod("disk", "5", "[a]", "[]", "[[]]", "{name: 5, devicePath: 6}")],
    ["devices that are no list", podOf("volumeDevices: {name: files}\n", VOLUMES)],
  ])("%s", (_, text) => {
    expect(said(RULE, text)).toEqual([]);
  });
});
