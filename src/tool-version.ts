/** Of package.json, which a test holds: read from there it would cost a file at every start. */
export const VERSION = "0.1.0";
