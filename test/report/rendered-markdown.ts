import { micromark } from "micromark";
import { gfm, gfmHtml } from "micromark-extension-gfm";
import { type DefaultTreeAdapterTypes, parseFragment } from "parse5";

type Node = DefaultTreeAdapterTypes.Node;
type Element = DefaultTreeAdapterTypes.Element;

/** What a browser makes of Markdown that GitHub's flavour has rendered. */
export class RenderedMarkdown {
  readonly #root: Node;

  constructor(markdown: string) {
    const html = micromark(markdown, {
      extensions: [gfm()],
      htmlExtensions: [gfmHtml()],
      allowDangerousHtml: true,
      allowDangerousProtocol: true,
    });
    this.#root = parseFragment(html);
  }

  elements(name: string): readonly Element[] {
    return this.#all().filter((node): node is Element => "tagName" in node && node.tagName === name);
  }

  get tags(): readonly string[] {
    return [...new Set(this.#all().flatMap((node) => ("tagName" in node ? node.tagName : [])))].sort();
  }

  /** Names of attributes, and the addresses of links. */
  get attributes(): readonly string[] {
    return this.#all().flatMap((node) =>
      "attrs" in node ? node.attrs.map(({ name, value }) => `${name}=${value}`) : [],
    );
  }

  get comments(): number {
    return this.#all().filter(({ nodeName }) => nodeName === "#comment").length;
  }

  /** Texts in which GitHub looks for mentions, references, addresses and emoji. */
  get prose(): readonly string[] {
    return [...textsOf(this.#root, ["code", "pre"])];
  }

  #all(): readonly Node[] {
    return [...below(this.#root)];
  }
}

/** The text that the node shows. */
export const textOf = (node: Node): string => [...textsOf(node, [])].join("");

/** The text of an item of a list, without those of the lists in it. */
export const ownText = (node: Node): string => [...textsOf(node, ["ul", "pre"])].join("").trimEnd();

function* below(node: Node): Iterable<Node> {
  yield node;
  if ("childNodes" in node) for (const child of node.childNodes) yield* below(child);
}

function* textsOf(node: Node, without: readonly string[]): Iterable<string> {
  if ("value" in node && node.nodeName === "#text") yield node.value;
  if ("childNodes" in node)
    for (const child of node.childNodes) if (!without.includes(child.nodeName)) yield* textsOf(child, without);
}
