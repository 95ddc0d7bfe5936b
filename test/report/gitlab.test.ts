import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, it } from "vitest";
import type { Finding } from "../../src/finding/finding.ts";
import { onOneLine } from "../../src/report/escape.ts";
import { gitlab } from "../../src/report/gitlab.ts";
import { at, contextOf, dangersIn, findingOf, hostileContext, hostileReport, reportOf, SHOP } from "./samples.ts";
import {
  AWKWARD_PATHS,
  AWKWARD_TEXTS,
  awkwardFindings,
  halvesIn,
  manyFindings,
  NO_REPOSITORY_PATHS,
} from "./trials.ts";

interface Entry {
  readonly description: string;
  readonly check_name: string;
  readonly fingerprint: string;
  readonly severity: string;
  readonly location: { readonly path: string; readonly lines: { readonly begin: number } };
}

/** What GitLab's documentation says of the report ("Code Quality", section "Code Quality report format"). */
const SCHEMA = {
  type: "array",
  items: {
    type: "object",
    required: ["description", "check_name", "fingerprint", "severity", "location"],
    additionalProperties: false,
    properties: {
      description: { type: "string", minLength: 1 },
      check_name: { type: "string", minLength: 1 },
      fingerprint: { type: "string", minLength: 1 },
      severity: { enum: ["info", "minor", "major", "critical", "blocker"] },
      location: {
        type: "object",
        required: ["path", "lines"],
        additionalProperties: false,
        properties: {
          path: { type: "string", minLength: 1, not: { pattern: "^\\./" } },
          lines: {
            type: "object",
            required: ["begin"],
            additionalProperties: false,
            properties: { begin: { type: "integer", minimum: 1 } },
          },
        },
      },
    },
  },
};
const isValid = new Ajv2020({ strict: true, allErrors: true }).compile<readonly Entry[]>(SCHEMA);

const context = contextOf({ "shop.yaml": SHOP });

/** Throws where GitLab would not read it. */
function entries(text: string): readonly Entry[] {
  const report: unknown = JSON.parse(text);
  if (!isValid(report)) throw new Error(JSON.stringify(isValid.errors));
  return report;
}
const entriesOf = (...findings: readonly Finding[]) => entries(gitlab(reportOf(findings), context));

describe("gitlab", () => {
  it("prints an entry for each finding", () => {
    const findings = [
      findingOf({ help: 'mount "data"' }),
      findingOf({ severity: "warning", rule: "fs-group-missing", message: "second", location: at("b.yaml", 1, 2, 3) }),
    ];
    expect(gitlab(reportOf(findings), context)).toBe(`[
  {
    "description": "container \\"app\\" mounts volume \\"dta\\", but Deployment/shop has no such volume. Help: mount \\"data\\".",
    "check_name": "volume-mount-not-found",
    "fingerprint": "0123456789abcdef",
    "severity": "critical",
    "location": {
      "path": "shop.yaml",
      "lines": {
        "begin": 4
      }
    }
  },
  {
    "description": "second.",
    "check_name": "fs-group-missing",
    "fingerprint": "0123456789abcdef-2",
    "severity": "minor",
    "location": {
      "path": "b.yaml",
      "lines": {
        "begin": 1
      }
    }
  }
]
`);
  });

  it("prints an empty list where nothing is found", () => {
    expect(gitlab(reportOf([]), context)).toBe("[]\n");
  });

  it("has a fingerprint for each of many findings that share theirs, the same in every run", () => {
    const findings = Array.from({ length: 10_000 }, () => findingOf());
    const fingerprints = entriesOf(...findings, ...manyFindings(100)).map(({ fingerprint }) => fingerprint);
    expect(new Set(fingerprints).size).toBe(10_100);
    expect(fingerprints.slice(0, 2)).toEqual(["0123456789abcdef", "0123456789abcdef-2"]);
  });

  it("says info as it is called there", () => {
    expect(entriesOf(findingOf({ severity: "info" }))).toMatchObject([{ severity: "info" }]);
  });

  it("points into the template, and quotes what Helm prints where the line is not known", () => {
    const finding = findingOf({ origin: { place: at("shop/templates/web.yaml", 1, 1, 1), how: "source" } });
    expect(entriesOf(finding)).toMatchObject([
      {
        description: `${finding.message} (line 4 of what Helm prints: - name: dta).`,
        location: { path: "shop/templates/web.yaml", lines: { begin: 1 } },
      },
    ]);
  });

  it("names files from the root of the repository, without ./", () => {
    const inFolder = contextOf({}, { folder: () => "deploy" });
    const report = reportOf([findingOf({ location: at("./shop.yaml", 1, 1, 2) })]);
    expect(entries(gitlab(report, inFolder))[0]?.location.path).toBe("deploy/shop.yaml");
    expect(entries(gitlab(report, contextOf()))[0]?.location.path).toBe("shop.yaml");
  });
});

describe("what GitLab reads back", () => {
  it.each([...AWKWARD_PATHS, ...NO_REPOSITORY_PATHS])("is the path %j", (file) => {
    expect(entriesOf(findingOf({ location: at(file, 4, 17, 20) }))[0]?.location.path).toBe(file);
  });

  it("has a sign in the path for half a character", () => {
    expect(entriesOf(findingOf({ location: at("a\ud800.yaml", 4, 17, 20) }))[0]?.location.path).toBe("a\ufffd.yaml");
  });

  it.each(AWKWARD_TEXTS)("is the text %j, printable and on one line", (text) => {
    const shown = onOneLine(text);
    expect(entriesOf(findingOf({ message: `${text} is met`, help: `add ${text} here` }))[0]?.description).toBe(
      `${shown} is met. Help: add ${shown} here.`,
    );
  });

  it("is valid and safe to print, whatever the texts", () => {
    for (const report of [hostileReport(), reportOf(awkwardFindings())]) {
      const text = gitlab(report, hostileContext());
      expect(dangersIn(text)).toEqual([]);
      expect(entries(text)).toHaveLength(report.findings.length);
      expect(halvesIn(text)).toEqual([]);
    }
  });
});
