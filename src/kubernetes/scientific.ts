import { scientificIn } from "./scientific-number.ts";

const PLUS = 43;
const SMALL_E = 101;

/** True where the text is a number as Go prints those of a million and more, or sets something to one: --limit=1e+06. Cheap where it is not. */
export function endsInScientific(text: string): boolean {
  return (
    text.charCodeAt(text.length - 3) === PLUS &&
    text.charCodeAt(text.length - 4) === SMALL_E &&
    scientificIn(text) !== undefined
  );
}
