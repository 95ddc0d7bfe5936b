import type { Dice } from "./dice.ts";

const WORDS =
  "a all allows an and any applied are as at backend be before bound by can changed client cluster component config container controller created default defined deleted describes disk each enabled endpoint external field for from group has host if image in ingress interval is it key label limit list log maximum may metrics mode must name namespace never node not number object of on one only operator optional or owner path pod policy port probe proxy query queue ready request resource retry route rule scope scrape secret selector server service set should size spec status storage target template the then this time timeout to token tolerations traffic type update upstream used user value version volume when whether which will with".split(
    " ",
  );

/** Sentences of about so many characters. */
export function prose(dice: Dice, length: number): string {
  let text = "";
  while (text.length < length) {
    const sentence = Array.from({ length: dice.between(5, 14) }, () => dice.pick(WORDS)).join(" ");
    text += `${text === "" ? "" : " "}${sentence[0]?.toUpperCase()}${sentence.slice(1)}.`;
  }
  return text;
}

/** words-like-this */
export const slug = (dice: Dice, words: number): string =>
  Array.from({ length: words }, () => dice.pick(WORDS)).join("-");

/** wordsLikeThis */
export function field(dice: Dice): string {
  const [first = "", ...rest] = Array.from({ length: dice.between(1, 3) }, () => dice.pick(WORDS));
  return first + rest.map((word) => `${word[0]?.toUpperCase()}${word.slice(1)}`).join("");
}

/** Breaks a text into lines of at most `width` characters. */
export function* folded(text: string, width: number): Iterable<string> {
  let line = "";
  for (const word of text.split(" ")) {
    if (line !== "" && line.length + 1 + word.length > width) {
      yield line;
      line = word;
    } else line += line === "" ? word : ` ${word}`;
  }
  if (line !== "") yield line;
}
