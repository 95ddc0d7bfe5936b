/** True for an argument that may stand for several paths, where nothing stands at it as it is written. */
export const isGlob = (argument: string): boolean => /[*?]|\[.+\]|\{.+\}|[!+@]\(/.test(argument);
