import { byFile, type Entry } from "./by-file.ts";
import type { Formatter } from "./format.ts";
import { notesOf } from "./notes.ts";
import { type Element, xmlDocument } from "./xml.ts";

/** Checkstyle's XML, version 4.3, as Jenkins, reviewdog and many others read it. */
export const checkstyle: Formatter = (report, context) =>
  xmlDocument({
    name: "checkstyle",
    attributes: { version: "4.3" },
    content: byFile(report, context).map(({ file, entries }) => ({
      name: "file",
      attributes: { name: file },
      content: entries.map(errorOf),
    })),
  });

/** Readers show the message and nothing else of it, so what to do stands there too. */
const errorOf = ({ finding, location: { start }, message }: Entry): Element => ({
  name: "error",
  attributes: {
    line: start.line,
    column: start.column,
    severity: finding.severity,
    message: [message, ...Array.from(notesOf(finding), ({ name, text }) => `${name}: ${text}`)].join("; "),
    source: `plimsoll.${finding.rule}`,
  },
});
