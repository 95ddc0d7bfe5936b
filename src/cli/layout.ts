/** Lines of at most `width` characters, broken between words; a longer word stands alone. */
export function wrapped(text: string, width: number): readonly string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(/\s+/)) {
    if (word === "") continue;
    if (line !== "" && line.length + 1 + word.length > width) {
      lines.push(line);
      line = word;
    } else line = line === "" ? word : `${line} ${word}`;
  }
  return line === "" ? lines : [...lines, line];
}

const GAP = "  ";

/** Rows with their cells under one another; the last cell is wrapped, so that lines end before `width`. */
export function columns(rows: readonly (readonly string[])[], width = Number.POSITIVE_INFINITY): readonly string[] {
  const widths = (rows[0] ?? []).map((_, at) => Math.max(...rows.map((row) => row[at]?.length ?? 0)));
  return rows.flatMap((row) => {
    const head = row
      .slice(0, -1)
      .map((cell, at) => cell.padEnd(widths[at] ?? 0) + GAP)
      .join("");
    const [first = "", ...rest] = wrapped(row.at(-1) ?? "", width - head.length);
    return [head + first, ...rest.map((line) => " ".repeat(head.length) + line)];
  });
}

export const indented = (lines: readonly string[], by = GAP): readonly string[] =>
  lines.map((line) => (line === "" ? line : by + line));
