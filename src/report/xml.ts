import { forTerminal } from "./escape.ts";

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&apos;",
};

/** An element of a report. What is undefined is no attribute. */
export interface Element {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string | number | undefined>>;
  /** A text may hold line breaks: they are the layout's, so whoever makes the text escapes those of others. */
  readonly content?: readonly Element[] | string | undefined;
}

/**
 * For text and attributes alike. Most control characters cannot stand in XML 1.0 at all, not even as references, and readers
 * make spaces of line breaks in attributes: they are shown as a terminal shows them.
 */
const xmlText = (text: string): string => forTerminal(text).replace(/[&<>"']/g, (sign) => ENTITIES[sign] ?? sign);

/** An XML document, in UTF-8. */
export const xmlDocument = (root: Element): string =>
  `<?xml version="1.0" encoding="UTF-8"?>\n${[...lines(root, "")].join("\n")}\n`;

function* lines({ name, attributes, content = [] }: Element, indent: string): Iterable<string> {
  const start = `${indent}<${[name, ...attributesOf(attributes)].join(" ")}`;
  if (content.length === 0) yield `${start}/>`;
  else if (typeof content === "string") yield `${start}>${content.split("\n").map(xmlText).join("\n")}</${name}>`;
  else {
    yield `${start}>`;
    for (const element of content) yield* lines(element, `${indent}  `);
    yield `${indent}</${name}>`;
  }
}

function* attributesOf(attributes: Element["attributes"]): Iterable<string> {
  for (const [name, value] of Object.entries(attributes))
    if (value !== undefined) yield `${name}="${xmlText(String(value))}"`;
}
