import { expect, test } from "vitest";
import { failed, ok, skipped } from "../../scripts/test-package/outcome.ts";
import { table } from "../../scripts/test-package/table.ts";

test("a check has a cell for each column, or one line for all", () => {
  const rows = [
    { what: "import", outcomes: [ok(), ok()] },
    { what: "size", outcomes: [ok("12 of 20 bytes, which is a lot to say in one cell")] },
  ];
  expect(table(["Node 20", "Node 22"], rows)).toBe(`        Node 20  Node 22
import  ok       ok
size    ok, 12 of 20 bytes, which is a lot to say in one cell
`);
});

test("what failed or was skipped is told below, once for each reason, with where", () => {
  const rows = [
    { what: "require", outcomes: [failed("no such module"), ok(), failed("no such module")] },
    { what: "the Action", outcomes: [skipped("not yet"), skipped("not yet"), skipped("not yet")] },
    { what: "size", outcomes: [failed("too much")] },
  ];
  expect(table(["20", "22", "24"], rows)).toBe(`            20       22       24
require     failed   ok       failed
the Action  skipped  skipped  skipped
size        failed

require on 20, 24 failed: no such module

the Action skipped: not yet

size failed: too much
`);
});
