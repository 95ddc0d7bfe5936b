/** The value of a YAML mapping: nothing but its own fields, no prototype that a key could reach or change. */
export class Mapping {
  [name: string]: unknown;
}
Object.setPrototypeOf(Mapping.prototype, null);
Reflect.deleteProperty(Mapping.prototype, "constructor");
Object.freeze(Mapping.prototype);
