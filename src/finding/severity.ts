export type Severity = "error" | "warning" | "info";
/** certain: decided by the input alone. likely: it depends on the cluster, a driver or an image. */
export type Confidence = "certain" | "likely";

const RANK: Readonly<Record<Severity, number>> = { info: 0, warning: 1, error: 2 };

/** Worst first. */
export const SEVERITIES: readonly Severity[] = ["error", "warning", "info"];

export const isAtLeast = (severity: Severity, least: Severity): boolean => RANK[severity] >= RANK[least];

export const lower = (a: Severity, b: Severity): Severity => (RANK[a] < RANK[b] ? a : b);
