import { type Figure, type Machine, type Results, strain, type Table } from "./results.ts";

const BEGIN = "<!-- measured: npm run bench writes what stands from here -->";
const END = "<!-- to here -->";

/** The page with the results in place of those that stand between its marks. */
export function withResults(page: string, results: Results): string {
  const [begin, end] = [page.indexOf(BEGIN), page.indexOf(END)];
  if (begin < 0 || end < begin) throw new Error(`the page lacks the marks ${BEGIN} and ${END}`);
  return `${page.slice(0, begin + BEGIN.length)}\n\n${markdown(results)}\n\n${page.slice(end)}`;
}

const markdown = ({ machine, tables }: Results): string =>
  [describe(machine), ...tables.flatMap(({ title, rows }) => [`### ${title}`, markdownTable(rows)])].join("\n\n");

const describe = ({ cores, processor, memory, system, node }: Machine): string =>
  `Measured with Node ${node} on ${cores} cores (${processor}), ${memory} of memory, ${system}.`;

function markdownTable(rows: Table["rows"]): string {
  const columns = [...new Set(rows.flatMap(({ figures }) => Object.keys(figures)))];
  const lines = [
    ["", ...columns],
    ["---", ...columns.map(() => "---:")],
    ...rows.map(({ what, figures }) => [what, ...columns.map((column) => cell(figures[column]))]),
  ];
  return lines.map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}

function cell(figure: Figure | undefined): string {
  if (!figure) return "";
  const text = shown(figure);
  return strain(figure) > 1 ? `**${text}: over**` : text;
}

/** 1.45 x (at most 1.6) */
export function shown({ value, unit, most, least }: Figure): string {
  const limit = most !== undefined ? ` (at most ${most})` : least !== undefined ? ` (at least ${least})` : "";
  return `${value.toLocaleString("en")} ${unit}${limit}`;
}
