/** Names are compared with all that might have been meant; among more than so many, none is the obvious one. */
export const MOST_CANDIDATES = 100;
