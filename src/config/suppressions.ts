import type { Document } from "../yaml/document.ts";
import type { Node } from "../yaml/node.ts";
import type { Place } from "../yaml/place.ts";
import { placeIn } from "../yaml/place-in.ts";
import { beginningOf } from "./beginning.ts";
import { NAME } from "./may-suppress.ts";
import { type Form, type Slip, type Statement, statementsOf } from "./suppression-statement.ts";

/** What a comment or an annotation says about one rule. */
export interface TextSuppression extends Omit<Statement, "at"> {
  readonly form: "comment" | "annotation";
  /** The rule's name, or what the slip is about. */
  readonly at: Place;
  /** The line whose findings a comment silences, 1-based. undefined for an annotation: it silences those of its object. */
  readonly line: number | undefined;
}

/** What makes a comment with our name in front ours: the colon, or "allow" without it. */
const COLON = /:/y;
const ALLOW = /[ \t]+(?::[ \t]*)?allow(?![\w-])/y;
const COMMENT: Form = {
  noun: "the comment",
  verb: /^allow(?:\s+|$)/,
  reasonMark: /(?:^|\s)--/,
  example: (rule) => `# plimsoll: allow ${rule} -- reason`,
};

const PREFIX = `${NAME}/`;
const ANNOTATION = `${PREFIX}allow`;
const VALUE: Form = {
  noun: `the annotation "${ANNOTATION}"`,
  verb: /^/,
  reasonMark: /:/,
  example: (rule) => `${ANNOTATION}: "${rule}: reason"`,
};

/** Those of `# plimsoll: allow RULE -- reason`. A comment on a line of its own is for the first line below it that is none. */
export function* commentSuppressions(document: Document): Iterable<TextSuppression> {
  if (document.refusal) return;
  const { text } = document;
  let block: Block | undefined;
  for (let mark = text.indexOf(NAME), end = 0; mark >= 0; mark = text.indexOf(NAME, end)) {
    const name = mark + NAME.length;
    const colon = endOf(COLON, text, name);
    const start = colon ?? endOf(ALLOW, text, name);
    end = start ?? name;
    const hash = start === undefined ? undefined : commentStart(text, mark);
    if (start === undefined || hash === undefined || document.partAt(hash)?.kind !== "comment") continue;
    end = lineEnd(text, start);
    // The comments of a block share its line: looked for once, so that a file full of comments takes linear time.
    if (!block || hash >= block.end) block = blockAt(document, hash);
    const { line } = block;
    const said = text.slice(start, end);
    const head = { start: mark, end: start };
    if (colon === undefined) {
      const at = placeIn(document, head, "part", []);
      yield { ...lackingColon(text.slice(mark, start), said), form: "comment", at, line };
      continue;
    }
    for (const { at, ...statement } of statementsOf(said, COMMENT)) {
      const span = at.end > at.start ? { start: start + at.start, end: start + at.end } : head;
      yield { ...statement, form: "comment", at: placeIn(document, span, "part", []), line };
    }
  }
}

/** Those of `plimsoll/allow: "RULE: reason"`. `annotations` are an object's metadata.annotations, or its pod template's. */
export function* annotationSuppressions(annotations: Node<unknown>): Iterable<TextSuppression> {
  for (const { name, key, value } of annotations.entries()) {
    const { text } = value;
    if (!name.startsWith(PREFIX)) continue;
    if (name !== ANNOTATION) yield slipAt(key, unknownAnnotation(name));
    else if (text === undefined) yield slipAt(value, NO_TEXT);
    else
      for (const { at, ...statement } of statementsOf(text, VALUE))
        yield {
          ...statement,
          form: "annotation",
          at: value.part(text.slice(at.start, at.end), at.start),
          line: undefined,
        };
  }
}

/** Where what the sticky pattern means at the offset ends. */
function endOf(pattern: RegExp, text: string, offset: number): number | undefined {
  pattern.lastIndex = offset;
  return pattern.test(text) ? pattern.lastIndex : undefined;
}

/** Offset of the # that begins the comment, where the comment begins with the mark. */
function commentStart(text: string, mark: number): number | undefined {
  let at = mark - 1;
  while (text[at] === " " || text[at] === "\t") at--;
  return text[at] === "#" ? at : undefined;
}

/** Comments that silence one line: one behind a value its own; those below each other the line below them. */
interface Block {
  readonly line: number;
  /** Offset behind the last of them. */
  readonly end: number;
}

function blockAt(document: Document, hash: number): Block {
  const { text } = document;
  let { line } = document.locate({ start: hash, end: hash }).start;
  let end = lineEnd(text, hash);
  const before = text.slice(text.lastIndexOf("\n", hash) + 1, hash);
  if (before.trim() !== "") return { line, end };
  for (line++; end < text.length; line++) {
    const next = lineEnd(text, end + 1);
    const below = text.slice(end + 1, next);
    if (!below.trimStart().startsWith("#")) break;
    end = next;
  }
  return { line, end };
}

function lineEnd(text: string, from: number): number {
  const end = text.indexOf("\n", from);
  return end < 0 ? text.length : end;
}

function lackingColon(head: string, said: string): Omit<Statement, "at"> {
  const rule = /^\s*([\w-]+)/.exec(said)?.[1] ?? "";
  const slip = {
    message: `the comment says "${beginningOf(head)}" where "${NAME}: allow" is wanted`,
    help: `write '${COMMENT.example(beginningOf(rule) || "RULE")}'`,
  };
  return { rule, reason: undefined, slip };
}

const slipAt = (at: Place, slip: Slip): TextSuppression => ({
  rule: "",
  reason: undefined,
  form: "annotation",
  at,
  line: undefined,
  slip,
});

const NO_TEXT: Slip = { message: `${VALUE.noun} is no text`, help: `write '${VALUE.example("RULE")}'` };

const unknownAnnotation = (name: string): Slip => ({
  message: `Plimsoll reads no annotation "${beginningOf(name)}"`,
  help: `did you mean "${ANNOTATION}"?`,
});
