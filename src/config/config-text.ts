// What reads a config and what writes one to begin with share the shape, and so the file that is loaded late.
export { configTemplate } from "./config-template.ts";
export { readConfig } from "./read-config.ts";
