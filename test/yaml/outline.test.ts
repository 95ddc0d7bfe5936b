import { describe, expect, test } from "vitest";
import { CRD_OUTLINE } from "../../src/kubernetes/custom-resource-definition.ts";
import type { Document } from "../../src/yaml/document.ts";
import { readSource } from "../../src/yaml/source.ts";

const documentsOf = (text: string): readonly Document[] =>
  readSource("crds.yaml", Buffer.from(text), { outline: CRD_OUTLINE }).documents;

const header = { apiVersion: "apiextensions.k8s.io/v1", kind: "CustomResourceDefinition" };
const crd = `---
# Source: shop/crds/shops.yaml
apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata:
  annotations:
    note: |
      two

      lines
  name: shops.example.com
spec:
  group: example.com
  names: {kind: Shop, plural: shops}
  scope: Namespaced
  versions:
  - additionalPrinterColumns:
    - jsonPath: .spec.name
      name: Name
    name: v1
    schema:
      openAPIV3Schema:
        description: 'one
          two'
# a comment in the first column

        properties:
          name: {type: string}
  - name: v2
    schema: {}
status:
  acceptedNames: {kind: "", plural: ""}
`;
const read = {
  ...header,
  metadata: { annotations: { note: "two\n\nlines\n" }, name: "shops.example.com" },
  spec: {
    group: "example.com",
    names: { kind: "Shop", plural: "shops" },
    scope: "Namespaced",
    versions: [{ name: "v1" }, { name: "v2" }],
  },
};
const plain = (document: Document | undefined): unknown => JSON.parse(JSON.stringify(document?.value ?? null));

describe("the outline of a CustomResourceDefinition", () => {
  test("is all that is read of it", () => {
    const [document] = documentsOf(crd);
    expect(document?.isOutlined).toBe(true);
    expect(plain(document)).toEqual(read);
  });
  test("is read with CR LF, behind other documents, and at the end of a stream that ends in the middle of a line", () => {
    const stream = `a: 1\n${crd}${crd}`.replaceAll("\n", "\r\n").trimEnd();
    const documents = documentsOf(stream);
    expect(documents.map(({ isOutlined }) => isOutlined)).toEqual([false, true, true]);
    expect(plain(documents[1])).toEqual(read);
    expect(plain(documents[2])).toEqual(read);
  });
  test("has lists in the column of their key as well as right of it", () => {
    const [document] = documentsOf(
      crd.replace(
        / {2}versions:[\s\S]*status/,
        "  versions:\n    - name: v1\n      served: true\n    - name: v3\nstatus",
      ),
    );
    expect(document?.isOutlined).toBe(true);
    expect(plain(document)).toMatchObject({ spec: { versions: [{ name: "v1" }, { name: "v3" }] } });
  });
  test("leads to places in the whole text", () => {
    const [document] = documentsOf(crd);
    const { key, value } = document!.trace(["spec", "versions", 1, "name"]);
    expect(document!.locate(key).start).toEqual({ line: 29, column: 5 });
    expect(document!.locate(value!).start).toEqual({ line: 29, column: 11 });
  });

  test.each([
    ["a flow mapping", `{apiVersion: apiextensions.k8s.io/v1,\nkind: CustomResourceDefinition\n, spec: {group: a}}\n`],
    [
      "a field in brackets that the outline looks into",
      `${"apiVersion: apiextensions.k8s.io/v1\nkind: CustomResourceDefinition\n"}spec: {group: a}\n`,
    ],
    ["a key in quotes", `"apiVersion": apiextensions.k8s.io/v1\nkind: CustomResourceDefinition\n`],
    [
      "a duplicate key",
      `apiVersion: apiextensions.k8s.io/v1\nkind: CustomResourceDefinition\nkind: CustomResourceDefinition\n`,
    ],
    [
      "an anchor that was left out",
      `apiVersion: apiextensions.k8s.io/v1\nkind: CustomResourceDefinition\nx: &a b\nmetadata: {name: *a}\n`,
    ],
    ["a kind that only begins so", "apiVersion: v1\nkind: CustomResourceDefinition or so\nspec: {a: b}\n"],
    ["a kind that goes on below", "apiVersion: v1\nkind: CustomResourceDefinition\n  and so on\nspec: {a: b}\n"],
    ["a merge", `apiVersion: apiextensions.k8s.io/v1\nkind: CustomResourceDefinition\n<<: {metadata: {name: a}}\n`],
    ["text behind its end", `apiVersion: apiextensions.k8s.io/v1\nkind: CustomResourceDefinition\n...\nmore: 1\n`],
    [
      "another indentation inside a mapping",
      `apiVersion: apiextensions.k8s.io/v1\nkind: CustomResourceDefinition\nspec:\n  group: a\n   scope: b\n`,
    ],
    ["a directive", `%YAML 1.1\n---\napiVersion: apiextensions.k8s.io/v1\nkind: CustomResourceDefinition\n`],
  ])("is not used for %s: the document is read whole", (_, text) => {
    const whole = readSource("crds.yaml", Buffer.from(text)).documents;
    const documents = documentsOf(text);
    expect(documents.map(({ isOutlined }) => isOutlined)).toEqual(whole.map(() => false));
    expect(documents.map(plain)).toEqual(whole.map(plain));
    expect(documents.map(({ refusal }) => refusal)).toEqual(whole.map(({ refusal }) => refusal));
  });
  test.each([
    "kind: CustomResourceDefinitionList\nitems: []\n",
    "data:\n  a: |\n    kind: CustomResourceDefinition\nkind: ConfigMap\n",
    "x: kind: CustomResourceDefinition\n",
  ])("is not looked for in %j", (text) => {
    expect(documentsOf(text).map(({ isOutlined }) => isOutlined)).toEqual([false]);
  });
});
