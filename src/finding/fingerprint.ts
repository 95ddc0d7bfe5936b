const PRIME = 0x100000001b3n;
const OFFSET_BASIS = 0xcbf29ce484222325n;

/** FNV-1a, 64 bits, over the UTF-8 bytes of the parts, each ended by a zero byte; 16 hex digits. */
export function fingerprint(parts: readonly string[]): string {
  let hash = OFFSET_BASIS;
  for (const part of parts)
    for (const byte of new TextEncoder().encode(`${part}\0`)) hash = BigInt.asUintN(64, (hash ^ BigInt(byte)) * PRIME);
  return hash.toString(16).padStart(16, "0");
}
