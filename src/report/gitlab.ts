import type { Finding } from "../finding/finding.ts";
import { templateElsewhere } from "../finding/primary.ts";
import type { Severity } from "../finding/severity.ts";
import { jsonText, onOneLine } from "./escape.ts";
import type { FormatContext, Formatter } from "./format.ts";
import { pointed } from "./pointed.ts";
import { repositoryPath } from "./repository-path.ts";
import { sentence } from "./sentence.ts";
import { wellFormed } from "./well-formed.ts";

/** An error is certain to fail in the cluster. "blocker" would say that it stops the pipeline, which --fail-on decides. */
const SEVERITIES: Readonly<Record<Severity, string>> = { error: "critical", warning: "minor", info: "info" };

/** A Code Quality report: what GitLab reads of each finding, and no more. */
export const gitlab: Formatter = ({ findings }, context) => {
  const identities = new Identities();
  return jsonText(findings.map((finding) => entryOf(finding, identities.of(finding), context)));
};

function entryOf(finding: Finding, fingerprint: string, context: FormatContext) {
  const { location, message } = pointed(finding, context);
  const template = templateElsewhere(finding);
  const from = template ? [sentence(`Rendered from: ${onOneLine(template.file)}`)] : [];
  const help = finding.help === undefined ? [] : [sentence(`Help: ${onOneLine(finding.help)}`)];
  return {
    description: [sentence(onOneLine(message)), ...from, ...help].join(" "),
    check_name: onOneLine(finding.rule),
    fingerprint,
    severity: SEVERITIES[finding.severity],
    location: {
      path: wellFormed(repositoryPath(location.file, context) ?? location.file),
      lines: { begin: location.start.line },
    },
  };
}

/** GitLab keeps only the first of the entries that share a fingerprint: the others are numbered. */
class Identities {
  readonly #counts = new Map<string, number>();

  of({ fingerprint }: Finding): string {
    const count = (this.#counts.get(fingerprint) ?? 0) + 1;
    this.#counts.set(fingerprint, count);
    return count === 1 ? fingerprint : `${fingerprint}-${count}`;
  }
}
