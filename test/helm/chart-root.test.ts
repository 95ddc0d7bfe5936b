import { expect, test } from "vitest";
import { chartRootOf } from "../../src/helm/chart-root.ts";

const FILES = new Set([
  "/w/charts/db/Chart.yaml",
  "/w/charts/db/charts/kid/Chart.yaml",
  "/w/charts/db/charts/kid/charts/baby/Chart.yaml",
  "/w/charts/db/examples/small/Chart.yaml",
  "/w/lone/charts/orphan/Chart.yaml",
]);
const io = {
  status: (path: string) => (FILES.has(path) ? { kind: "file" as const, size: 1 } : undefined),
};

test.each([
  ["/w/charts/db", "/w/charts/db"],
  ["/w/charts/db/Chart.yaml", "/w/charts/db"],
  ["/w/charts/db/templates/deleted/pod.yaml", "/w/charts/db"],
  ["/w/charts/db/charts/kid-0.1.0.tgz", "/w/charts/db"],
  ["/w/charts/db/charts/kid/values.yaml", "/w/charts/db"],
  ["/w/charts/db/charts/kid/charts/baby/templates", "/w/charts/db"],
  ["/w/charts/db/examples/small/values.yaml", "/w/charts/db/examples/small"],
  ["/w/lone/charts/orphan", "/w/lone/charts/orphan"],
  ["/w/charts", undefined],
  ["/w/README.md", undefined],
  ["/", undefined],
])("the chart of %s is %s", (path, root) => {
  expect(chartRootOf(io, path)).toBe(root);
});
