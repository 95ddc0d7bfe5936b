import { beginning, joined, literal, type Value } from "./value.ts";

/** How a program reads its options: letters and long names that take a value of their own. */
export interface OptionForm {
  readonly valued: string;
  readonly valuedLong?: readonly string[];
  /** True where options may stand behind operands, as GNU programs read them. */
  readonly anywhere?: boolean;
}

export interface Options {
  /** "R" or "recursive", in order; the value where one is given. */
  readonly given: readonly { readonly name: string; readonly value: Value | undefined }[];
  readonly operands: readonly Value[];
}

/** Splits what follows a program's name as getopt does; a word that is not literal is an operand. */
export function readOptions(words: readonly Value[], form: OptionForm): Options {
  const given: { name: string; value: Value | undefined }[] = [];
  const operands: Value[] = [];
  for (let index = 0; index < words.length; index += 1) {
    const word = words[index]!;
    const text = beginning(word);
    if (text === "--") {
      for (const operand of words.slice(index + 1)) operands.push(operand);
      break;
    }
    if (!text.startsWith("-") || text === "-") {
      operands.push(word);
      if (form.anywhere) continue;
      for (const operand of words.slice(index + 1)) operands.push(operand);
      break;
    }
    const option = text.startsWith("--") ? longOption(text, word, form) : lastOfCluster(text, word, form, given);
    if (option.waits) index += 1;
    given.push({ name: option.name, value: option.waits ? words[index] : option.value });
  }
  return { given, operands };
}

interface ReadOption {
  readonly name: string;
  readonly value: Value | undefined;
  /** True where the value is the next word. */
  readonly waits: boolean;
}

function longOption(text: string, word: Value, form: OptionForm): ReadOption {
  const equals = text.indexOf("=");
  if (equals < 0)
    return { name: text.slice(2), value: undefined, waits: form.valuedLong?.includes(text.slice(2)) ?? false };
  return { name: text.slice(2, equals), value: valueFrom(word, equals + 1), waits: false };
}

function lastOfCluster(text: string, word: Value, form: OptionForm, given: Options["given"][number][]): ReadOption {
  for (let index = 1; index < text.length; index += 1) {
    const name = text[index]!;
    if (form.valued.includes(name)) {
      const attached = index + 1 < text.length || literal(word) === undefined;
      return { name, value: attached ? valueFrom(word, index + 1) : undefined, waits: !attached };
    }
    if (index + 1 < text.length) given.push({ name, value: undefined });
  }
  return { name: text.at(-1) ?? "", value: undefined, waits: false };
}

/** The value without its first `length` characters, which are literal. */
function valueFrom(word: Value, length: number): Value {
  const [, ...rest] = word.pieces;
  return joined([beginning(word).slice(length), ...rest], word.origin);
}
