import type { Location } from "../yaml/span.ts";

/** shop.yaml:4:17, as compilers name a place. Not escaped yet. */
export const addressOf = ({ file, start }: Location): string => `${file}:${start.line}:${start.column}`;
