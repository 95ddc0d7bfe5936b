import { describe, expect, test } from "vitest";
import { applied } from "../applied.ts";
import { foundBy } from "./found.ts";
import { said } from "./said.ts";

const RULE = "file-mode-misread";
const volume = (source: string) => `apiVersion: v1
kind: Pod
metadata: {name: web}
spec:
  containers: [{name: web, image: "example/web:1"}]
  volumes:
    - {name: v, ${source}}
`;
const mode = (written: string) => volume(`secret: {secretName: s, defaultMode: ${written}}`);
const FIELD = "spec.volumes[0].secret.defaultMode";

describe("a mode whose octal is lost", () => {
  test.each([
    ["400", "0620", "0400"],
    ["440", "0670", "0440"],
    ["444", "0674", "0444"],
    ["500", "0764", "0500"],
  ])("%s is %s, and most likely %s is meant", (written, read, meant) => {
    expect(said(RULE, mode(written))).toEqual([
      `warning 7:54-57 ${FIELD} is ${written}, which is ${read} in octal; ${meant} is meant, most likely`,
    ]);
    expect(foundBy(RULE, mode(written))[0]?.confidence).toBe("likely");
  });

  test("is mended by the number, which every reader takes alike", () => {
    const [finding] = foundBy(RULE, mode("400"));
    expect(finding?.help).toBe("write 0400 without quotes, or 256, which is the same and the only way in JSON");
    expect(finding?.fix).toMatchObject({ title: "write 256, which is 0400", safe: false });
    expect(applied(mode("400"), finding?.fix?.edits ?? [])).toBe(mode("256"));
  });

  test.each([
    "0400",
    "0o400",
    "0x100",
    "0440",
    "0620",
    "256",
    "288",
    "292",
    "365",
    "384",
    "416",
    "420",
    "436",
    "493",
    "511",
    "0",
    "0777",
  ])("%s is what it says", (written) => {
    expect(said(RULE, mode(written))).toEqual([]);
  });
});

describe("a mode that the API server refuses", () => {
  test.each(["644", "755", "600", "777", "512", "01000", "-1"])("%s is out of range", (written) => {
    expect(said(RULE, mode(written))).toEqual([
      `error 7:54-${54 + written.length} ${FIELD} is ${written}, but a mode is a number from 0 to 511 (0777)`,
    ]);
    expect(foundBy(RULE, mode(written))[0]?.then).toBe(
      `the API server refuses the Pod (${FIELD}: must be a number between 0 and 0777 (octal), both inclusive)`,
    );
  });

  test("755 is meant as 0755; 512 may be meant as anything", () => {
    expect(foundBy(RULE, mode("755"))[0]?.fix?.edits[0]?.text).toBe("493");
    expect(foundBy(RULE, mode("512"))[0]?.fix).toBeUndefined();
    expect(foundBy(RULE, mode("512"))[0]?.help).toBe("write an octal number with a zero in front, such as 0644");
  });

  test.each([
    ['"0644"', 'the text "0644"', "420"],
    ["'0400'", 'the text "0400"', "256"],
    ['"0o755"', 'the text "0o755"', "493"],
    ['"rw"', 'the text "rw"', undefined],
    ["420.5", "420.5", undefined],
    ["yes", "the boolean true", undefined],
    ["{a: b}", "a mapping", undefined],
  ])("%s is no integer", (written, shown, mended) => {
    const [finding] = foundBy(RULE, mode(written));
    expect(finding?.severity).toBe("error");
    expect(finding?.message).toBe(`${FIELD} is ${shown}, but Kubernetes takes only an integer there`);
    expect(finding?.fix?.edits[0]?.text).toBe(mended);
  });
});

describe("every volume of files", () => {
  test.each([
    ["configMap: {name: c, defaultMode: 400}", "configMap.defaultMode"],
    ["configMap: {name: c, items: [{key: a, path: a, mode: 400}]}", "configMap.items[0].mode"],
    ["secret: {secretName: s, items: [{key: a, path: a, mode: 400}]}", "secret.items[0].mode"],
    ["downwardAPI: {defaultMode: 400}", "downwardAPI.defaultMode"],
    ["downwardAPI: {items: [{path: a, mode: 400}]}", "downwardAPI.items[0].mode"],
    ["projected: {defaultMode: 400}", "projected.defaultMode"],
    ["projected: {sources: [{secret: {items: [{mode: 400}]}}]}", "projected.sources[0].secret.items[0].mode"],
    ["projected: {sources: [{downwardAPI: {items: [{mode: 400}]}}]}", "projected.sources[0].downwardAPI.items[0].mode"],
  ])("%s", (source, field) => {
    const [finding] = foundBy(RULE, volume(source));
    expect(finding?.path).toContain(field.slice(0, field.indexOf(".")));
    expect(finding?.message).toMatch(`spec.volumes[0].${field} is 400`);
  });

  test("in the pods of a StatefulSet, whose template is validated from 1.34 on", () => {
    const text =
      "apiVersion: apps/v1\nkind: StatefulSet\nmetadata: {name: db}\nspec: {template: {spec: {volumes: [{name: v, configMap: {name: c, defaultMode: 755}}]}}}\n";
    expect(foundBy(RULE, text, 33)[0]?.then).toBe(
      "Kubernetes 1.33 accepts the StatefulSet and creates no pod (FailedCreate: spec.volumes[0].configMap.defaultMode: must be a number between 0 and 0777 (octal), both inclusive)",
    );
    expect(foundBy(RULE, text, 36)[0]?.then).toMatch(/^Kubernetes 1\.34 and newer refuse the StatefulSet/);
  });

  test("and in those that an operator makes", () => {
    const text = `apiVersion: monitoring.coreos.com/v1
kind: Prometheus
metadata: {name: main}
spec:
  volumes:
    - {name: v, secret: {secretName: s, defaultMode: 400}}
`;
    expect(said(RULE, text)).toEqual([
      "warning 6:54-57 spec.volumes[0].secret.defaultMode is 400, which is 0620 in octal; 0400 is meant, most likely",
    ]);
  });
});
