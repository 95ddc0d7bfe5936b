/** A text with NUL behind its last character, so that whoever reads there needs not ask at each one whether it was the last. */
export const closed = (text: string): string => `${text}\0`;
