/**
 * True where envsubst, Flux or a template has yet to put something into the text, so that nobody knows how it will read.
 * RELEASE-NAME is what helm template before 3.8 wrote for a release that it was given no name for.
 */
export const hasPlaceholder = (text: string): boolean => /\$\{|\{\{|RELEASE-NAME/.test(text);
