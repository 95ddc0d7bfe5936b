import { SaxesParser } from "saxes";

export interface XmlTree {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: XmlTree[];
  /** Of the element itself, without the texts of its children. */
  text: string;
}

/** Reads XML 1.0 strictly: throws at the first thing that is not well-formed. */
export function xmlTree(xml: string): XmlTree {
  const root: XmlTree = { name: "", attributes: {}, children: [], text: "" };
  const open = [root];
  const parser = new SaxesParser();
  parser.on("error", (error) => {
    throw error;
  });
  parser.on("opentag", ({ name, attributes }) => {
    const element: XmlTree = { name, attributes: { ...attributes }, children: [], text: "" };
    open.at(-1)!.children.push(element);
    open.push(element);
  });
  parser.on("text", (text) => {
    open.at(-1)!.text += text;
  });
  parser.on("closetag", () => {
    open.pop();
  });
  parser.write(xml).close();
  return root.children[0]!;
}

/** All elements with the name, below the tree. */
export const elements = (tree: XmlTree, name: string): readonly XmlTree[] =>
  tree.children.flatMap((child) => [...(child.name === name ? [child] : []), ...elements(child, name)]);
