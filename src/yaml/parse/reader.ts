import type { DuplicateKey, Oddity } from "../document.ts";
import { DEEPEST } from "../limits.ts";
import { BeyondLimit, Refused } from "../refusal.ts";
import type { Scalar } from "../resolve/plain.ts";
import { tagged } from "../resolve/tagged.ts";
import { AFTER_MARKER, BOM, END, HASH, isBreak } from "../scan/characters.ts";
import { directives } from "../scan/directives.ts";
import { firstUnprintable } from "../scan/printable.ts";
import { Scanner } from "../scan/scanner.ts";
import { TagHandles } from "../scan/tag-handles.ts";
import { ENTRY, Kind, Tape } from "../tape.ts";
import { Anchors } from "./anchors.ts";
import { inlineNode, node } from "./block.ts";
import { Duplicates } from "./duplicates.ts";
import type { Value } from "./mapping.ts";
import { Merges } from "./merge.ts";
import { Oddities } from "./oddities.ts";

/** What stands in one document. */
export interface Reading {
  /** undefined where the document is empty. */
  readonly value: Value | undefined;
  /** At most 20. */
  readonly duplicates: readonly DuplicateKey[];
  /** At most 20. */
  readonly oddities: readonly Oddity[];
  /** Where what follows the end marker "..." starts; the length of the text where nothing does. */
  readonly rest: number;
}

/** Reads documents one after the other; its tape holds the places of the last. */
export class Reader extends Scanner {
  readonly tape = new Tape();
  readonly anchors = new Anchors();
  readonly handles = new TagHandles();
  readonly duplicates = new Duplicates();
  readonly oddities = new Oddities();
  readonly merges = new Merges();
  /** The key read last: where it stands and its name. */
  keyStart = 0;
  keyEnd = 0;
  key = "";
  /** Its anchor, and the value that this stands for then. */
  keyAnchor: string | undefined;
  keyValue: Value = null;
  /** True where that key is a merge. */
  isMerge = false;
  /** True for a document that begins with "{": it goes to a JSON decoder first, which knows other escapes. */
  json = false;
  #depth = 0;

  /** Reads a closed text. Throws Refused. */
  read(text: string): Reading {
    this.restart(text);
    if (!this.isEveryday) this.#refuseUnprintable();
    this.tape.clear();
    this.anchors.reset();
    this.handles.reset();
    this.duplicates.reset();
    this.oddities.reset();
    this.merges.reset();
    this.#depth = 0;
    const value = this.#document();
    const { tape } = this;
    return { value, duplicates: this.duplicates.found(tape), oddities: this.oddities.found(tape), rest: this.#rest() };
  }

  enter(at: number): void {
    if (++this.#depth > DEEPEST)
      throw new BeyondLimit({ start: at, end: at + 1 }, `collections are nested more than ${DEEPEST} deep here`);
  }
  leave(): void {
    this.#depth--;
  }
  /** How many nodes have been read. */
  get nodes(): number {
    return this.tape.length / ENTRY;
  }
  /** The value of a scalar with a tag. */
  tagged(tag: string, text: string, start: number, end: number): Scalar {
    const result = tagged(tag, text);
    if ("value" in result) return this.finite(result.value, start, end);
    throw this.refused(start, end, result.misfit, "remove the tag, or write a value that fits it");
  }

  /** Refuses .inf and .nan. */
  finite(value: Scalar, start: number, end: number): Scalar {
    if (typeof value !== "number" || Number.isFinite(value)) return value;
    const written = this.text.slice(start, end);
    throw this.refused(
      start,
      end,
      `"${written}" is a number that JSON does not have`,
      "put it in quotes if it is meant as text",
    );
  }

  #refuseUnprintable(): void {
    const { text } = this;
    const at = firstUnprintable(text);
    if (at === text.length - 1) return;
    const code = text.charCodeAt(at).toString(16).toUpperCase().padStart(4, "0");
    throw new Refused(
      { start: at, end: at + 1 },
      `the character U+${code} may not stand in YAML`,
      "remove it, or write it as an escape in double quotes",
    );
  }
  #document(): Value | undefined {
    this.#skipBom();
    this.nextLine();
    const declared = this.column === 0 && this.text[this.at] === "%" && directives(this, this.handles);
    if (this.text.startsWith("---", this.at) && this.column < 0) return this.#marked();
    if (declared) throw this.refusedWord(this.at, 'the directives above need a line "---" behind them');
    if (this.column < 0) {
      if (this.text[this.at] === ".") throw this.refusedWord(this.at, '"..." ends no document here', "remove it");
      return undefined;
    }
    return this.#root(true);
  }
  #marked(): Value | undefined {
    this.at += AFTER_MARKER;
    const code = this.skipBlanks();
    if (code !== END && code !== HASH && !isBreak(code)) return this.#root(false);
    this.endLine();
    if (this.text.charCodeAt(this.at) === BOM && this.at === this.lineStart) {
      this.#skipBom();
      this.nextLine();
    }
    return this.column < 0 ? undefined : this.#root(true);
  }
  #root(fresh: boolean): Value | undefined {
    this.json = this.text[this.at] === "{";
    const value = fresh ? node(this, -1, false) : inlineNode(this, -1);
    if (this.column >= 0) throw this.#afterRoot();
    return this.tape.kind(0) === Kind.empty && value === null ? undefined : value;
  }
  #afterRoot(): Error {
    return this.refused(
      this.at,
      this.lineEnd(this.at),
      "this line does not belong to the value above it, which has ended",
      'indent it like the lines above, or separate documents with "---"',
    );
  }
  #skipBom(): void {
    while (this.text.charCodeAt(this.at) === BOM) this.at++;
    this.lineStart = this.at;
  }
  #rest(): number {
    while (this.text.startsWith("...", this.at)) {
      this.at += AFTER_MARKER;
      this.endLine();
    }
    return this.at;
  }
}
