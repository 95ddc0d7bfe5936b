import type { Json } from "../yaml/node.ts";
import { BASELINE_SHAPE } from "./baseline-shape.ts";
import { type ConfigurableRule, configShape } from "./config-shape.ts";
import type { Field, MappingShape, Shape } from "./shape.ts";

type Schema = { readonly [keyword: string]: Json };

/** JSON Schema 2020-12 of plimsoll.yaml, for editors; it accepts what readConfig accepts, and days and kinds that only look right. */
export function configSchema(rules: readonly ConfigurableRule[]): Json {
  return documentOf(configShape(rules), {
    title: "plimsoll.yaml",
    description: "What Plimsoll is to check, and what it is to leave alone.",
  });
}

/** JSON Schema 2020-12 of the baseline. */
export const baselineSchema = (): Json =>
  documentOf(BASELINE_SHAPE, {
    title: "plimsoll-baseline.json",
    description: "Findings that may stay for now, as `plimsoll baseline write` writes them.",
  });

function documentOf(shape: Shape, prose: { readonly title: string; readonly description: string }): Json {
  const definitions: Record<string, Json> = {};
  const schema = schemaOf(shape, definitions);
  return {
    $schema: "https://json-schema.org/draft/2020-12/schema",
    ...prose,
    ...schema,
    ...(Object.keys(definitions).length > 0 && { $defs: definitions }),
  };
}

function schemaOf(shape: Shape, definitions: Record<string, Json>): Schema {
  switch (shape.is) {
    case "text":
      return shape.format?.schema ?? { type: "string", pattern: "\\S" };
    case "word":
      return { enum: shape.words };
    case "boolean":
      return { type: "boolean" };
    case "number": {
      const { integer, minimum, maximum } = shape;
      return {
        type: integer ? "integer" : "number",
        ...(minimum !== undefined && { minimum }),
        ...(maximum !== undefined && { maximum }),
      };
    }
    case "list": {
      const items = schemaOf(shape.of, definitions);
      return shape.mayBeEmpty ? { type: ["array", "null"], items } : { type: "array", items, minItems: 1 };
    }
    case "mapping": {
      if (shape.definition === undefined) return objectOf(shape, definitions);
      definitions[shape.definition] ??= objectOf(shape, definitions);
      return { $ref: `#/$defs/${shape.definition}` };
    }
    case "either":
      return { anyOf: shape.of.map((alternative) => schemaOf(alternative, definitions)) };
  }
}

function objectOf({ fields, mayBeEmpty, when }: MappingShape, definitions: Record<string, Json>): Schema {
  const named = Object.entries(fields);
  const required = named.filter(([, field]) => field.required).map(([name]) => name);
  return {
    type: mayBeEmpty ? ["object", "null"] : "object",
    properties: Object.fromEntries(named.map(([name, field]) => [name, propertyOf(field, definitions)])),
    additionalProperties: false,
    ...(required.length > 0 ? { required } : !mayBeEmpty && { minProperties: 1 }),
    ...(when && {
      if: { properties: { [when.field]: { const: when.is } }, required: [when.field] },
      // Strict validators want to see what they require.
      then: { properties: { [when.needs]: {} }, required: [when.needs] },
    }),
  };
}

const propertyOf = ({ shape, summary, byDefault }: Field, definitions: Record<string, Json>): Schema => ({
  ...(summary !== "" && { description: summary }),
  ...schemaOf(shape, definitions),
  ...(byDefault !== undefined && { default: byDefault }),
});
