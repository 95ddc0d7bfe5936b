import type { Scalar } from "../resolve/plain.ts";

export type Value = Scalar | Mapping | readonly Value[];

/** The value of a YAML mapping: nothing but its own fields, no prototype that a key could reach or change. */
export class Mapping {
  [name: string]: Value;
}
Object.setPrototypeOf(Mapping.prototype, null);
Reflect.deleteProperty(Mapping.prototype, "constructor");
Object.freeze(Mapping.prototype);
