import { describe, expect, test } from "vitest";
import { foundBy } from "./found.ts";
import { said } from "./said.ts";
import { withVolumes } from "./volumes.ts";

const RULE = "volume-name-malformed";
const named = (name: string) => withVolumes([`name: ${name}, emptyDir: {}`]);
const LONG = "a".repeat(64);

describe("a name", () => {
  test.each([
    ["My_Vol", "my-vol"],
    ["app.conf", "app-conf"],
    ["-data", "data"],
    ["data-", "data"],
    ['"a b"', "a-b"],
  ])("%s is no DNS label, and %s is", (name, label) => {
    const [finding] = foundBy(RULE, named(name));
    expect(said(RULE, named(name))).toEqual([
      `error 15:18-${18 + name.length} name "${name.replaceAll('"', "")}" of a volume is no DNS label: lower-case letters, digits and hyphens`,
    ]);
    expect(finding?.help).toBe(`write "${label}"`);
    expect(finding?.then).toBe(
      `the API server refuses the Deployment (spec.template.spec.volumes[0].name: Invalid value: "${name.replaceAll('"', "")}": a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character)`,
    );
  });

  test("is followed by its mounts", () => {
    const text = named("Data").replace("{name: data,", "{name: Data,");
    expect(foundBy(RULE, text)[0]?.help).toBe('write "data", here and where it is mounted');
    expect(foundBy(RULE, text)[0]?.then).toContain(
      "until that is mended, its mounts are reported as Not found, too (spec.template.spec.containers[0].volumeMounts[0].name)",
    );
  });

  test("has at most 63 characters", () => {
    expect(said(RULE, named(LONG))).toEqual([
      `error 15:18-82 name "${LONG}" of a volume has 64 characters, but 63 is the most`,
    ]);
    expect(foundBy(RULE, named(LONG))[0]?.help).toBe("shorten it");
    expect(foundBy(RULE, named(LONG))[0]?.then).toContain("must be no more than 63 characters");
    expect(said(RULE, named("a".repeat(63)))).toEqual([]);
  });

  test.each([
    ["name: , emptyDir: {}", "12-16"],
    ['name: "", emptyDir: {}', "18-20"],
    ["emptyDir: {}", "11-25"],
    ["", "11-13"],
  ])("is missing in {%s}", (volume, columns) => {
    const text = withVolumes([volume]);
    expect(said(RULE, text)).toEqual([`error 15:${columns} spec.template.spec.volumes[0] has no name`]);
    expect(foundBy(RULE, text)[0]?.then).toContain("spec.template.spec.volumes[0].name: Required value");
  });

  test.each(["data", "0", "a-1", `"\${VOLUME}_x"`, '"{{ .Values.name }}"', "8080", "[a]"])(
    "%s is fine, or not ours",
    (name) => {
      expect(said(RULE, named(name === "0" ? '"0"' : name))).toEqual([]);
    },
  );
});

test("an item of the list that is null is a volume without a name", () => {
  const pod = "apiVersion: v1\nkind: Pod\nmetadata: {name: web}\nspec: {containers: [], volumes: [null, text]}\n";
  expect(said(RULE, pod)).toEqual(["error 4:34-38 spec.volumes[0] has no name"]);
});
