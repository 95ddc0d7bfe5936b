import type { Outcome } from "./outcome.ts";

export interface Row {
  readonly what: string;
  /** One for each column, or one for all. */
  readonly outcomes: readonly Outcome[];
}

/** Checks and how they went, and below it at length what failed or was skipped, once for each reason. */
export function table(columns: readonly string[], rows: readonly Row[]): string {
  const cells = [["", ...columns], ...rows.map(({ what, outcomes }) => [what, ...outcomes.map(cell)])];
  const widths = ["", ...columns].map((_, column) =>
    Math.max(...cells.filter(({ length }) => length > 2).map((line) => line[column]?.length ?? 0)),
  );
  const lines = cells.map((line) =>
    line
      .map((text, column) => text.padEnd(widths[column] ?? 0))
      .join("  ")
      .trimEnd(),
  );
  return `${[...lines, ...reasons(columns, rows)].join("\n")}\n`;
}

const cell = ({ is, detail }: Outcome): string => (is === "ok" && detail !== "" ? `ok, ${detail}` : is);

function reasons(columns: readonly string[], rows: readonly Row[]): readonly string[] {
  return rows.flatMap(({ what, outcomes }) => {
    const where = new Map<string, string[]>();
    outcomes.forEach(({ is, detail }, index) => {
      if (is === "ok") return;
      const reason = `${is}: ${detail}`;
      where.set(reason, [...(where.get(reason) ?? []), ...(outcomes.length > 1 ? [columns[index] ?? ""] : [])]);
    });
    return [...where].map(([reason, on]) =>
      on.length === 0 || on.length === columns.length
        ? `\n${what} ${reason}`
        : `\n${what} on ${on.join(", ")} ${reason}`,
    );
  });
}
