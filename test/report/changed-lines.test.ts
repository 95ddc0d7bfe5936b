import { describe, expect, it } from "vitest";
import type { Edit } from "../../src/finding/finding.ts";
import { changedLines } from "../../src/report/changed-lines.ts";
import { at, contextOf } from "./samples.ts";

const context = contextOf({ "a.yaml": "zero: 0\none: 1\ntwo: 2\nthree: 3", "b.yaml": "b: 1\n" });
const changed = (...edits: readonly Edit[]) => changedLines({ title: "", safe: true, edits }, context);
const edit = (line: number, from: number, to: number, text: string, endLine = line, file = "a.yaml"): Edit => ({
  location: at(file, line, from, to, endLine),
  text,
});

describe("the lines that a fix changes", () => {
  it("are those with an edit, as they will be", () => {
    expect(changed(edit(2, 6, 7, "11"))).toEqual([{ removed: ["one: 1"], added: ["one: 11"] }]);
  });

  it("are told once where edits share a line, and in the order of the file", () => {
    expect(changed(edit(4, 8, 9, "x"), edit(2, 6, 7, "y"), edit(2, 1, 4, "One"))).toEqual([
      { removed: ["one: 1"], added: ["One: y"] },
      { removed: ["three: 3"], added: ["three: x"] },
    ]);
  });

  it("join where one edit ends on the line on which the next begins", () => {
    expect(changed(edit(2, 4, 4, "!", 3), edit(3, 6, 7, "x"))).toEqual([
      { removed: ["one: 1", "two: 2"], added: ["one!: x"] },
    ]);
  });

  it("are only new ones where lines are added, also behind the last line", () => {
    expect(changed(edit(2, 1, 1, "half: 1\nmore: 2\n"))).toEqual([{ removed: [], added: ["half: 1", "more: 2"] }]);
    expect(changed(edit(2, 7, 7, "\n  half: 1"))).toEqual([{ removed: [], added: ["  half: 1"] }]);
    expect(changed(edit(5, 1, 1, "four: 4"))).toEqual([{ removed: [""], added: ["four: 4"] }]);
  });

  it("are only old ones where lines are removed", () => {
    expect(changed(edit(2, 1, 1, "", 3))).toEqual([{ removed: ["one: 1"], added: [] }]);
  });

  it("stand file by file", () => {
    expect(changed(edit(1, 1, 2, "c", 1, "b.yaml"), edit(1, 7, 8, "9"))).toEqual([
      { removed: ["zero: 0"], added: ["zero: 9"] },
      { removed: ["b: 1"], added: ["c: 1"] },
    ]);
  });

  it("are not told where there is too much to be looked at", () => {
    const long = contextOf({ "a.yaml": `${"a".repeat(1001)}\n${"b\n".repeat(40)}` });
    const fixOf = (only: Edit) => ({ title: "", safe: true, edits: [only] });
    expect(changedLines(fixOf(edit(1, 1, 2, "c")), long)).toEqual([]);
    expect(changedLines(fixOf(edit(2, 1, 2, "", 35)), long)).toEqual([]);
    expect(changedLines(fixOf(edit(2, 1, 2, "c")), long)).toEqual([{ removed: ["b"], added: ["c"] }]);
  });

  it("are not told where one of them is not at hand", () => {
    expect(changed(edit(1, 7, 8, "9"), edit(7, 1, 3, "x"))).toEqual([]);
    expect(changed(edit(1, 7, 8, "9", 1, "other.yaml"))).toEqual([]);
  });
});
