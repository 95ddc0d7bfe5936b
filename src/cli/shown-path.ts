import { relative, sep } from "node:path";

/** How messages and findings name a file: relative to the working directory, with "/" on every system. */
export const shownPath = (path: string, cwd: string): string => relative(cwd, path).replaceAll(sep, "/") || ".";
