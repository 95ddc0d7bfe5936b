import type { Outline } from "../yaml/outline.ts";

/**
 * Who a CustomResourceDefinition is and what it defines. Its schemas make up nine tenths of many a chart's text, and no
 * rule asks for them; `version` is v1beta1's only one.
 */
export const CRD_OUTLINE: Outline = {
  field: "kind",
  value: "CustomResourceDefinition",
  fields: {
    apiVersion: true,
    kind: true,
    metadata: true,
    spec: { group: true, names: true, scope: true, version: true, versions: { name: true } },
  },
};
