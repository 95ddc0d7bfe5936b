/** An example as people are shown it: what must be reported is marked "# bad" for the tests. */
export const exampleText = (code: string): string => code.trimEnd().replaceAll(/# bad$/gm, "# reported");
