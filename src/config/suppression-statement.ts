import type { Span } from "../yaml/span.ts";
import { beginningOf } from "./beginning.ts";

/** What is wrong with how a suppression is written. It then silences nothing, and that must be said. */
export interface Slip {
  readonly message: string;
  readonly help: string;
}

/** One rule with its reason. */
export interface Statement {
  /** As it is written: whether there is such a rule is not known here. Empty where none is written. */
  readonly rule: string;
  readonly reason: string | undefined;
  readonly slip: Slip | undefined;
  /** The rule, or what the slip is about, in the text that was read; empty where there is nothing to point at. */
  readonly at: Span;
}

/** How statements are written in one sort of text. */
export interface Form {
  /** The subject of a sentence about the text. */
  readonly noun: string;
  /** What the first statement begins with, and each other may. */
  readonly verb: RegExp;
  readonly reasonMark: RegExp;
  example(rule: string): string;
}

/** One per line or semicolon; at least one, since a text without any is a slip. */
export function* statementsOf(text: string, form: Form): Iterable<Statement> {
  let start = 0;
  let isFirst = true;
  for (const part of text.split(/[;\n]/)) {
    const statement = part.trim();
    if (statement !== "") {
      yield statementOf(statement, start + part.indexOf(statement), form, isFirst);
      isFirst = false;
    }
    start += part.length + 1;
  }
  if (isFirst) yield { rule: "", reason: undefined, slip: namesNone(form), at: { start: 0, end: 0 } };
}

function statementOf(text: string, start: number, form: Form, isFirst: boolean): Statement {
  const verb = form.verb.exec(text)?.[0];
  const said = text.slice(verb?.length ?? 0);
  const mark = form.reasonMark.exec(said);
  const name = said.slice(0, mark?.index).trim();
  const reason = mark ? said.slice(mark.index + mark[0].length).trim() : "";
  const from = start + text.length - said.length;
  const at = name === "" ? { start, end: start + text.length } : { start: from, end: from + name.length };

  const [first = "", second = ""] = name.split(/:?[\s,]+/, 2);
  const read = { reason: reason === "" ? undefined : reason, at };
  if (isFirst && verb === undefined) return { ...read, rule: second || first, slip: lacksVerb(first, second, form) };
  if (name === "") return { ...read, rule: "", slip: namesNone(form) };
  return { ...read, rule: first, slip: second === "" ? undefined : namesSeveral(name, first, form) };
}

const lacksVerb = (first: string, second: string, form: Form): Slip => ({
  message: `${form.noun} says "${beginningOf(first)}" where "allow" is wanted`,
  help: `write '${form.example(beginningOf(second || first) || "RULE")}'`,
});

const namesNone = (form: Form): Slip => ({
  message: `${form.noun} names no rule`,
  help: `write '${form.example("RULE")}'`,
});

const namesSeveral = (name: string, first: string, form: Form): Slip => ({
  message: `${form.noun} names "${beginningOf(name)}", which is not one rule`,
  help: `write '${form.example(beginningOf(first))}', and split several by ";"`,
});
