import type { Value } from "./mapping.ts";

/** The first push gives a list room for 17 items, and most lists of a manifest have one or two: they are copied to size. */
const ROOM = 17;

export const trimmed = (list: Value[]): Value[] => (list.length < ROOM ? list.slice() : list);
