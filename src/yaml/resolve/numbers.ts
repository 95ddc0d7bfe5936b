const INTEGER = /^[-+]?(?:0[xX][0-9a-fA-F]+|0[bB][01]+|0[oO][0-7]+|0[0-7]*|[1-9][0-9]*)$/;
const BINARY = /^0b[-+][01]+$/;
const FLOAT = /^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$/;
const SMALL = 15;
const [LOWEST, HIGHEST] = [-(2n ** 63n), 2n ** 64n - 1n];

/** A number as go-yaml reads it: 0400 is octal, 1_000 is a thousand, 1e400 is text (undefined). Beyond 2^53 a bigint. */
export function number(text: string): number | bigint | undefined {
  return integer(text) ?? float(text);
}

export function integer(text: string): number | bigint | undefined {
  const digits = text.includes("_") ? text.replaceAll("_", "") : text;
  if (!INTEGER.test(digits)) return BINARY.test(digits) ? binary(digits) : undefined;
  const sign = digits[0] === "-" ? -1 : 1;
  const bare = digits[0] === "-" || digits[0] === "+" ? digits.slice(1) : digits;
  const octal = bare[0] === "0" && /^[0-7]/.test(bare.slice(1));
  const readable = octal ? `0o${bare}` : bare;
  if (readable.length <= SMALL) return sign * Number(readable) || 0;
  const exact = BigInt(sign) * BigInt(readable);
  if (exact < LOWEST || exact > HIGHEST || (digits[0] === "+" && exact >= 2n ** 63n)) return undefined;
  return fitting(exact);
}

/** go-yaml also takes a sign behind "0b". */
function binary(digits: string): number | bigint | undefined {
  const exact = BigInt(digits[2] === "-" ? -1 : 1) * BigInt(`0b${digits.slice(3)}`);
  return exact < LOWEST || exact >= 2n ** 63n ? undefined : fitting(exact);
}

function fitting(exact: bigint): number | bigint {
  const near = Number(exact);
  return Number.isSafeInteger(near) ? near : exact;
}

export function float(text: string): number | undefined {
  const digits = text[0] !== "." && text.includes("_") ? text.replaceAll("_", "") : text;
  if (!FLOAT.test(digits)) return undefined;
  const value = Number(digits);
  return Number.isFinite(value) ? value : undefined;
}
