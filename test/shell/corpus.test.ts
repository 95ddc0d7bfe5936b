import { existsSync, readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { isMap, isSeq, parseAllDocuments, visit } from "yaml";
import { ownershipCalls } from "../../src/shell/ownership.ts";

const corpus = new URL("../../../shared/corpus/rendered/bitnami/", import.meta.url);

/** Every argv of a container in a file. */
function argvsOf(file: string): string[][] {
  const argvs: string[][] = [];
  for (const document of parseAllDocuments(readFileSync(new URL(file, corpus), "utf8"), { uniqueKeys: false })) {
    visit(document, {
      Map(_, map) {
        const lists = [map.get("command"), map.get("args")].filter((list) => isSeq(list));
        if (isMap(map) && lists.length > 0) argvs.push(lists.flatMap((list) => list.toJSON().map(String)));
      },
    });
  }
  return argvs;
}

test.skipIf(!existsSync(corpus))(
  "scripts of public charts (skipped where the corpus is absent): every chown is found, whole",
  () => {
    let lines = 0;
    for (const file of readdirSync(corpus).filter((name) => name.endsWith(".volume-permissions.yaml"))) {
      for (const argv of argvsOf(file)) {
        const calls = ownershipCalls(argv);
        const expected = argv.join("\n").match(/^[^#\n]*\b(?:chown|chmod) .*$|^\/bin\/chown$/gm) ?? [];
        lines += expected.length;
        expect(calls, file).toHaveLength(expected.length);
        for (const call of calls) {
          expect(argv[call.argument]?.slice(call.start, call.end)).toMatch(/^(?:chown|chmod)\b|^\/bin\/chown$/);
          expect(call.paths.map(({ path }) => path).join(), file).toMatch(/^\/[a-z]/);
          expect(call.user ?? call.mode, file).toMatch(/^(?:0|1001|odoo|[0-7]{3})$/);
        }
      }
    }
    expect(lines).toBeGreaterThan(40);
  },
);
