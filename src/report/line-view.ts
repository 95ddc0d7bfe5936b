import type { Location } from "../yaml/span.ts";
import { type Cell, cellsOf, columnsOf } from "./cells.ts";

/** Columns of the text that is shown, from 0. */
interface Bar {
  readonly column: number;
  /** At least 1. */
  readonly width: number;
}

const ELLIPSIS = "…";
const LEAST_ROOM = 24;
/** Columns that stay around a mark, however long its label is. */
const LEAST_AROUND = 8;
/** Text takes fewer code units a column, even of emoji: what lies further away from the mark need not be measured. */
const UNITS_PER_COLUMN = 8;
const ONE_COLUMN_EACH = /^[ -~]*$/;

/** The line whole where it fits, else cut on both sides so that the center and the label below it can be read. */
export function viewOf(line: string, room: number, center: Location, label: string): LineView {
  const most = Math.max(room, LEAST_ROOM);
  const { start, end } = offsetsIn(line, center);
  const around = (units: number) => [Math.max(0, start - units), Math.min(line.length, start + units)] as const;
  const isNarrow = ONE_COLUMN_EACH.test(line.slice(...around(most)));
  const [from, to] = around(isNarrow ? most : most * UNITS_PER_COLUMN);
  const near = Array.from(cellsOf(line.slice(from, to)), (cell) => ({ ...cell, start: cell.start + from }));
  const strip = new Strip(near, to);
  if (from === 0 && to === line.length && strip.width <= most) return new LineView(line, strip);

  const cut = most - 2 * ELLIPSIS.length;
  const { column, width } = strip.bar(start, end);
  const wanted = Math.min(width + 1 + columnsOf(label), cut - LEAST_AROUND);
  const centered = column - Math.floor((cut - wanted) / 2);
  const left = Math.max(0, Math.min(centered, strip.width - cut));
  return new LineView(line, strip.between(left, left + cut));
}

/** Cells side by side. */
class Strip {
  /** Column of each cell, and that behind the last one. */
  readonly #columns: readonly number[];

  constructor(
    readonly cells: readonly Cell[],
    /** Offset behind the last cell. */
    readonly end: number,
  ) {
    const columns = [0];
    for (const { width } of cells) columns.push(columns.at(-1)! + width);
    this.#columns = columns;
  }

  get start(): number {
    return this.cells[0]?.start ?? this.end;
  }
  get width(): number {
    return this.#columns.at(-1)!;
  }
  /** The columns of all cells that the offsets touch. */
  bar(start: number, end: number): Bar {
    const first = start >= this.end ? this.cells.length : this.cells.findLastIndex((cell) => cell.start <= start);
    const behind = this.cells.findIndex((cell) => cell.start >= end);
    const column = this.#columns[Math.max(0, first)]!;
    return { column, width: Math.max(1, (behind < 0 ? this.width : this.#columns[behind]!) - column) };
  }
  /** The cells that lie between two columns as a whole. */
  between(left: number, right: number): Strip {
    const first = this.#columns.findIndex((column) => column >= left);
    const behind = this.#columns.findLastIndex((column) => column <= right);
    return new Strip(this.cells.slice(first, behind), this.cells[behind]?.start ?? this.end);
  }
}

/** One line of a file, as much of it as there is room for. */
class LineView {
  readonly text: string;
  readonly #before: string;

  constructor(
    private readonly line: string,
    private readonly strip: Strip,
  ) {
    this.#before = strip.start > 0 ? ELLIPSIS : "";
    const behind = strip.end < line.length ? ELLIPSIS : "";
    this.text = `${this.#before}${strip.cells.map(({ text }) => text).join("")}${behind}`;
  }

  /** Where to underline; undefined where the location's start was cut off. */
  bar(location: Location): Bar | undefined {
    const { start, end } = offsetsIn(this.line, location);
    const isShown = start >= this.strip.start && (start < this.strip.end || this.strip.end === this.line.length);
    if (!isShown) return undefined;
    const { column, width } = this.strip.bar(start, end);
    return { column: column + this.#before.length, width };
  }
}

/** What a location covers of its first line; all behind its start where it goes on to further lines. */
function offsetsIn(line: string, { start, end }: Location): { readonly start: number; readonly end: number } {
  const from = Math.min(start.column - 1, line.length);
  const to = end.line > start.line ? line.trimEnd().length : end.column - 1;
  return { start: from, end: Math.min(Math.max(from, to), line.length) };
}
