import { isUtf8 } from "node:buffer";

const UTF8_BOM = 3;
/** In a pattern with "u", two halves of one character are not looked at one by one. */
const LONE_SURROGATES = /[\ud800-\udfff]/gu;
const BROKEN = 0xff;

/** The input as UTF-8, without copying it where it is that already. UTF-16 is known by its byte order mark, as in Go. */
export function utf8Of(bytes: Uint8Array): Buffer {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const mark = buffer.length < 2 ? 0 : buffer.readUInt16BE(0);
  if (mark !== 0xfffe && mark !== 0xfeff) return buffer;
  const pairs = Buffer.from(buffer.subarray(2, buffer.length - (buffer.length % 2)));
  return fromUtf16((mark === 0xfeff ? pairs.swap16() : pairs).toString("utf16le"), buffer.length % 2 === 1);
}

/** Half a character becomes a byte that is none in UTF-8 either, so that its document is refused there. */
function fromUtf16(text: string, isCut: boolean): Buffer {
  const bytes = Buffer.alloc(Buffer.byteLength(text) + 1);
  let [from, end] = [0, 0];
  for (const { index } of text.matchAll(LONE_SURROGATES)) {
    end += bytes.write(text.slice(from, index), end);
    bytes[end++] = BROKEN;
    from = index + 1;
  }
  end += bytes.write(text.slice(from), end);
  if (isCut) bytes[end++] = BROKEN;
  return bytes.subarray(0, end);
}

/** Length of the byte order mark at the start. */
export const bomLength = (bytes: Buffer): number =>
  bytes.length >= UTF8_BOM && bytes.readUIntBE(0, UTF8_BOM) === 0xefbbbf ? UTF8_BOM : 0;

/** Where the first byte stands that belongs to no character of UTF-8; -1 where all do. */
export function firstBroken(bytes: Buffer, start: number, end: number): number {
  if (isUtf8(bytes.subarray(start, end))) return -1;
  let at = start;
  while (at < end) {
    const next = at + characterLength(bytes[at]!);
    if (next > end || !isUtf8(bytes.subarray(at, next))) return at;
    at = next;
  }
  return -1;
}

const characterLength = (lead: number): number => (lead < 0xc0 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4);
