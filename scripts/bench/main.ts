// npm run bench: what is measured, and how, is told in docs/performance.md, which the whole run rewrites.
import { readFileSync, writeFileSync } from "node:fs";
import { availableParallelism, cpus, totalmem, type } from "node:os";
import { parseArgs } from "node:util";
import { memory } from "./memory.ts";
import { shown, withResults } from "./page.ts";
import { reader } from "./reader.ts";
import { figuresOf, type Machine, strain, type Table } from "./results.ts";
import { scaling } from "./scaling.ts";
import { stages } from "./stages.ts";
import { wholeProcess } from "./whole-process.ts";
import { Workshop } from "./workshop.ts";

const PAGE = "docs/performance.md";
const RESULTS = "docs/performance.json";
/** A machine is never quite still: only beyond so many times its budget a figure fails the run. */
const TOLERANCE = 1.5;

const CASES: Readonly<Record<string, (workshop: Workshop) => Iterable<Table>>> = {
  process: (workshop) => [wholeProcess(workshop)],
  memory: (workshop) => [memory(workshop)],
  reader,
  stages,
  scaling: (workshop) => [scaling(workshop)],
};

const { values } = parseArgs({
  options: { only: { type: "string", multiple: true }, quick: { type: "boolean", default: false } },
});
const unknown = values.only?.find((name) => !Object.hasOwn(CASES, name));
if (unknown !== undefined) {
  console.error(`--only does not know ${unknown}: it takes ${Object.keys(CASES).join(", ")}`);
  process.exit(2);
}

const workshop = new Workshop(values.quick);
const tables: Table[] = [];
try {
  for (const [name, tablesOf] of Object.entries(CASES)) {
    if (values.only && !values.only.includes(name)) continue;
    for (const table of tablesOf(workshop)) {
      print(table);
      tables.push(table);
    }
  }
} finally {
  workshop.clear();
}

if (!values.only && !values.quick) {
  const results = { machine: machine(), tables };
  writeFileSync(RESULTS, `${JSON.stringify(results, undefined, 2)}\n`);
  writeFileSync(PAGE, withResults(readFileSync(PAGE, "utf8"), results));
}
process.exitCode = tables.flatMap(figuresOf).some((figure) => strain(figure) > TOLERANCE) ? 1 : 0;

function print({ title, rows }: Table): void {
  console.log(`\n${title}`);
  for (const { what, figures } of rows)
    for (const [column, figure] of Object.entries(figures))
      console.log(`  ${what}, ${column}: ${shown(figure)}${strain(figure) > 1 ? " OVER" : ""}`);
}

function machine(): Machine {
  return {
    cores: availableParallelism(),
    processor: cpus()[0]?.model.trim() ?? "unknown",
    memory: `${Math.round(totalmem() / 2 ** 30)} GiB`,
    system: `${type()} ${process.arch}`,
    node: process.versions.node,
  };
}
