import type { Finding, SuppressedBy } from "../finding/finding.ts";
import { primaryOf } from "../finding/primary.ts";
import { onOneLine } from "./escape.ts";
import type { FormatContext } from "./format.ts";
import { sarifFixes } from "./sarif-fix.ts";
import { sarifMessage } from "./sarif-message.ts";
import { besidesOf, physicalLocation } from "./sarif-place.ts";
import { SARIF_LEVELS } from "./sarif-rule.ts";

/** A finding as it is told in SARIF. */
export interface Told {
  readonly finding: Finding;
  /** undefined where the report keeps no suppressed findings; none where the finding is not suppressed. */
  readonly by: readonly SuppressedBy[] | undefined;
}

/** What only the whole run knows of a result. */
interface InRun {
  readonly ruleIndex: number | undefined;
  /** undefined where the text of the file is not at hand. */
  readonly lineHash: string | undefined;
}

export function resultOf({ finding, by }: Told, { ruleIndex, lineHash }: InRun, context: FormatContext) {
  const related = besidesOf(finding).flatMap(({ label, location }) => (location ? [{ label, location }] : []));
  const fixes = sarifFixes(finding, context);
  const name = qualifiedName(finding);
  return {
    ruleId: finding.rule,
    ...(ruleIndex !== undefined && { ruleIndex }),
    level: SARIF_LEVELS[finding.severity],
    message: { text: sarifMessage(finding, context) },
    locations: [
      {
        physicalLocation: physicalLocation(primaryOf(finding), context),
        ...(name !== "" && { logicalLocations: [{ fullyQualifiedName: name }] }),
      },
    ],
    ...(related.length > 0 && {
      relatedLocations: related.map(({ location, label }, index) => ({
        id: index + 1,
        message: { text: onOneLine(label) },
        physicalLocation: physicalLocation(location, context),
      })),
    }),
    partialFingerprints: {
      ...(lineHash !== undefined && { primaryLocationLineHash: lineHash }),
      "plimsoll/v1": finding.fingerprint,
    },
    ...(fixes && { fixes }),
    ...(by && { suppressions: by.map(suppressionOf) }),
    properties: propertiesOf(finding),
  };
}

/** Kind/namespace/name/path, of which is left out what is not there. */
const qualifiedName = ({ resource, path }: Finding): string =>
  [resource?.kind, resource?.namespace, resource?.name, path]
    .filter((part) => part)
    .map((part) => onOneLine(part ?? ""))
    .join("/");

const suppressionOf = ({ how, reason }: SuppressedBy) => ({
  kind: how === "comment" || how === "annotation" ? "inSource" : "external",
  ...(reason && { justification: onOneLine(reason) }),
});

function propertiesOf({ confidence, resource, location, origin }: Finding) {
  return {
    confidence,
    ...(resource && { resource: filled(resource) }),
    ...(origin && {
      provenance: {
        how: origin.how,
        ...(origin.template && {
          template: filled({ file: origin.template.file, line: origin.template.start?.line }),
        }),
        ...(origin.valuesKey && { valuesKey: origin.valuesKey }),
        rendered: filled({ file: location.file, line: location.start.line }),
      },
    }),
  };
}

/** Code scanning refuses empty texts where it reads them; elsewhere they say nothing either. */
const filled = (record: object): object =>
  Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined && value !== ""));
