import { isMapping, member, type Node } from "../yaml/node.ts";
import type { Step } from "../yaml/span.ts";
import type { CollectionType, FieldType, ScalarType, StructType } from "./field-type.ts";
import { isUsualMode } from "./file-mode.ts";
import { typeOf } from "./kind-types.ts";
import type { Resource } from "./resource.ts";
import { endsInScientific } from "./scientific.ts";
import { type SuspectValue, suspectValue } from "./suspect-value.ts";

const NONE: readonly SuspectValue[] = [];

/** In one object, whose plain value is at hand. */
export function suspectsIn(resource: Resource, root: Node<unknown>, value: unknown): readonly SuspectValue[] {
  const type = typeOf(text(member(value, "apiVersion")), text(member(value, "kind")));
  const { found } = new Search(value, type);
  if (!found) return NONE;
  return found.map(({ steps, type: scalar }) => suspectValue(resource, root, type, steps, scalar));
}

const text = (value: unknown): string => (typeof value === "string" ? value : "");

/** Follows a value and its type at once. The reader bounds what aliases make of a value; what they share is found once. */
class Search {
  /** undefined until there is one: most objects have none. */
  found: { readonly steps: readonly Step[]; readonly type: ScalarType }[] | undefined;
  #known: Map<object, Set<Step>> | undefined;
  readonly #steps: Step[] = [];

  constructor(value: unknown, type: StructType) {
    this.#collection(value, type, 0);
  }

  #collection(value: unknown, type: CollectionType, depth: number): void {
    if (type.kind === "list") {
      if (Array.isArray(value))
        for (let index = 0; index < value.length; index++) this.#member(value, index, value[index], type.items, depth);
    } else if (isMapping(value)) {
      for (const name in value) {
        const under = type.kind === "map" ? type.values : type.fields.get(name);
        if (under) this.#member(value, name, value[name], under, depth);
      }
    }
  }
  #member(holder: object, step: Step, value: unknown, type: FieldType, depth: number): void {
    if (type.kind !== "scalar") {
      this.#steps[depth] = step;
      this.#collection(value, type, depth + 1);
    } else if (isSuspect(value, type) && this.#isNew(holder, step)) {
      this.found ??= [];
      this.found.push({ steps: [...this.#steps.slice(0, depth), step], type });
    }
  }
  #isNew(holder: object, step: Step): boolean {
    this.#known ??= new Map();
    const steps = this.#known.get(holder) ?? new Set();
    this.#known.set(holder, steps);
    return steps.size < steps.add(step).size;
  }
}

function isSuspect(value: unknown, type: ScalarType): boolean {
  const { reads } = type;
  if (typeof value === "string" && reads === "text") return endsInScientific(value);
  const { go, whenNull } = type;
  if (value === null) return whenNull !== undefined;
  if (reads === "text") return !isByteList(value, go);
  if (reads === "boolean") return typeof value !== "boolean";
  if (typeof value === "string") return (reads !== "port" && reads !== "share") || /^\d+$/.test(value);
  if (!isInteger(value, go)) return true;
  return reads === "mode" && !isUsualMode(Number(value));
}

/** Go takes a list of numbers for bytes too. */
const isByteList = (value: unknown, go: ScalarType["go"]): boolean => go === "[]uint8" && Array.isArray(value);

/** A fraction of zero, and 1e+06, come to the API server as integers. */
function isInteger(value: unknown, go: ScalarType["go"]): boolean {
  const limit = go === "int32" ? 2 ** 31 : 2 ** 63;
  if (typeof value === "bigint") return value >= -limit && value < limit;
  return Number.isInteger(value) && Number(value) >= -limit && Number(value) < limit;
}
