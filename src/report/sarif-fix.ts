import type { Edit, Finding } from "../finding/finding.ts";
import { onOneLine } from "./escape.ts";
import type { FormatContext } from "./format.ts";
import { isStdin, uriOf } from "./uri.ts";

/** The fix for editors that offer it. None for text that is in no file, or that the next rendering writes anew. */
export function sarifFixes({ fix, origin }: Finding, { folder }: Pick<FormatContext, "folder">) {
  if (!fix || fix.edits.length === 0 || origin || fix.edits.some(({ location }) => isStdin(location.file)))
    return undefined;
  const changes = new Map<string, Edit[]>();
  for (const edit of fix.edits) {
    const uri = uriOf(edit.location.file, folder?.());
    changes.set(uri, [...(changes.get(uri) ?? []), edit]);
  }
  return [
    {
      description: { text: `${onOneLine(fix.title)}${fix.safe ? "" : " (may change what was meant)"}` },
      artifactChanges: [...changes].map(([uri, edits]) => ({
        artifactLocation: { uri },
        replacements: edits.map(replacementOf),
      })),
      properties: { safe: fix.safe },
    },
  ];
}

const replacementOf = ({ location: { start, end }, text }: Edit) => ({
  deletedRegion: { startLine: start.line, startColumn: start.column, endLine: end.line, endColumn: end.column },
  ...(text !== "" && { insertedContent: { text } }),
});
