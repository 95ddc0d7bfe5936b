import { existsSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { shown, withResults } from "../../scripts/bench/page.ts";
import { type Figure, type Results, strain, times } from "../../scripts/bench/results.ts";

const PAGE = readFileSync("docs/performance.md", "utf8");

const RESULTS: Results = {
  machine: { cores: 2, processor: "Slate", memory: "8 GiB", system: "Linux x64", node: "20.19.0" },
  tables: [
    {
      title: "Knots",
      rows: [
        {
          what: "sloop",
          figures: { time: { value: 1234.5, unit: "ms" }, "beside a gull": times(1.2345, { most: 1.2 }) },
        },
        { what: "gull", figures: { speed: { value: 7, unit: "MB/s" } } },
        { what: "brig", figures: { "beside a gull": times(2, { least: 2 }) } },
      ],
    },
  ],
};

test("results take the place of those before them, and leave the words around them alone", () => {
  const page = withResults(PAGE, RESULTS);
  const [before, after] = [page.indexOf("Measured with Node 20.19.0"), page.lastIndexOf("<!-- to here -->")];
  expect(page.slice(0, before)).toBe(PAGE.slice(0, before));
  expect(PAGE.endsWith(page.slice(after))).toBe(true);
  expect(page.slice(before, after)).toBe(`Measured with Node 20.19.0 on 2 cores (Slate), 8 GiB of memory, Linux x64.

### Knots

|  | time | beside a gull | speed |
| --- | ---: | ---: | ---: |
| sloop | 1,234.5 ms | **1.23 x (at most 1.2): over** |  |
| gull |  |  | 7 MB/s |
| brig |  | 2 x (at least 2) |  |

`);
  expect(withResults(page, RESULTS)).toBe(page);
});

test("a page without its marks is not written over", () => {
  expect(() => withResults("# Performance\n", RESULTS)).toThrow("the page lacks the marks");
});

test.each<[Figure, number]>([
  [{ value: 3, unit: "x", most: 2 }, 1.5],
  [{ value: 1, unit: "x", most: 2 }, 0.5],
  [{ value: 5, unit: "x", least: 10 }, 2],
  [{ value: 20, unit: "x", least: 10 }, 0.5],
  [{ value: 20, unit: "ms" }, 0],
])("%j strains its budget %d times", (figure, strained) => {
  expect(strain(figure)).toBe(strained);
});

test("a figure shows its budget", () => {
  expect(shown({ value: 152, unit: "MB", most: 700 })).toBe("152 MB (at most 700)");
});

const FILE = "docs/performance.json";
test.skipIf(!existsSync(FILE))("docs/performance.md shows what docs/performance.json holds", () => {
  expect(withResults(PAGE, JSON.parse(readFileSync(FILE, "utf8")) as Results)).toBe(PAGE);
});
