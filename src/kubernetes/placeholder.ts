/** True where envsubst, Flux or a template has yet to put something into the text, so that nobody knows how it will read. */
export const hasPlaceholder = (text: string): boolean => /\$\{|\{\{/.test(text);
