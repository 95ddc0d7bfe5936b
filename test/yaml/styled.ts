import fc from "fast-check";

/** A text of one document and what it means, made from a value by choosing a style for everything in it. */
export interface Styled {
  readonly text: string;
  readonly value: unknown;
}

interface Base {
  readonly isAnchored: boolean;
  /** Bits from which the writer takes its small decisions: 0 is the plainest way to write it. */
  readonly layout: number;
}
interface Plain extends Base {
  readonly kind: "plain";
  readonly plain: readonly [text: string, value: unknown];
}
interface Quoted extends Base {
  readonly kind: "quoted";
  readonly quote: "'" | '"';
  readonly content: string;
}
interface Block extends Base {
  readonly kind: "block";
  readonly header: "|" | ">";
  readonly chomping: "" | "-" | "+";
  /** Lines of each paragraph. */
  readonly paragraphs: readonly (readonly string[])[];
}
interface Alias extends Base {
  readonly kind: "alias";
  readonly nth: number;
}
interface List extends Base {
  readonly kind: "list";
  readonly isFlow: boolean;
  readonly items: readonly Node[];
}
interface Entry {
  /** undefined for a merge. */
  readonly key: Plain | Quoted | undefined;
  readonly value: Node;
  readonly layout: number;
}
interface Mapping extends Base {
  readonly kind: "mapping";
  readonly isFlow: boolean;
  readonly entries: readonly Entry[];
}
type Scalar = Plain | Quoted | Block | Alias;
type Node = Scalar | List | Mapping;

/** Plain scalars with the value that Go gives them. */
const PLAIN: readonly (readonly [string, unknown])[] = [
  ["a", "a"],
  ["two words", "two words"],
  ["~", null],
  ["", null],
  ["1", 1],
  ["-7", -7],
  ["0400", 256],
  ["0x1F", 31],
  ["1_000", 1000],
  ["1.50", 1.5],
  ["1e3", 1000],
  ["9007199254740993", 9007199254740993n],
  ["yes", true],
  ["Off", false],
  ["2001-01-01", "2001-01-01"],
  ["12:30:45", "12:30:45"],
  ["http://x:80/a=b&c#d", "http://x:80/a=b&c#d"],
  ["-x", "-x"],
  ["v1.2.3", "v1.2.3"],
  ["é日本🚢", "é日本🚢"],
  ["a'b\"c", "a'b\"c"],
];
const KEYS: readonly (readonly [string, unknown])[] = [
  ["a", "a"],
  ["b", "b"],
  ["app.kubernetes.io/name", "app.kubernetes.io/name"],
  ["on", true],
  ["0644", 420],
  ["1.50", 1.5],
  ["-x", "-x"],
  ["é", "é"],
  ["__proto__", "__proto__"],
  ["two words", "two words"],
];
const PIECES = [
  "a",
  "B",
  " ",
  " ",
  "é",
  "日",
  "🚢",
  "'",
  '"',
  "\\",
  ": ",
  " #",
  "{{ .x }}",
  "%",
  "\t",
  "\n",
  "\u0085",
  "\u2028",
  "-",
  "0",
];
const WORDS = ["a", "two words", "# no comment", "- x", "k: v", "é🚢", "'q'", '"', "\\n", "---x"];

const base = {
  isAnchored: fc.integer({ min: 0, max: 3 }).map((n) => n === 3),
  layout: fc.nat(2 ** 16 - 1),
};
const content = fc.array(fc.constantFrom(...PIECES), { maxLength: 8 }).map((pieces) => pieces.join(""));
const plain = fc.record({ ...base, kind: fc.constant("plain" as const), plain: fc.constantFrom(...PLAIN) });
const quoted = fc.record({
  ...base,
  kind: fc.constant("quoted" as const),
  quote: fc.constantFrom("'" as const, '"' as const),
  content,
});
const block = fc.record({
  ...base,
  kind: fc.constant("block" as const),
  header: fc.constantFrom("|" as const, ">" as const),
  chomping: fc.constantFrom("" as const, "-" as const, "+" as const),
  paragraphs: fc.array(fc.array(fc.constantFrom(...WORDS), { minLength: 1, maxLength: 3 }), {
    minLength: 1,
    maxLength: 3,
  }),
});
const alias = fc.record({ ...base, kind: fc.constant("alias" as const), nth: fc.nat(9) });
const plainKey = fc.record({ ...base, kind: fc.constant("plain" as const), plain: fc.constantFrom(...KEYS) });
const key = fc.option(fc.oneof({ weight: 3, arbitrary: plainKey }, quoted), { freq: 8, nil: undefined });

