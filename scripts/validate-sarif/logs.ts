import { type FormatContext, lint, type Report, RULES, readManifests, type Source } from "../../src/index.ts";
import { jsonText } from "../../src/report/escape.ts";
import { sarif } from "../../src/report/sarif.ts";
import { HOSTILE_TEXTS, shortfallSaying } from "../../test/report/hostile-texts.ts";
import {
  at,
  contextOf,
  findingOf,
  HOSTILE,
  hostileContext,
  hostileReport,
  reportOf,
  SHORTFALLS,
} from "../../test/report/samples.ts";
import { missingVolumesOnOneLine } from "../hostile/manifests.ts";

interface Log {
  readonly name: string;
  /** What it holds, for the page. */
  readonly about: string;
  readonly text: string;
}

/** SARIF as the tool writes it, from the best to the worst input. */
export const sarifLogs = (): readonly Log[] => [
  { name: "empty", about: "a report without findings", text: sarif(reportOf([]), contextOf({}, { rules: RULES })) },
  { name: "examples", about: "the bad examples of all rules, with all profiles and previews", text: examples() },
  { name: "suppressed", about: "findings that comments, annotations and a baseline suppress", text: suppressed() },
  { name: "chart", about: "findings in templates of a chart, of which the line is known or not", text: chart() },
  { name: "standard-input", about: "findings in the standard input", text: linted("<stdin>", bytes(POD)) },
  { name: "hostile-fields", about: "a report of which every text commands a terminal or CI", text: hostile() },
  {
    name: "hostile-manifest",
    about: "a manifest and a path full of such text",
    text: linted(HOSTILE, bytes(hostilePod())),
  },
  {
    name: "shortfalls",
    about: "a report that tells what could not be done, in plain and in hostile text",
    text: sarif(
      reportOf([]),
      contextOf({}, { rules: RULES, shortfalls: [...SHORTFALLS, ...HOSTILE_TEXTS.map(shortfallSaying)] }),
    ),
  },
  {
    name: "capped",
    about: "6,000 findings on one line, of which 5,000 are kept",
    text: linted("one line.json", bytes(missingVolumesOnOneLine(6000))),
  },
];

/** What the tool must refuse: otherwise its silence on the others would say nothing. */
export function brokenLog(): Log {
  const log = JSON.parse(linted("shop.yaml", bytes(POD)));
  log.runs[0].results[0].locations = [];
  log.runs[0].tool.driver.rules[0].shortDescription.text = "";
  return { name: "broken", about: "a result without a location", text: JSON.stringify(log) };
}

const POD = `apiVersion: v1
kind: Pod
metadata: {name: web}
spec:
  containers:
    - name: web
      image: example/web:1
      volumeMounts:
        - {name: gone, mountPath: /gone}
`;

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

function linted(file: string, manifest: Uint8Array): string {
  const source = readManifests(file, manifest);
  return sarif(lint([source], { profiles: ["all"], preview: true }), contextFor([source]));
}

function examples(): string {
  const runs = RULES.flatMap((rule) =>
    rule.examples.map(({ bad, platform }, index) => {
      const source = readManifests(`examples/${rule.id} ${index + 1}.yaml`, bytes(bad.replaceAll(/ # bad$/gm, "")));
      return { source, report: lint([source], { profiles: ["all"], preview: true, platform }) };
    }),
  );
  const findings = runs.flatMap(({ report }) => report.findings);
  return sarif(reportOf(findings), contextFor(runs.map(({ source }) => source)));
}

function suppressed(): string {
  const commented = POD.replace("        - {", "        # plimsoll: allow volume-mount-not-found -- seen\n        - {");
  const annotated = POD.replace("{name: web}", '{name: api, annotations: {plimsoll/allow: "volume-mount-not-found"}}');
  const open = POD.replace("{name: web}", "{name: open}");
  const source = readManifests("pods.yaml", bytes(`${commented}---\n${annotated}---\n${open}`));
  const report: Report = lint([source], { keepSuppressed: true });
  const known = { finding: findingOf(), by: [{ how: "baseline" }] } as const;
  return sarif({ ...report, suppressed: [...(report.suppressed ?? []), known] }, contextFor([source]));
}

function chart(): string {
  const template = "charts/shop/templates/web.yaml";
  const place = at(template, 3, 5, 12);
  const findings = (["exact", "positional", "aligned", "source"] as const).map((how, index) =>
    findingOf({
      location: at("charts/shop", index + 4, 3, 8),
      origin: { template: { file: template, start: place.start }, place, valuesKey: "web.image", how },
      related: [
        { location: at("charts/shop", 2, 1, 4), label: "the volumes stand here" },
        { location: at("charts/shop", 3, 1, 4), label: "the claim stands here", place: at(template, 1, 1, 5) },
      ],
    }),
  );
  const files = { [template]: "kind: Pod\nspec:\n    volumes: []\n", "charts/shop": "a: 1\nb: 2\nc: 3\nd: 4\ne: 5\n" };
  return sarif(reportOf(findings), contextOf(files, { rules: RULES, folder: () => "deploy", category: "shop/prod" }));
}

const hostile = (): string => sarif(hostileReport(), hostileContext({ folder: () => HOSTILE, category: HOSTILE }));

/** Names in double quotes: JSON's escapes are YAML's, which takes no half of a surrogate pair. */
const hostilePod = (): string =>
  POD.replaceAll(/(?<=name: )(web|gone)/g, (name) => jsonText(name + HOSTILE.replace("\ud800", "")).trimEnd());

const contextFor = (sources: readonly Source[]): FormatContext => ({
  ...contextOf(),
  rules: RULES,
  line: (file, number) => sources.find((source) => source.file === file)?.line(number),
});
