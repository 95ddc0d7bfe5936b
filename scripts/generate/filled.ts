/** A page with each text between its two marks, such as <!-- picture --> and <!-- /picture -->. Throws where a mark is missing. */
export function filled(path: string, page: string, texts: Readonly<Record<string, string>>): string {
  let result = page;
  for (const [name, text] of Object.entries(texts)) {
    const [open, close] = [`<!-- ${name} -->`, `<!-- /${name} -->`];
    const [before, after] = [result.indexOf(open), result.indexOf(close)];
    if (before < 0 || after < before) throw new Error(`${path} lacks ${open} and ${close}`);
    result = `${result.slice(0, before)}${open}\n${text}\n${result.slice(after)}`;
  }
  return result;
}

export const block = (language: string, text: string): string => `\`\`\`${language}\n${text.trimEnd()}\n\`\`\``;
