/** As docs/config.md names it to editors. */
export const SCHEMA = "node_modules/plimsoll/schemas/config.schema.json";
