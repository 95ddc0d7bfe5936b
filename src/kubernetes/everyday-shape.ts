import { isMapping } from "../yaml/node.ts";

export type Test = (value: unknown) => boolean;

/** A mapping with all of the fields that must be there, and of others only those that may; each passes its test. */
export function mapping(must: Readonly<Record<string, Test>>, may: Readonly<Record<string, Test>> = {}): Test {
  const needed = new Map(Object.entries(must));
  const others = new Map(Object.entries(may));
  return (value) => {
    if (!isMapping(value)) return false;
    let found = 0;
    for (const name in value) {
      const test = needed.get(name);
      if (test) found++;
      if ((test ?? others.get(name))?.(value[name]) !== true) return false;
    }
    return found === needed.size;
  };
}

export const listOf =
  (test: Test): Test =>
  (value) =>
    Array.isArray(value) && value.every(test);

export const oneOf = (...words: readonly (string | undefined)[]): Test => {
  const known = new Set<unknown>(words);
  return (value) => known.has(value);
};

export const isBoolean: Test = (value) => value === true || value === false;

/** Without what envsubst, Flux or a template may have yet to fill in. */
export const isText: Test = (value) => typeof value === "string" && value !== "" && !/[${]/.test(value);

/** Of a volume or container: RFC 1123. */
export const isLabel: Test = (value) =>
  typeof value === "string" && value.length <= 63 && /^[a-z0-9](?:[-a-z0-9]*[a-z0-9])?$/.test(value);

/** Of an object, by far most of them. */
export const isObjectName: Test = (value) =>
  typeof value === "string" && value.length <= 253 && /^[a-z0-9]+(?:[-.][a-z0-9]+)*$/.test(value);

/** From the root, and written in the shortest way. */
export const isCleanPath: Test = (value) =>
  typeof value === "string" && /^(?:\/(?!\.\.|\.(?:\/|$))[^/:\\${]+)+$/.test(value);

/** Below a directory that it cannot leave. */
export const isInnerPath: Test = (value) =>
  typeof value === "string" && /^(?!\/)(?:(?:^|\/)(?!\.\.|\.(?:\/|$))[^/\\${]+)+$/.test(value);
