import type { Severity } from "../finding/severity.ts";

export type Paint = (text: string) => string;

export interface Palette extends Readonly<Record<Severity, Paint>> {
  readonly strong: Paint;
  /** Gutters, arrows and related marks. */
  readonly quiet: Paint;
}

const plain: Paint = (text) => text;

const ansi =
  (codes: string): Paint =>
  (text) =>
    text === "" ? "" : `\u001b[${codes}m${text}\u001b[0m`;

const PLAIN: Palette = { error: plain, warning: plain, info: plain, strong: plain, quiet: plain };

const COLORED: Palette = {
  error: ansi("1;31"),
  warning: ansi("1;33"),
  info: ansi("1;36"),
  strong: ansi("1"),
  quiet: ansi("94"),
};

/** Written by hand: node:util's styleText looks at the process's streams and environment. */
export const paletteFor = (color: boolean): Palette => (color ? COLORED : PLAIN);
