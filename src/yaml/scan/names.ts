const SLOTS = 8192;
const LONGEST = 40;
/** Code units: longer values are seldom met again. */
const OFTEN_REPEATED = 24;
/** A longer value is much of its document, which it may keep. */
const LONGEST_COPY = 1000;
const slots: string[] = new Array(SLOTS).fill("");
/** V8 cuts a shorter piece out as a copy; a longer one keeps the whole text that it is cut from. */
const SHORTEST_SLICE = 13;

/**
 * The text between two offsets, which most often has been seen before: manifests repeat few words. A few characters
 * choose the slot and one built-in call compares: a loop over all of them costs more than the rest of the reader, as
 * long as the engine still interprets it.
 */
export function intern(text: string, start: number, end: number): string {
  const length = end - start;
  if (length > LONGEST) return text.slice(start, end);
  const slot =
    (length * 1031 +
      text.charCodeAt(start) * 61 +
      text.charCodeAt(start + (length >> 1)) * 1979 +
      text.charCodeAt(end - 3) * 397 +
      text.charCodeAt(end - 2) * 131 +
      text.charCodeAt(end - 1) * 17) &
    (SLOTS - 1);
  const known = slots[slot]!;
  if (known.length === length && text.startsWith(known, start)) return known;
  const piece = text.slice(start, end);
  const own = length < SHORTEST_SLICE ? piece : ownCopy(piece);
  slots[slot] = own;
  return own;
}

/** A value that stands between two offsets. It does not keep the text of its document, which is most of the memory of a run. */
export function cutOut(text: string, start: number, end: number): string {
  const length = end - start;
  if (length <= OFTEN_REPEATED) return intern(text, start, end);
  const piece = text.slice(start, end);
  return length <= LONGEST_COPY ? ownCopy(piece) : piece;
}

let names: Record<string, true> = Object.create(null);
let count = 0;

/** A property name is a string of its own: V8 lets go of the text that it was cut from. */
function ownCopy(piece: string): string {
  if (++count > SLOTS) {
    names = Object.create(null);
    count = 0;
  }
  names[piece] = true;
  return piece;
}
