import { foundBy } from "./found.ts";

/** severity line:column-column message */
export const said = (rule: string, text: string, minor?: number): readonly string[] =>
  foundBy(rule, text, minor).map(
    ({ severity, location: { start, end }, message }) =>
      `${severity} ${start.line}:${start.column}-${end.column} ${message}`,
  );

/** A Pod with one container, in whose mapping the fields stand. */
export const podWith = (fields: string, rest = ""): string =>
  `apiVersion: v1
kind: Pod
metadata: {name: web}
spec:
  containers:
    - {name: web, image: "example/web:1", ${fields}}
${rest}`;
