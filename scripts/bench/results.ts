/** What a figure has to keep to. */
export interface Limit {
  readonly most?: number;
  readonly least?: number;
}

/** A quantity that was measured, and its budget, if it has one. */
export interface Figure extends Limit {
  readonly value: number;
  readonly unit: "x" | "ms" | "MB" | "MB/s";
}

export interface Row {
  readonly what: string;
  /** By column. */
  readonly figures: Readonly<Record<string, Figure>>;
}

export interface Table {
  readonly title: string;
  readonly rows: readonly Row[];
}

export interface Results {
  readonly machine: Machine;
  readonly tables: readonly Table[];
}

export interface Machine {
  readonly cores: number;
  readonly processor: string;
  readonly memory: string;
  readonly system: string;
  readonly node: string;
}

export const milliseconds = (value: number): Figure => ({ value: rounded(value, 1), unit: "ms" });
export const megabytes = (value: number, limit?: Limit): Figure => ({ value: rounded(value, 0), unit: "MB", ...limit });
export const megabytesPerSecond = (value: number): Figure => ({ value: rounded(value, 1), unit: "MB/s" });
export const times = (value: number, limit?: Limit): Figure => ({ value: rounded(value, 2), unit: "x", ...limit });

/** 1 where the budget is just kept, more where it is not; 0 where there is none. */
export function strain({ value, most, least }: Figure): number {
  if (most !== undefined) return value / most;
  return least === undefined ? 0 : least / value;
}

export const figuresOf = ({ rows }: Table): readonly Figure[] => rows.flatMap(({ figures }) => Object.values(figures));

const rounded = (value: number, digits: number): number => Number(value.toFixed(digits));
