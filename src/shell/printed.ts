import { beginning, joined, literal, type Output, OWN_ID, UNKNOWN, type Value } from "./value.ts";

/** The words that a program prints, as far as they lead to paths or owners; `input` are those that it reads. */
export function printedBy(name: string, words: readonly Value[], input: Output, directory: string | undefined): Output {
  const first = words[0];
  if (first === undefined) return undefined;
  switch (name) {
    case "echo":
      return words.slice(1).filter((word) => !/^-[neE]+$/.test(literal(word) ?? ""));
    case "printf":
      return formatted(words.slice(1));
    case "pwd":
      return directory === undefined ? undefined : [{ pieces: [directory], origin: first.origin }];
    case "id":
      return words.length === 2 && /^-(?:[ugG]n?|n[ugG])$/.test(literal(words[1]) ?? "") ? ownId(first) : undefined;
    case "whoami":
      return ownId(first);
    case "cut":
    case "awk":
      return input?.some(isOwnId) ? input : undefined;
    case "sort":
    case "tee":
    case "tr":
    case "uniq":
      return input;
    case "cat":
      return words.length === 1 ? input : undefined;
    case "grep":
    case "egrep":
    case "head":
    case "tail":
      return input?.map(someOf);
    default:
      return undefined;
  }
}

function ownId({ origin }: Value): Output {
  return [{ pieces: [OWN_ID], origin }];
}

function isOwnId({ pieces }: Value): boolean {
  return pieces.some((piece) => typeof piece !== "string" && piece.ownId);
}

/** A filter may drop the root of a search; what lies below stays below. */
function someOf(value: Value): Value {
  const pieces = value.pieces.map((piece) =>
    typeof piece === "string" || piece.kind !== "search" ? piece : { ...UNKNOWN, deep: false },
  );
  return { pieces, origin: value.origin };
}

/** printf FORMAT WORD...: the format is used again for every word. */
function formatted([format, ...operands]: readonly Value[]): Output {
  if (format === undefined) return undefined;
  const { origin } = format;
  const text = literal(format)?.replace(/(?:\\n|\\0|\n)$/, "");
  if (text === undefined || /[\\%]/.test(text.replace("%s", ""))) {
    const known = /^[^%\\]*/.exec(beginning(format))?.[0] ?? "";
    return [joined([known, UNKNOWN], origin)];
  }
  const [before = "", after] = text.split("%s");
  if (after === undefined) return [joined([text], origin)];
  return operands.map(({ pieces }) => joined([before, ...pieces, after], origin));
}
