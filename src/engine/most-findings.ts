/**
 * Findings of one rule that a run lists, and suppressed ones that it keeps. Who has more of them mends their cause, not each;
 * and memory has an end.
 */
export const MOST_FINDINGS = 10_000;