const { node } = fc.letrec<{ node: Node; list: List; mapping: Mapping }>((tie) => ({
  node: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    plain,
    quoted,
    block,
    alias,
    tie("list"),
    tie("mapping"),
    tie("mapping"),
  ),
  list: fc.record({
    ...base,
    kind: fc.constant("list" as const),
    isFlow: fc.boolean(),
    items: fc.array(tie("node"), { maxLength: 4 }),
  }),
  mapping: fc.record({
    ...base,
    kind: fc.constant("mapping" as const),
    isFlow: fc.boolean(),
    entries: fc.array(fc.record({ key, value: tie("node"), layout: base.layout }), { maxLength: 4 }),
  }),
}));

/** Documents in every style that the reader knows: none of them is empty or refused, and each ends in a line break. */
export const styled: fc.Arbitrary<Styled> = fc
  .record({ node, isMarked: fc.boolean(), isCrLf: fc.boolean() })
  .map(({ node, isMarked, isCrLf }) => {
    const writer = new Writer();
    const value = writer.document(node, isMarked);
    return { text: isCrLf ? writer.text.replaceAll("\n", "\r\n") : writer.text, value };
  });

type Opener = "root" | "key" | "dash";

interface Anchor {
  readonly name: string;
  /** undefined until all of it is written. */
  value: { readonly is: unknown } | undefined;
}

class Writer {
  text = "";
  readonly #anchors = new Map<string, Anchor>();
  #named = 0;
  /** True where a blank line would belong to the text above. */
  #keepsBlanks = false;

  document(root: Node, isMarked: boolean): unknown {
    if (isMarked) this.text += "---";
    const isEmpty = root.kind === "plain" && root.plain[0] === "";
    return this.#below(isEmpty ? { ...root, plain: ["~", null] } : root, -1, isMarked ? "key" : "root");
  }

