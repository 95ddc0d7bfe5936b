import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import ts from "typescript";
import { expect } from "vitest";
import type { Fence } from "./fences.ts";
import type { Place } from "./workshop.ts";

/** A module of somebody who has the package: it compiles, runs and prints what the page says. */
export function tryModule({ text, shows }: Fence, { folder, run }: Place): void {
  mkdirSync(join(folder, "node_modules"));
  symlinkSync(resolve("."), join(folder, "node_modules/plimsoll"));
  const file = join(folder, "example.mts");
  writeFileSync(file, text);
  const program = ts.createProgram([file], {
    target: ts.ScriptTarget.ES2023,
    lib: ["lib.es2023.d.ts"],
    module: ts.ModuleKind.NodeNext,
    strict: true,
    skipLibCheck: true,
    typeRoots: [resolve("node_modules/@types")],
    types: ["node"],
  });
  const said = ts
    .getPreEmitDiagnostics(program)
    .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, "\n"));
  expect(said).toEqual([]);
  expect(program.emit().emitSkipped).toBe(false);
  const [ran] = run(["node example.mjs"]);
  expect(ran).toMatchObject({ code: 0, shown: shows });
}
