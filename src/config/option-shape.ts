import { isMapping, type Json } from "../yaml/node.ts";
import { boolean, type Field, list, number, optional, type Shape, text, word } from "./shape.ts";

/** Keywords that only describe. */
const SILENT = ["description", "default", "title", "examples"];

/** A rule's options: the JSON Schema of each, and what holds where none is written. */
export interface Options {
  readonly properties: { readonly [name: string]: Json };
  readonly defaults: { readonly [name: string]: Json };
}

/** Throws for a schema with a keyword that is not known here, so that no option passes unchecked. */
export function optionFields({ properties, defaults }: Options): Readonly<Record<string, Field<Json, false>>> {
  return Object.fromEntries(
    Object.entries(properties).map(([name, schema]) => [name, fieldOf(schema, defaults[name])] as const),
  );
}

function fieldOf(schema: Json, byDefault: Json | undefined): Field<Json, false> {
  const { description = "" } = isMapping(schema) ? schema : {};
  const example = JSON.stringify(byDefault ?? null);
  return {
    ...optional(shapeOf(schema), String(description), example),
    ...(byDefault !== undefined && { byDefault }),
  };
}

function shapeOf(schema: unknown): Shape<Json> {
  if (!isMapping(schema)) throw new Error("the schema of a rule's option must be a mapping");
  const { type } = schema;
  switch (type) {
    case "boolean":
      only(schema, "type");
      return boolean;
    case "integer":
    case "number": {
      only(schema, "type", "minimum", "maximum");
      const { minimum, maximum } = schema;
      return number({
        integer: type === "integer",
        ...(typeof minimum === "number" && { minimum }),
        ...(typeof maximum === "number" && { maximum }),
      });
    }
    case "string":
      only(schema, "type", "enum");
      return Array.isArray(schema["enum"]) ? word("value", schema["enum"].map(String)) : text();
    case "array":
      only(schema, "type", "items");
      return list(shapeOf(schema["items"]), { mayBeEmpty: true });
    default:
      throw new Error(`the schema of a rule's option has the type ${JSON.stringify(type)}`);
  }
}

function only(schema: Readonly<Record<string, unknown>>, ...known: readonly string[]): void {
  for (const keyword of Object.keys(schema))
    if (!known.includes(keyword) && !SILENT.includes(keyword))
      throw new Error(`the schema of a rule's option has the keyword "${keyword}", which the config cannot check`);
}