  /** Behind an indicator: writes the rest of its line, and what belongs below it. */
  #below(node: Node, indent: number, opener: Opener): unknown {
    const isCollection = node.kind === "list" || node.kind === "mapping";
    if (isCollection && !node.isFlow && membersOf(node).length > 0) return this.#collection(node, indent, opener);
    if (opener !== "root") this.text += " ";
    const anchor = this.#anchor(node);
    const comment = commentOf(node);
    const value = node.kind === "block" ? this.#block(node, indent, comment) : this.#inline(node, indent, false);
    if (node.kind !== "block") this.text += `${comment}\n`;
    this.#keepsBlanks = node.kind === "block" && node.chomping === "+";
    return this.#name(anchor, value);
  }

  #collection(node: List | Mapping, indent: number, opener: Opener): unknown {
    this.#keepsBlanks = false;
    if (opener === "dash" && !node.isAnchored && (node.layout & 2) === 0) {
      this.text += " ".repeat(1 + ((node.layout >> 2) & 1));
      return this.#members(node, this.text.length - this.text.lastIndexOf("\n") - 1, true);
    }
    if (opener !== "root") this.text += node.isAnchored ? " " : "";
    const anchor = this.#anchor(node);
    if (opener !== "root" || anchor !== undefined) this.text += `${commentOf(node)}\n`;
    const isFlush = opener === "key" && node.kind === "list" && indent >= 0 && (node.layout & 2) !== 0;
    const step = isFlush ? 0 : 1 + ((node.layout >> 3) & 3);
    return this.#name(anchor, this.#members(node, indent + step, false));
  }

  #members(node: List | Mapping, indent: number, isCompact: boolean): unknown {
    const prefix = (index: number, layout: number): void => {
      if (isCompact && index === 0) return;
      if (layout & 32) this.text += `${" ".repeat(indent)}# - not: here\n`;
      if (layout & 64 && !this.#keepsBlanks) this.text += "\n";
      this.text += " ".repeat(indent);
    };
    if (node.kind === "list")
      return node.items.map((item, index) => {
        prefix(index, item.layout >> 4);
        this.text += "-";
        return this.#below(item, indent, "dash");
      });
    const fields = new Fields();
    for (const [index, { key, value, layout }] of node.entries.entries()) {
      prefix(index, layout);
      if (!key) this.#merge(fields, value, indent);
      else {
        const isExplicit = (layout & 7) === 7;
        if (isExplicit) this.text += "? ";
        const name = this.#key(key);
        this.text += isExplicit ? `\n${" ".repeat(indent)}:` : ":";
        fields.set(name, this.#below(value, indent, "key"));
      }
    }
    return fields.value;
  }

  /** "<<: *x" of a mapping that has an anchor, or of one that is written there. */
  #merge(fields: Fields, { layout }: Node, indent: number): void {
    const mappings = this.#aliasable.filter(({ value }) => isMapping(value));
    const one = mappings[layout % (mappings.length || 1)];
    const other = mappings[(layout >> 4) % (mappings.length || 1)];
    if (!one || !other) {
      this.text += "<<: {m: 1}\n";
      fields.merge([{ m: 1 }]);
    } else if (layout & 1) {
      this.text += `<<: [*${one.name} , *${other.name} ]\n`;
      fields.merge([one.value, other.value]);
    } else {
      this.text += `<<: *${one.name}\n`;
      fields.merge([one.value]);
    }
    this.#keepsBlanks = indent < 0;
  }

  /** On one line, but for folds and flow collections that go on in further lines, deeper than the indentation. */
  #inline(node: Node, indent: number, inFlow: boolean): unknown {
    const fold = `\n${" ".repeat(indent + 1 + (node.layout & 1))}`;
    switch (node.kind) {
      case "plain":
        if (!inFlow || node.plain[0] !== "") return this.#plain(node, inFlow ? " " : fold);
        this.text += "~";
        return null;
      case "quoted":
        return this.#quoted(node, fold);
      case "block":
        return this.#quoted({ ...node, kind: "quoted", quote: '"', content: node.paragraphs.flat().join(" ") }, fold);
      case "alias": {
        const names = this.#aliasable;
        const named = names[node.nth % (names.length || 1)];
        this.text += named ? `*${named.name}${inFlow ? " " : ""}` : "~";
        return named ? named.value : null;
      }
      case "list":
        return this.#flow("[", "]", node, indent, node.items, (item) => this.#flowNode(item, indent));
      case "mapping": {
        const fields = new Fields();
        this.#flow("{", "}", node, indent, node.entries, ({ key, value }) => {
          const name = this.#key(key ?? QUOTED_MERGE);
          this.text += ": ";
          fields.set(name, this.#flowNode(value, indent));
        });
        return fields.value;
      }
    }
  }
  #flowNode(node: Node, indent: number): unknown {
    const anchor = this.#anchor(node);
    return this.#name(anchor, this.#inline(node, indent, true));
  }
  #flow<T>(
    open: string,
    close: string,
    { layout }: Base,
    indent: number,
    members: readonly T[],
    write: (member: T) => unknown,
  ): unknown[] {
    const gap = layout & 128 ? `\n${" ".repeat(indent + 2)}` : layout & 256 ? " " : "";
    this.text += open;
    const values = members.map((member, index) => {
      this.text += `${index > 0 ? "," : ""}${gap || (index > 0 ? " " : "")}`;
      return write(member);
    });
    this.text += `${layout & 512 && members.length > 0 ? "," : ""}${gap}${close}`;
    return values;
  }

  #key(key: Plain | Quoted): string {
    const anchor = this.#anchor(key);
    const value = key.kind === "plain" ? this.#plain(key, " ") : this.#quoted(key, " ");
    this.#name(anchor, value);
    return String(value);
  }

  /** `fold` is what may stand for a blank. */
  #plain({ plain: [text, value], layout }: Plain, fold: string): unknown {
    const isTagged = text !== "" && (layout & 7) === 6;
    this.text += isTagged ? "!!str " : "";
    this.text += (layout & 24) === 24 ? text.replace(" ", fold) : text;
    return isTagged ? text : value;
  }

  /** A single blank between two characters that are none may be folded. */
  #quoted({ quote, content, layout }: Quoted, fold: string): string {
    const isSingle = quote === "'" && /^[^\t\n\u0085\u2028]*$/.test(content);
    const written = isSingle ? content.replaceAll("'", "''") : escaped(content, layout);
    const mark = isSingle ? quote : '"';
    this.text += mark + (layout & 8 ? written.replace(/(?<=[aBé]) (?=[aBé])/g, fold) : written) + mark;
    return content;
  }

  #block({ header, chomping, paragraphs, layout }: Block, indent: number, comment: string): string {
    const width = 1 + ((layout >> 3) & 3);
    // go-yaml counts the indicator from the parent, whose indentation at the root is 0.
    const column = Math.max(indent, 0) + width;
    const trailing = chomping === "+" ? (layout >> 6) & 3 : 0;
    this.text += `${header}${layout & 2 ? width : ""}${chomping}${comment}\n`;
    this.text += paragraphs.map((lines) => lines.map((line) => `${" ".repeat(column)}${line}\n`).join("")).join("\n");
    this.text += "\n".repeat(trailing);
    const text =
      header === "|"
        ? paragraphs.map((lines) => lines.join("\n")).join("\n\n")
        : paragraphs.map((lines) => lines.join(" ")).join("\n");
    return text + (chomping === "-" ? "" : "\n".repeat(1 + trailing));
  }

  #anchor(node: Node): Anchor | undefined {
    if (!node.isAnchored || node.kind === "alias") return undefined;
    const name = `x${this.#named++ % 4}`;
    const anchor: Anchor = { name, value: undefined };
    this.#anchors.set(name, anchor);
    this.text += `&${name} `;
    return anchor;
  }
  #name(anchor: Anchor | undefined, value: unknown): unknown {
    if (anchor) anchor.value = { is: value };
    return value;
  }
  /** Within what it names, an anchor would name itself. */
  get #aliasable(): readonly { readonly name: string; readonly value: unknown }[] {
    return [...this.#anchors.values()].flatMap(({ name, value }) => (value ? [{ name, value: value.is }] : []));
  }
}

