import { eastAsianWidth } from "get-east-asian-width";
import { pieces } from "./escape.ts";

/** What a reader takes for one character: some code units of the text, shown in some columns of the screen. */
export interface Cell {
  /** Offset in the text. */
  readonly start: number;
  readonly text: string;
  readonly width: number;
}

const TAB = "    ";
const ASCII = /^[ -~]*$/;
const DRAWN_AS_NOTHING = /^[\p{Mn}\p{Me}\u200c\u200d]/u;
const EMOJI = /^(?:\p{Emoji_Presentation}|\p{Emoji}\ufe0f|\p{RI}\p{RI})/u;

let segmenter: Intl.Segmenter | undefined;

/** The text as a terminal draws it, safe to print: tabs are four columns wherever they stand. */
export function* cellsOf(text: string): Iterable<Cell> {
  for (const piece of pieces(text)) {
    if (piece.text === "\t") yield { start: piece.start, text: TAB, width: TAB.length };
    else if (piece.escaped !== undefined)
      yield { start: piece.start, text: piece.escaped, width: piece.escaped.length };
    else
      for (const { segment, index } of graphemes(piece.text))
        yield { start: piece.start + index, text: segment, width: widthOf(segment) };
  }
}

/** Columns that the text takes, where it is safe already. */
export function columnsOf(text: string): number {
  let columns = 0;
  for (const { segment } of graphemes(text)) columns += widthOf(segment);
  return columns;
}

function graphemes(text: string): Iterable<{ readonly segment: string; readonly index: number }> {
  if (ASCII.test(text)) return Array.from(text, (segment, index) => ({ segment, index }));
  segmenter ??= new Intl.Segmenter("en", { granularity: "grapheme" });
  return segmenter.segment(text);
}

/** Combining marks take no column of their own: a cluster is as wide as the character that it begins with. */
function widthOf(grapheme: string): number {
  if (DRAWN_AS_NOTHING.test(grapheme)) return 0;
  return EMOJI.test(grapheme) ? 2 : eastAsianWidth(grapheme.codePointAt(0) ?? 0);
}
