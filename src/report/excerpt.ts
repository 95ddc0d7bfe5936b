import type { Location } from "../yaml/span.ts";
import { forTerminal } from "./escape.ts";
import type { FormatContext } from "./format.ts";
import { viewOf } from "./line-view.ts";
import type { Paint, Palette } from "./palette.ts";

/** Characters to show, and what is said about them. */
export interface Mark {
  readonly location: Location;
  /** "" says nothing. It may hold text of manifests. */
  readonly label: string;
  /** ^ is what the excerpt is about, - is related to it. */
  readonly glyph: "^" | "-";
  readonly paint: Paint;
}

/** Before the name of a file. The customary ::: before further ones begins as GitHub's commands do. */
export const ARROW = "  -->";

/** Where excerpts are drawn. */
export interface Canvas extends Pick<FormatContext, "line" | "width"> {
  readonly palette: Palette;
}

/** The indentation that line numbers need; what is printed below an excerpt stands behind it. */
export const marginOf = (marks: readonly Mark[]): string =>
  " ".repeat(String(marks.reduce((last, { location }) => Math.max(last, location.start.line), 1)).length);

/**
 * The marked lines of each file, in order of line, each with its labels below it. The first mark of a file names its place
 * in the heading. A mark whose line is not at hand is a heading alone.
 */
export function* excerpt(marks: readonly Mark[], canvas: Canvas): Iterable<string> {
  const margin = marginOf(marks);
  const arrow = canvas.palette.quiet(ARROW);
  for (const file of new Set(marks.map(({ location }) => location.file))) {
    const ofFile = marks.filter(({ location }) => location.file === file);
    for (const mark of ofFile.filter((mark) => !isAtHand(mark, canvas)))
      yield `${arrow} ${placeOf(mark)}${mark.label && `: ${forTerminal(mark.label)}`}`;
    const shown = ofFile.filter((mark) => isAtHand(mark, canvas));
    if (shown[0] === undefined) continue;
    yield `${arrow} ${placeOf(shown[0])}`;
    yield* frame(shown, margin, canvas);
  }
}

const isAtHand = ({ location }: Mark, canvas: Canvas): boolean =>
  canvas.line(location.file, location.start.line) !== undefined;

const placeOf = ({ location: { file, start } }: Mark): string => `${forTerminal(file)}:${start.line}:${start.column}`;

function* frame(marks: readonly Mark[], margin: string, canvas: Canvas): Iterable<string> {
  const { quiet } = canvas.palette;
  yield quiet(`${margin} |`);
  let previous: number | undefined;
  for (const number of [...new Set(marks.map(({ location }) => location.start.line))].sort((a, b) => a - b)) {
    if (previous !== undefined && number > previous + 1) yield quiet(" ...");
    const onLine = marks.filter(({ location }) => location.start.line === number);
    yield* markedLine(number, onLine, margin, canvas);
    previous = number;
  }
  yield quiet(`${margin} |`);
}

/** Marks that are too far apart for the width show the line again, each around itself. */
function* markedLine(number: number, marks: readonly Mark[], margin: string, canvas: Canvas): Iterable<string> {
  const { quiet } = canvas.palette;
  const room = canvas.width - margin.length - " | ".length;
  let left = [...marks].sort((a, b) => a.location.start.column - b.location.start.column);
  while (left[0] !== undefined) {
    const center = left.find(({ glyph }) => glyph === "^") ?? left[0];
    const text = canvas.line(center.location.file, number) ?? "";
    const view = viewOf(text, room, center.location, forTerminal(center.label));
    yield `${quiet(`${String(number).padStart(margin.length)} |`)} ${view.text}`.trimEnd();
    const cutOff: Mark[] = [];
    for (const mark of left) {
      const bar = view.bar(mark.location);
      if (bar) yield `${quiet(`${margin} |`)} ${" ".repeat(bar.column)}${underline(mark, bar.width)}`;
      else cutOff.push(mark);
    }
    left = cutOff;
  }
}

const underline = ({ glyph, label, paint }: Mark, width: number): string =>
  paint(`${glyph.repeat(width)} ${forTerminal(label)}`.trimEnd());