/** What a mapping holds: a later key wins over an earlier one, and so does a merge. */
class Fields {
  readonly value: Record<string, unknown> = Object.create(null);

  set(name: string, value: unknown): void {
    this.value[name] = value;
  }
  merge(mappings: readonly unknown[]): void {
    for (const mapping of mappings.toReversed()) Object.assign(this.value, mapping);
  }
}

/** In quotes it is a name like any other. */
const QUOTED_MERGE: Quoted = { kind: "quoted", quote: "'", content: "<<", isAnchored: false, layout: 0 };

const commentOf = ({ layout }: Node): string => (layout & 1 ? " # comment: 'x" : "");
const membersOf = (node: List | Mapping): readonly unknown[] => (node.kind === "list" ? node.items : node.entries);
const isMapping = (value: unknown): boolean => typeof value === "object" && value !== null && !Array.isArray(value);

const ESCAPES = new Map([
  ["\n", "\\n"],
  ["\t", "\\t"],
  ["\u0085", "\\N"],
  ["\u2028", "\\L"],
  ['"', '\\"'],
  ["\\", "\\\\"],
]);

/** For double quotes: what must be escaped, and now and then what need not be. */
function escaped(content: string, layout: number): string {
  return Array.from(content, (character) => {
    const code = character.codePointAt(0)!;
    if (layout & 16 && code > 0x7f) return code > 0xffff ? `\\U${hex(code, 8)}` : `\\u${hex(code, 4)}`;
    if (layout & 32 && character === "a") return "\\x61";
    return ESCAPES.get(character) ?? character;
  }).join("");
}
const hex = (code: number, digits: number): string => code.toString(16).padStart(digits, "0");
