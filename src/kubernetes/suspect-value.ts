import type { Json, Node } from "../yaml/node.ts";
import type { Step } from "../yaml/span.ts";
import { apiRefusal } from "./api-refusal.ts";
import { ENV_VALUE, type FieldType, type ScalarType, type StructType } from "./field-type.ts";
import { isBuiltInGroup } from "./kinds.ts";
import { hasPlaceholder } from "./placeholder.ts";
import type { Resource } from "./resource.ts";
import type { KubernetesVersion } from "./version.ts";

/** Characters of a text that a message quotes: none that is meant as a number or boolean is longer. */
const LONGEST_SHOWN = 40;

export type { SuspectValue };

export const suspectValue = (...given: ConstructorParameters<typeof SuspectValue>): SuspectValue =>
  new SuspectValue(...given);

/** A value in a field of a known type that the API server refuses, or that most likely reads otherwise than it was meant. */
class SuspectValue {
  readonly node: Node<unknown>;

  constructor(
    readonly resource: Resource,
    private readonly root: Node<unknown>,
    private readonly rootType: StructType,
    private readonly steps: readonly Step[],
    readonly type: ScalarType,
  ) {
    this.node = steps.reduce((node, step) => node.child(step), root);
  }

  /** value of env "DEBUG", annotation "team", spec.replicas */
  get label(): string {
    const { parent, step, fieldPath } = this.node;
    const holder = parent?.step;
    if (holder === "labels" || holder === "annotations") return `${holder.slice(0, -1)} "${step}"`;
    if (holder === "data" || holder === "stringData") return `"${step}" in ${holder}`;
    const variable = this.type === ENV_VALUE ? parent?.child("name").text : undefined;
    return variable === undefined ? fieldPath : `value of env "${variable}"`;
  }
  /** How the value stands in the text, where that is a scalar without quotes. */
  get written(): string | undefined {
    const { writtenText } = this.node;
    return writtenText === undefined || /^["'!|>]/.test(writtenText) ? undefined : writtenText;
  }
  /** the text "3", the boolean true, a mapping, 1.5 */
  get shown(): string {
    const { text, json = null } = this.node;
    if (text !== undefined)
      return `the text "${text.length > LONGEST_SHOWN ? `${text.slice(0, LONGEST_SHOWN)}...` : text}"`;
    if (typeof json === "boolean") return `the boolean ${json}`;
    if (typeof json === "object") return Array.isArray(json) ? "a list" : "a mapping";
    return this.written ?? String(json);
  }
  /** True where envsubst, Flux or another tool has yet to put the value there. */
  get isPlaceholder(): boolean {
    return hasPlaceholder(this.node.text ?? "");
  }
  /** What happens where the value does not fit the field's type. */
  get refusal(): string {
    const words = this.#goError();
    return `the API server refuses the ${this.resource.kind}${words === undefined ? "" : ` (${words})`}`;
  }
  /**
   * What happens where the value fits the type, and is then found to be out of place; `detail` is what the API server says.
   */
  rejection(detail: string, kubernetes: KubernetesVersion): string {
    const kind = this.root.child("kind").text ?? "";
    const words = `${this.node.path}: ${detail}`;
    const isInPod = this.steps[1] === "template";
    return kind === "StatefulSet" && !isInPod
      ? `the API server refuses the ${kind} (${words})`
      : apiRefusal(kind, words, kubernetes);
  }

  /**
   * Go's words (encoding/json, UnmarshalTypeError), in whose path indexes and the keys of maps are left out. undefined
   * where they differ between versions, and for custom resources.
   */
  #goError(): string | undefined {
    if (!isBuiltInGroup(this.resource.group)) return undefined;
    let type: FieldType = this.rootType;
    let owner = "";
    const names: Step[] = [];
    for (const step of this.steps) {
      if (type.kind === "struct") {
        if (type.embedded.has(String(step))) return undefined;
        owner = type.go;
        names.push(step);
      }
      type = typeUnder(type, step) ?? type;
    }
    const found = goKind(this.node.json, this.type);
    return `json: cannot unmarshal ${found} into Go struct field ${owner}.${names.join(".")} of type ${this.type.go}`;
  }
}

function typeUnder(type: FieldType, step: Step): FieldType | undefined {
  if (type.kind === "list") return type.items;
  if (type.kind === "map") return type.values;
  return type.kind === "struct" ? type.fields.get(String(step)) : undefined;
}

/** Where a number is wanted, Go names the one that does not fit. */
function goKind(value: Json | undefined, { go }: ScalarType): string {
  if (typeof value === "boolean") return "bool";
  if (typeof value === "number") return go === "int32" || go === "int64" ? `number ${value}` : "number";
  if (typeof value === "object") return Array.isArray(value) ? "array" : "object";
  return "string";
}
