const SLOTS = 8192;
const LONGEST = 40;
const slots: string[] = new Array(SLOTS).fill("");

/**
 * The text between two offsets, which most often has been seen before: manifests repeat few words. The copy that is
 * remembered is a property name, because a slice would keep its whole document alive.
 */
export function intern(text: string, start: number, end: number): string {
  const length = end - start;
  if (length > LONGEST) return text.slice(start, end);
  let hash = length;
  for (let at = start; at < end; at++) hash = (Math.imul(hash, 31) + text.charCodeAt(at)) | 0;
  const slot = (hash ^ (hash >>> 13)) & (SLOTS - 1);
  const known = slots[slot]!;
  if (known.length === length) {
    let at = 0;
    while (at < length && known.charCodeAt(at) === text.charCodeAt(start + at)) at++;
    if (at === length) return known;
  }
  const [copy = ""] = Object.keys({ [text.slice(start, end)]: 0 });
  slots[slot] = copy;
  return copy;
}
