import { describe, expect, it } from "vitest";
import { FORMATS } from "../../src/report/formats.ts";
import { at, contextOf, findingOf, reportOf, SHOP } from "./samples.ts";

describe("the formats", () => {
  it.each(Object.entries(FORMATS))(
    "load %s when it is used, which prints the finding and ends its last line",
    async (_, format) => {
      const report = reportOf([findingOf()]);
      const formatted = await format.load(report);
      const text = formatted(report, contextOf({ "shop.yaml": SHOP }));
      expect(text).toContain("volume-mount-not-found");
      expect(text).toMatch(/[^\n]\n$/);
    },
  );

  const template = { file: "umbrella/charts/shop/templates/web.yaml" };

  it.each(Object.entries(FORMATS))("let %s name the template of a chart that is packed", async (_, format) => {
    const place = at("umbrella/Chart.yaml", 5, 11, 15);
    const report = reportOf([findingOf({ origin: { template, place, how: "source" } })]);
    expect((await format.load(report))(report, contextOf({ "shop.yaml": SHOP }))).toContain(template.file);
  });

  it.each(Object.entries(FORMATS))("let %s name the template that a comment of Helm names", async (_, format) => {
    const report = reportOf([findingOf({ origin: { template, how: "source" } })]);
    expect((await format.load(report))(report, contextOf({ "shop.yaml": SHOP }))).toContain(template.file);
  });
});
