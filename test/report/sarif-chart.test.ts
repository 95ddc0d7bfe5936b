import { existsSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { aligned } from "../../src/helm/aligned.ts";
import { lint, NO_CONFIG, RULES } from "../../src/index.ts";
import { HELMS, RENDERED, recorded, renderingOf } from "../helm/fixtures.ts";
import { contextOf } from "./samples.ts";
import { runOf } from "./sarif-log.ts";

const anywhere = { locate: () => undefined };
const CHARTS = HELMS.flatMap((helm) => RENDERED.map((chart) => [helm, chart] as const));

describe("what is found in a chart", () => {
  test.each(CHARTS)("by %s in %s stands in files of the chart, suppressed or not", (helm, chart) => {
    const rendering = renderingOf(chart, recorded(helm, chart));
    const options = { profiles: ["all"], preview: true, keepSuppressed: true } as const;
    const told = (report: ReturnType<typeof lint>) =>
      runOf(aligned(report, [rendering]), {
        ...contextOf(),
        rules: RULES,
        line: (_, number) => rendering.source.line(number),
      });

    const { findings, ...report } = lint([rendering.source], options);
    const open = told({ findings, ...report }).results;
    expect(open.length).toBe(findings.length);
    const uris = open.flatMap(({ locations: [first], relatedLocations = [] }) =>
      [first, ...relatedLocations].map(({ physicalLocation }) => physicalLocation.artifactLocation.uri),
    );
    expect(uris.filter((uri) => !existsSync(decodeURIComponent(uri)))).toEqual([]);

    const ignore = [...new Set(findings.map(({ rule }) => rule))].map((rule) => ({ rule, reason: "r", at: anywhere }));
    const silenced = told(lint([rendering.source], { ...options, config: { ...NO_CONFIG, ignore } })).results;
    const places = (results: typeof open) => results.map(({ ruleId, locations }) => [ruleId, locations]);
    expect(places(silenced)).toEqual(places(open));
    expect(silenced.every(({ suppressions }) => suppressions?.length === 1)).toBe(true);
  });
});
