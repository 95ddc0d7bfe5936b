import { describe, expect, it } from "vitest";
import { FORMATS } from "../../src/report/formats.ts";
import { contextOf, findingOf, reportOf, SHOP } from "./samples.ts";

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
});
