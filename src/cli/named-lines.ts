import type { Paint } from "../report/palette.ts";
import { columns } from "./layout.ts";

/** One line a row, so that it can be searched; the first cell, a name, stands out. */
export function namedLines(rows: readonly (readonly [name: string, ...cells: string[]])[], strong: Paint): string {
  const lines = columns(rows).map((line, at) => {
    const name = rows[at]?.[0] ?? "";
    return `${strong(name)}${line.slice(name.length)}\n`;
  });
  return lines.join("");
}
