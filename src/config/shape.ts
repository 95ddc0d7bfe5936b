import type { Json } from "../yaml/node.ts";

/** What a scalar's text must be beyond text. */
export interface TextFormat {
  /** Completes `"x" must be ...`. */
  readonly noun: string;
  /** True where a number is text too, as it is written: 1.30 is not 1.3. */
  readonly numbersToo?: boolean;
  accepts(text: string): boolean;
  /** What was probably meant by a text that it does not accept. */
  meant?(text: string): string | undefined;
  /** JSON Schema that accepts the same, or more where a schema cannot tell. */
  readonly schema: { readonly [keyword: string]: Json };
}

export interface TextShape {
  readonly is: "text";
  readonly format?: TextFormat;
}
interface WordShape {
  readonly is: "word";
  /** What one of the words is: a severity, a rule. */
  readonly noun: string;
  readonly words: readonly string[];
  /** What to say instead of all words, where they are too many for a message. */
  readonly more?: string;
}
interface BooleanShape {
  readonly is: "boolean";
}
interface NumberShape {
  readonly is: "number";
  readonly integer: boolean;
  readonly minimum?: number;
  readonly maximum?: number;
}
export interface ListShape {
  readonly is: "list";
  readonly of: Shape;
  readonly mayBeEmpty: boolean;
}
export interface MappingShape {
  readonly is: "mapping";
  readonly fields: Fields;
  /** What a key is: a key, a rule. */
  readonly noun: string;
  readonly more?: string;
  readonly mayBeEmpty: boolean;
  /** Where one field holds that word, another is required too. */
  readonly when?: { readonly field: string; readonly is: string; readonly needs: string };
  /** Under this name the JSON Schema defines it once, for all who use it. */
  readonly definition?: string;
}
/** Alternatives of different YAML kinds: the value's kind chooses. */
interface EitherShape {
  readonly is: "either";
  readonly of: readonly Shape[];
}

/** What a value of the config must look like. `T` is what the walker reads from it. */
export type Shape<T = unknown> = (
  | TextShape
  | WordShape
  | BooleanShape
  | NumberShape
  | ListShape
  | MappingShape
  | EitherShape
) & {
  /** Never set: it carries the type. */
  readonly reads?: T;
};

/** A key of a mapping. */
export interface Field<T = unknown, Required extends boolean = boolean> {
  readonly shape: Shape<T>;
  readonly required: Required;
  /** One sentence, final period. */
  readonly summary: string;
  /** The value as one would write it: on the key's line or, if it begins with a line break, below it. */
  readonly example: string;
  readonly byDefault?: Json;
}
type Fields = Readonly<Record<string, Field>>;

/** The object that a mapping of these fields is read as. */
export type Reading<F extends Fields> = {
  readonly [K in keyof F as F[K]["required"] extends true ? K : never]: Read<F[K]>;
} & {
  readonly [K in keyof F as F[K]["required"] extends true ? never : K]?: Read<F[K]>;
};
type Read<F extends Field> = NonNullable<F["shape"]["reads"]>;

/** Text with at least one character that is no space. */
export const text = (format?: TextFormat): Shape<string> => ({ is: "text", ...(format && { format }) });

export const word = <W extends string>(noun: string, words: readonly W[], more?: string): Shape<W> => ({
  is: "word",
  noun,
  words,
  ...(more !== undefined && { more }),
});

export const boolean: Shape<boolean> = { is: "boolean" };

export const number = (limits: Omit<NumberShape, "is">): Shape<number> => ({ is: "number", ...limits });

export const list = <T>(of: Shape<T>, { mayBeEmpty = false } = {}): Shape<readonly T[]> => ({
  is: "list",
  of,
  mayBeEmpty,
});

export const mapping = <F extends Fields>(
  fields: F,
  options: Partial<Pick<MappingShape, "noun" | "more" | "mayBeEmpty" | "when" | "definition">> = {},
): Shape<Reading<F>> => ({ is: "mapping", fields, noun: "key", mayBeEmpty: false, ...options });

export const either = <A, B>(a: Shape<A>, b: Shape<B>): Shape<A | B> => ({ is: "either", of: [a, b] });

export const required = <T>(shape: Shape<T>, summary: string, example: string): Field<T, true> => ({
  shape,
  required: true,
  summary,
  example,
});

export const optional = <T>(shape: Shape<T>, summary: string, example: string): Field<T, false> => ({
  shape,
  required: false,
  summary,
  example,
});

/** The mapping that a value is, or holds in a list. */
export function mappingIn(shape: Shape): MappingShape | undefined {
  if (shape.is === "mapping") return shape;
  if (shape.is === "list") return mappingIn(shape.of);
  return undefined;
}

/** Completes `"x" must be ...`. */
export function nounOf(shape: Shape): string {
  switch (shape.is) {
    case "text":
      return shape.format?.noun ?? "text";
    case "word":
      return shape.more === undefined ? shape.words.join(", ") : `a ${shape.noun}`;
    case "boolean":
      return "true or false";
    case "number": {
      const { integer, minimum, maximum } = shape;
      const least = minimum === undefined ? "" : ` from ${minimum}`;
      const most = maximum === undefined ? "" : ` up to ${maximum}`;
      return `a ${integer ? "whole number" : "number"}${least}${most}`;
    }
    case "list":
      return "a list";
    case "mapping":
      return "a mapping";
    case "either":
      return shape.of.map(nounOf).join(" or ");
  }
}
