import type { Refusal } from "./document.ts";
import { MOST_ANCHORS } from "./limits.ts";
import { type Refused, UnknownAnchor } from "./refusal.ts";
import { remembered } from "./remembered.ts";
import { AMPERSAND, endsWord, isBlank, isBreak, isNameCharacter } from "./scan/characters.ts";
import type { Location } from "./span.ts";
import type { ByteRange } from "./split.ts";
import type { Stream } from "./stream.ts";

/** What may stand before an anchor on its line; it follows at once, or behind blanks. */
const LEADS = ":-?[{,";
const ENDS = ",]}";

/** The refusal of the document in `range`; of an alias, with the anchor of the stream that is out of its reach. */
export function streamRefusal(refused: Refused, stream: Stream, range: ByteRange): Refusal {
  const { refusal } = refused;
  if (!(refused instanceof UnknownAnchor)) return refusal;
  const { anchor } = refused;
  const below = firstAnchors(stream.bytes, range).get(anchor);
  const at = below ?? anchorsOf(stream).get(anchor);
  if (at === undefined) return refusal;
  const related = { at: locate(stream, at, anchor), label: `"&${anchor}" stands here` };
  return below === undefined
    ? {
        at: refusal.at,
        message: `alias "*${anchor}" is out of reach: "&${anchor}" stands in another document, and anchors end at "---"`,
        help: "write the value out, or anchor one in this document",
        related,
      }
    : {
        at: refusal.at,
        message: `alias "*${anchor}" stands above its anchor "&${anchor}"`,
        help: "anchor the value where it stands first",
        related,
      };
}

const anchorsOf = remembered(({ bytes, start }: Stream) => firstAnchors(bytes, { start, end: bytes.length }));

function locate(stream: Stream, offset: number, anchor: string): Location {
  const { file, lines } = stream;
  const line = lines.indexOf(offset);
  const column = stream.text(lines.starts[line]!, offset).length + 1;
  return {
    file,
    start: { line: line + 1, column },
    end: { line: line + 1, column: column + 1 + anchor.length },
  };
}

/** Where each name is first anchored, as it looks: text in a block scalar may look so too. */
function firstAnchors(stream: Buffer, { start, end }: ByteRange): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  const bytes = stream.subarray(start, end);
  for (let at = bytes.indexOf(AMPERSAND); at >= 0; at = bytes.indexOf(AMPERSAND, at + 1)) {
    let behind = at + 1;
    while (isNameCharacter(bytes[behind]!)) behind++;
    if (behind === at + 1 || !isLead(bytes, at) || !isEnd(bytes[behind])) continue;
    const name = bytes.toString("latin1", at + 1, behind);
    if (!found.has(name)) found.set(name, start + at);
    if (found.size === MOST_ANCHORS) break;
  }
  return found;
}

function isLead(bytes: Buffer, at: number): boolean {
  let before = at - 1;
  while (before >= 0 && isBlank(bytes[before]!)) before--;
  return before < 0 || isBreak(bytes[before]!) || LEADS.includes(String.fromCharCode(bytes[before]!));
}

const isEnd = (byte: number | undefined): boolean =>
  byte === undefined || endsWord(byte) || ENDS.includes(String.fromCharCode(byte));
