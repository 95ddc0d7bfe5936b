/** Modes that files are given; which bits a number sets shows only in octal. */
const USUAL: ReadonlySet<number> = new Set([
  0o400, 0o440, 0o444, 0o500, 0o550, 0o555, 0o600, 0o640, 0o644, 0o660, 0o664, 0o666, 0o700, 0o740, 0o744, 0o750, 0o754,
  0o755, 0o770, 0o774, 0o775, 0o777,
]);

export const isUsualMode = (mode: number): boolean => USUAL.has(mode);

/** The most that the API server takes (pkg/apis/core/validation/validation.go, fileModeErrorMsg). */
export const HIGHEST_MODE = 0o777;

/** 0644 */
export const octal = (mode: number): string => `0${mode.toString(8)}`;

/** The mode that the digits mean where they are octal: 420 of 644. undefined where that is no usual mode. */
export function modeOfDigits(digits: string): number | undefined {
  if (!/^[0-7]{3,4}$/.test(digits)) return undefined;
  const mode = Number.parseInt(digits, 8);
  return isUsualMode(mode) ? mode : undefined;
}
