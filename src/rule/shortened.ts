const HIGH_SURROGATE = /[\ud800-\udbff]$/;

/** A text of at most so many UTF-16 code units; "..." stands for what is cut off, and no character is cut in two. */
export const shortened = (text: string, most: number): string =>
  text.length <= most ? text : `${text.slice(0, most - 3).replace(HIGH_SURROGATE, "")}...`;
