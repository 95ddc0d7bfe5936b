import { integer } from "./numbers.ts";
import type { Scalar } from "./plain.ts";

const INT64_MAX = 2n ** 63n - 1n;

/**
 * The name a key has in JSON, as sigs.k8s.io/yaml makes it of its value: "on:" is "true" and "0644:" is "420".
 * undefined where Kubernetes takes no such key: null, and integers beyond 64 bits with sign.
 */
export function keyName(value: Scalar, written: string): string | undefined {
  switch (typeof value) {
    case "string":
      return value;
    case "boolean":
      return String(value);
    case "bigint":
      return value > INT64_MAX ? undefined : String(value);
    case "number":
      return integer(written) === undefined ? floatName(value) : String(value);
    default:
      return undefined;
  }
}

/** Go's strconv.FormatFloat(value, 'g', -1, 32). */
function floatName(value: number): string {
  if (Number.isNaN(value)) return ".nan";
  const single = Math.fround(value);
  if (!Number.isFinite(single)) return single < 0 ? "-.inf" : ".inf";
  const sign = single < 0 || Object.is(single, -0) ? "-" : "";
  const [mantissa = "0", exponent = "0"] = shortest(Math.abs(single)).split("e");
  const digits = mantissa.replace(".", "");
  const power = Number(exponent);
  if (power < -4 || power >= 6) return `${sign}${mantissa}e${signed(power)}`;
  return sign + decimal(digits, power);
}

function shortest(single: number): string {
  for (let places = 0; places < 9; places++) {
    const written = single.toExponential(places);
    if (Math.fround(Number(written)) === single) return written;
  }
  return single.toExponential(9);
}

function decimal(digits: string, power: number): string {
  if (power < 0) return `0.${"0".repeat(-power - 1)}${digits}`;
  const whole = digits.padEnd(power + 1, "0");
  return whole.length > power + 1 ? `${whole.slice(0, power + 1)}.${whole.slice(power + 1)}` : whole;
}

const signed = (power: number): string => (power < 0 ? "-" : "+") + String(Math.abs(power)).padStart(2, "0");
