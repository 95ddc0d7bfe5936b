import { closed } from "./closed.ts";
import { LineTable } from "./line-table.ts";
import { Reader } from "./parse/reader.ts";
import { Refused } from "./refusal.ts";
import { Tape } from "./tape.ts";
import { Tracer } from "./trace.ts";

export type { Places };

export const placesOf = (text: string): Places => new Places(text);

/** The text of a document, its lines and its tape. */
class Places {
  readonly lines: LineTable;
  #tracer: Tracer | undefined;

  constructor(readonly text: string) {
    this.lines = LineTable.ofText(text);
  }
  get tracer(): Tracer {
    this.#tracer ??= new Tracer(this.text, tapeOf(this.text));
    return this.#tracer;
  }
}

/** One for all that is ever read again. */
let reader: Reader | undefined;

/** Empty where the text cannot be read. */
function tapeOf(text: string): Tape {
  reader ??= new Reader();
  try {
    reader.read(closed(text));
    return reader.tape.copy();
  } catch (error) {
    if (error instanceof Refused) return new Tape();
    throw error;
  }
}
