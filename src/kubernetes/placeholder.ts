/** True where envsubst, Flux or another tool has yet to put part of the text there. */
export const holdsPlaceholder = (text: string): boolean => /\$\{|\{\{/.test(text);
