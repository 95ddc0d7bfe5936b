/** $(NAME) in a text that Kubernetes expands. */
export interface VariableReference {
  readonly name: string;
  /** Where the dollar stands. */
  readonly start: number;
  /** $(NAME) */
  readonly written: string;
}

/** In the order of the text. $$ stands for a dollar, so $$(NAME) is no reference (third_party/forked/golang/expansion). */
export function variableReferences(text: string): readonly VariableReference[] {
  const found: VariableReference[] = [];
  for (let at = text.indexOf("$"); at >= 0; at = text.indexOf("$", at)) {
    if (text[at + 1] !== "(") {
      at += 2;
      continue;
    }
    const end = text.indexOf(")", at);
    if (end < 0) break;
    found.push({ name: text.slice(at + 2, end), start: at, written: text.slice(at, end + 1) });
    at = end + 1;
  }
  return found;
}
