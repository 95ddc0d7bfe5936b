import { CORE } from "../scan/tag-handles.ts";
import { float, integer } from "./numbers.ts";
import { resolve, type Scalar } from "./plain.ts";

/** A value, or the reason why the text does not fit its tag. */
export type Tagged = { readonly value: Scalar } | { readonly misfit: string };

/** What a scalar with a tag means; a tag that YAML does not know makes it text. Quotes make no difference. */
export function tagged(tag: string, text: string): Tagged {
  const type = tag.startsWith(CORE) ? tag.slice(CORE.length) : "";
  switch (type) {
    case "str":
      return { value: text };
    case "null":
      return only(type, text, (value) => value === null);
    case "bool":
      return only(type, text, (value) => typeof value === "boolean");
    case "int":
      return only(
        type,
        text,
        (value) => typeof value === "bigint" || (typeof value === "number" && integer(text) !== undefined),
      );
    case "float":
      return only(type, text, (value) => typeof value === "number" || (typeof value === "bigint" && value < 2n ** 63n));
    case "timestamp":
      return isTimestamp(text) ? { value: text } : misfit(type, text);
    case "binary":
      return binary(text);
    default:
      return { value: text };
  }
}

function only(type: string, text: string, fits: (value: Scalar) => boolean): Tagged {
  const value = resolve(text);
  if (!fits(value)) return misfit(type, text);
  return { value: type === "float" && typeof value === "bigint" ? (float(text) ?? Number(value)) : value };
}

const misfit = (type: string, text: string): Tagged => ({ misfit: `"${text.slice(0, 40)}" is no !!${type}` });

/** The forms that go-yaml takes: a date, or a date and a time that has a zone behind "T" and none behind a blank. */
const TIMESTAMP =
  /^(\d{4})-(\d{1,2})-(\d{1,2})(?:[Tt](\d{1,2}):(\d{1,2}):(\d{1,2})(?:[.,]\d+)?(?:Z|[-+](?:[01]\d|2[0-4]):(?:[0-5]\d|60))| +(\d{1,2}):(\d{1,2}):(\d{1,2})(?:[.,]\d+)?)?$/;

function isTimestamp(text: string): boolean {
  const found = TIMESTAMP.exec(text);
  if (!found) return false;
  const [, year, month, day, ...time] = found.map(Number);
  const [hour = 0, minute = 0, second = 0] = time.filter((n) => !Number.isNaN(n));
  if (month! < 1 || month! > 12 || day! < 1 || hour > 23 || minute > 59 || second > 59) return false;
  return day! <= new Date(Date.UTC(2000 + (year! % 400), month!, 0)).getUTCDate();
}

/** Go's standard base64: padded, line breaks skipped. Bytes that are no UTF-8 become U+FFFD, as in Go's JSON. */
function binary(text: string): Tagged {
  const packed = text.replace(/[\r\n]/g, "");
  if (packed.length % 4 !== 0 || !/^[A-Za-z0-9+/]*={0,2}$/.test(packed)) return misfit("binary", text);
  return { value: Buffer.from(packed, "base64").toString("utf8") };
}
