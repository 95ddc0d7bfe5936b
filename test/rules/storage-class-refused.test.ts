import { describe, expect, test } from "vitest";
import { foundBy, placeOf } from "./found.ts";
import { said } from "./said.ts";
import { storageClass } from "./storage-class.ts";

const RULE = "storage-class-refused";
const EBS = "ebs.csi.aws.com";
const only = (text: string) => {
  const [finding, ...others] = foundBy(RULE, text);
  expect(others).toEqual([]);
  return finding && { ...finding, place: placeOf(finding.location) };
};

describe("the provisioner", () => {
  test("must be there", () => {
    const words = "the API server refuses the StorageClass (provisioner: Required value)";
    for (const text of [storageClass('""'), storageClass("# later"), storageClass(EBS).replace(/provisioner.*\n/, "")])
      expect(only(text)).toMatchObject({ message: 'StorageClass "disks" names no provisioner', then: words });
    expect(only(storageClass('""'))?.place).toBe("4:14-4:16");
  });
  test.each([
    ["ebs csi", "name part must consist of alphanumeric characters, '-', '_' or '.', and must start and end with"],
    ["a/b/c", "a qualified name must consist of"],
    ["/ebs", "prefix part must be non-empty"],
    ["ebs/", "name part must be non-empty"],
    [
      "e_b/s",
      "prefix part a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character)",
    ],
    [`${"e".repeat(254)}/s`, "prefix part must be no more than 253 characters)"],
    [`d${"x".repeat(63)}`, "name part must be no more than 63 bytes"],
  ])("cannot be %j", (name, words) => {
    const finding = only(storageClass(`"${name}"`));
    expect(finding?.message).toBe(`StorageClass "disks" names provisioner "${name}", which no driver can be called`);
    expect(finding?.then).toContain(`(provisioner: Invalid value: "${name}": ${words}`);
  });
  test.each([EBS, "rancher.io/local-path", "Example.com/Disks", '"{{ .driver }}"', '"\x24{DRIVER}"'])(
    "may be %s",
    (name) => {
      expect(said(RULE, storageClass(name))).toEqual([]);
    },
  );
});

describe("the choices", () => {
  test("of reclaimPolicy are two, whatever a PersistentVolume may have", () => {
    const finding = only(storageClass(EBS, "reclaimPolicy: Recycle\n"));
    expect(finding).toMatchObject({
      place: "5:16-5:23",
      message: 'StorageClass "disks" has reclaimPolicy "Recycle", which is neither "Delete" nor "Retain"',
      then: 'the API server refuses the StorageClass (reclaimPolicy: Unsupported value: "Recycle": supported values: "Delete", "Retain")',
      help: "choose Delete or Retain",
    });
    expect(finding?.fix).toBeUndefined();
  });
  test("are offered where only the case of the letters differs", () => {
    const finding = only(storageClass(EBS, "reclaimPolicy: retain\n"));
    expect(finding?.help).toBe("write Retain");
    expect(finding?.fix).toMatchObject({ safe: false });
  });
  test("of volumeBindingMode do not include an empty text; those of reclaimPolicy do", () => {
    expect(only(storageClass(EBS, 'volumeBindingMode: ""\n'))?.then).toContain(
      '(volumeBindingMode: Unsupported value: "": supported values: "Immediate", "WaitForFirstConsumer")',
    );
    expect(said(RULE, storageClass(EBS, 'reclaimPolicy: ""\n'))).toEqual([]);
  });
  test("may be absent, null, or for a template to fill in", () => {
    const text = storageClass(EBS, 'reclaimPolicy:\nvolumeBindingMode: "{{ .mode }}"\n');
    expect(said(RULE, text)).toEqual([]);
    expect(said(RULE, storageClass(EBS))).toEqual([]);
  });
});

describe("collections", () => {
  test.each([
    [
      "mountOptions: ro",
      "mountOptions that are no list",
      "cannot unmarshal string into",
      "mountOptions of type []string",
    ],
    [
      "mountOptions: {ro: ''}",
      "mountOptions that are no list",
      "cannot unmarshal object into",
      "mountOptions of type []string",
    ],
    [
      "parameters: [a]",
      "parameters that are no mapping",
      "cannot unmarshal array into",
      "parameters of type map[string]string",
    ],
    [
      "parameters: true",
      "parameters that are no mapping",
      "cannot unmarshal bool into",
      "parameters of type map[string]string",
    ],
  ])("%s is refused", (rest, message, ...words) => {
    const finding = only(storageClass(EBS, `${rest}\n`));
    expect(finding?.message).toBe(`StorageClass "disks" has ${message}`);
    for (const word of words) expect(finding?.then).toContain(word);
  });
  test("of nothing are fine", () => {
    expect(said(RULE, storageClass(EBS, "mountOptions:\nparameters:\n"))).toEqual([]);
    expect(said(RULE, storageClass(EBS, "mountOptions: []\nparameters: {}\n"))).toEqual([]);
  });
  test("of parameters have limits", () => {
    const many = (count: number) => Array.from({ length: count }, (_, index) => `  p${index}: x\n`).join("");
    expect(said(RULE, storageClass(EBS, `parameters:\n${many(512)}`))).toEqual([]);
    expect(only(storageClass(EBS, `parameters:\n${many(513)}`))?.message).toContain("has 513 parameters");
    const long = (bytes: number) => storageClass(EBS, `parameters: {a: ${"x".repeat(bytes)}}\n`);
    expect(said(RULE, long(256 * 1024 - 1))).toEqual([]);
    expect(only(long(256 * 1024))?.message).toContain("more than 256 KiB");
  });
  test("of parameters have no empty key", () => {
    expect(only(storageClass(EBS, 'parameters: {"": x}\n'))?.then).toContain(
      '(parameters: Invalid value: "": field can not be empty.)',
    );
  });
});

test("values of another kind are left to the rule that knows them, and other kinds to themselves", () => {
  expect(said(RULE, storageClass("5"))).toEqual([]);
  expect(said(RULE, storageClass(EBS, "reclaimPolicy: [Delete]\nvolumeBindingMode: 5\n"))).toEqual([]);
  expect(said(RULE, storageClass('""').replace("storage.k8s.io/v1", "example.com/v1"))).toEqual([]);
});
