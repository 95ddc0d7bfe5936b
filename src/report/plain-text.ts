/** Markdown of a rule's rationale as plain text: code loses its backticks, words their emphasis; lists stay as they read. */
export const plainText = (markdown: string): string =>
  markdown
    .split(/(`[^`]*`)/)
    .map((part, at) => (at % 2 === 1 ? part.slice(1, -1) : part.replaceAll(/(\*\*?)(?=\S)([^*]+)\1/g, "$2")))
    .join("");
