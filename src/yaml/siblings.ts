import { rememberedByPlace } from "./remembered-by-place.ts";
import type { Step } from "./span.ts";
import type { WrittenNode } from "./written.ts";
import { childrenOf, startOf } from "./written-text.ts";

type Siblings = readonly [before: WrittenNode | undefined, after: WrittenNode | undefined];

/** What stands beside a node of a mapping or list, in the order of the text. */
export function siblingsOf({ step }: WrittenNode, parent: WrittenNode): Siblings {
  if (typeof step === "string") return siblingsByField(parent).get(step) ?? [undefined, undefined];
  const item = (index: number): WrittenNode | undefined => {
    const beside = index < 0 ? undefined : parent.child(index);
    return beside?.state === "absent" ? undefined : beside;
  };
  return [item(step - 1), item(step + 1)];
}

/** Once for all that are edited in a mapping: there may be thousands. */
const siblingsByField = rememberedByPlace((mapping): ReadonlyMap<Step, Siblings> => {
  const fields = childrenOf(mapping)
    .map((field) => ({ field, start: startOf(field) }))
    .sort((a, b) => a.start - b.start);
  return new Map(fields.map(({ field }, at) => [field.step, [fields[at - 1]?.field, fields[at + 1]?.field]]));
});
