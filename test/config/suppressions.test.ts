import { describe, expect, it } from "vitest";
import { annotationSuppressions, commentSuppressions, type TextSuppression } from "../../src/config/suppressions.ts";
import { readSource } from "../../src/yaml/source.ts";
import { WrittenNode } from "../../src/yaml/written.ts";

const documentsOf = (text: string) => readSource("a.yaml", new TextEncoder().encode(text)).documents;

/** "rule @line reason [place]", with the slip's message in place of the reason. */
function shown({ rule, reason, at, line, slip }: TextSuppression): string {
  const spot = at.locate();
  const place = spot ? `${spot.start.line}:${spot.start.column}-${spot.end.column}` : "nowhere";
  return `${rule} ${line === undefined ? "" : `@${line} `}${slip ? `SLIP ${slip.message}` : reason} [${place}]`;
}

const inComments = (text: string): readonly string[] =>
  documentsOf(text).flatMap((document) => [...commentSuppressions(document)].map(shown));

describe("a comment", () => {
  it("on a line of its own silences the line below", () => {
    expect(inComments("a: 1\n# plimsoll: allow key-duplicate -- it is meant\nb: 2\n")).toEqual([
      "key-duplicate @3 it is meant [2:19-32]",
    ]);
  });

  it("behind a value silences its own line", () => {
    expect(inComments("a: 1\nb: 2 # plimsoll: allow key-duplicate -- it is meant\n")).toEqual([
      "key-duplicate @2 it is meant [2:24-37]",
    ]);
  });

  it("needs no reason and no space", () => {
    expect(inComments("#plimsoll:allow key-duplicate\na: 1\n")).toEqual(["key-duplicate @2 undefined [1:17-30]"]);
    expect(inComments("# plimsoll: allow key-duplicate --\na: 1\n")).toEqual(["key-duplicate @2 undefined [1:19-32]"]);
  });

  it("stands with others in a block: all silence the line below the block", () => {
    const text = "a:\n  # plimsoll: allow x -- one\n  # a word on b\n  #\n  # plimsoll: allow y -- two\n  b: 1\n";
    expect(inComments(text)).toEqual(["x @6 one [2:21-22]", "y @6 two [5:21-22]"]);
  });

  it("silences nothing across an empty line", () => {
    expect(inComments("# plimsoll: allow x\n\na: 1\n")).toEqual(["x @2 undefined [1:19-20]"]);
  });

  it("names several rules, split by semicolons, with or without saying allow again", () => {
    expect(inComments("# plimsoll: allow x -- one; y -- two; allow z;\na: 1\n")).toEqual([
      "x @2 one [1:19-20]",
      "y @2 two [1:29-30]",
      "z @2 undefined [1:45-46]",
    ]);
  });

  it("may end in a carriage return", () => {
    expect(inComments("a: 1\r\n# plimsoll: allow x -- why\r\n# more\r\nb: 2\r\n")).toEqual(["x @4 why [2:19-20]"]);
  });

  it("may be the last line of the file, without a break", () => {
    expect(inComments("a: 1\n# plimsoll: allow x -- why")).toEqual(["x @3 why [2:19-20]"]);
  });

  it("is found in each document of a stream, at its line of the file", () => {
    expect(inComments("a: 1\n---\n# plimsoll: allow x\nb: 1\n")).toEqual(["x @4 undefined [3:19-20]"]);
  });

  it("of a document that cannot be read says nothing", () => {
    expect(inComments("# plimsoll: allow x\na: [\n")).toEqual([]);
  });

  it("that only speaks of Plimsoll says nothing", () => {
    expect(inComments("# see plimsoll: allow x\na: 1\n")).toEqual([]);
  });

  it.each([
    ["a literal block", "a: |\n  # plimsoll: allow x\n  b\n"],
    ["a folded block", "a: >-\n  b # plimsoll: allow x\n"],
    ["single quotes", "a: '\n  # plimsoll: allow x'\n"],
    ["double quotes", 'a: "b # plimsoll: allow x"\n'],
    ["a plain scalar without a space before it", "a: b#plimsoll:allow x\n"],
  ])("is none in %s", (_, text) => {
    expect(inComments(text)).toEqual([]);
  });
});

describe("a slip in a comment is told, with what was probably meant", () => {
  it.each([
    ["# plimsoll: alow x -- why", 'x @2 SLIP the comment says "alow" where "allow" is wanted [1:13-19]'],
    ["# plimsoll: x -- why", 'x @2 SLIP the comment says "x" where "allow" is wanted [1:13-14]'],
    ["# plimsoll: allow", " @2 SLIP the comment names no rule [1:13-18]"],
    ["# plimsoll: allow -- why", " @2 SLIP the comment names no rule [1:13-25]"],
    ["# plimsoll:", " @2 SLIP the comment names no rule [1:3-12]"],
    ["# plimsoll: ;", " @2 SLIP the comment names no rule [1:3-12]"],
    ["# plimsoll: allow x because", 'x @2 SLIP the comment names "x because", which is not one rule [1:19-28]'],
    ["# plimsoll: allow x: because", 'x @2 SLIP the comment names "x: because", which is not one rule [1:19-29]'],
    ["# plimsoll: allow x, y", 'x @2 SLIP the comment names "x, y", which is not one rule [1:19-23]'],
  ])("%s", (comment, slip) => {
    expect(inComments(`${comment}\na: 1\n`)).toEqual([slip]);
  });

  it.each([
    [
      "# plimsoll allow x -- why",
      'x @2 SLIP the comment says "plimsoll allow" where "plimsoll: allow" is wanted [1:3-17]',
    ],
    [
      "#plimsoll  allow x; y",
      'x @2 SLIP the comment says "plimsoll  allow" where "plimsoll: allow" is wanted [1:2-17]',
    ],
    [
      "# plimsoll : allow x",
      'x @2 SLIP the comment says "plimsoll : allow" where "plimsoll: allow" is wanted [1:3-19]',
    ],
    ["# plimsoll allow", ' @2 SLIP the comment says "plimsoll allow" where "plimsoll: allow" is wanted [1:3-17]'],
    ["# plimsoll allow: x", ' @2 SLIP the comment says "plimsoll allow" where "plimsoll: allow" is wanted [1:3-17]'],
  ])("where the colon is missing: %s", (comment, slip) => {
    expect(inComments(`${comment}\na: 1\n`)).toEqual([slip]);
  });

  it.each([
    "# plimsoll allows x",
    "# plimsoll allow-list",
    "# plimsoll",
    "# plimsollallow x",
    "# does plimsoll allow x?",
    "# plimsoll/allow: x",
  ])("but not where a comment speaks of something else: %s", (comment) => {
    expect(inComments(`${comment}\na: 1\n`)).toEqual([]);
  });

  it("but not where a missing colon stands inside a scalar", () => {
    expect(inComments("a: |\n  # plimsoll allow x\n")).toEqual([]);
  });

  it("and the next comment is read all the same", () => {
    expect(inComments("# plimsoll allow x\n# plimsoll: allow y -- two\na: 1\n")).toEqual([
      'x @3 SLIP the comment says "plimsoll allow" where "plimsoll: allow" is wanted [1:3-17]',
      "y @3 two [2:19-20]",
    ]);
  });

  it("and the others of the comment hold", () => {
    expect(inComments("# plimsoll: alow x; y -- two\na: 1\n")).toEqual([
      'x @2 SLIP the comment says "alow" where "allow" is wanted [1:13-19]',
      "y @2 two [1:21-22]",
    ]);
  });

  it("with a rule to write where the colon is missing", () => {
    const helpOf = (comment: string) =>
      documentsOf(`${comment}\na: 1\n`).flatMap((d) => [...commentSuppressions(d)].map(({ slip }) => slip?.help));
    expect(helpOf("# plimsoll allow key-duplicate because")).toEqual([
      "write '# plimsoll: allow key-duplicate -- reason'",
    ]);
    expect(helpOf("# plimsoll allow")).toEqual(["write '# plimsoll: allow RULE -- reason'"]);
  });

  it("with the right form for the rule", () => {
    const [suppression] = documentsOf("# plimsoll: alow x -- why\na: 1\n").flatMap((d) => [...commentSuppressions(d)]);
    expect(suppression?.slip?.help).toBe("write '# plimsoll: allow x -- reason'");
  });
});

const inAnnotations = (annotations: string): readonly string[] => {
  const [document] = documentsOf(`metadata:\n  annotations:\n${annotations}`);
  if (!document) throw new Error("the document must be read");
  const node = WrittenNode.root<{ metadata: { annotations: object } }>(document).get("metadata").get("annotations");
  return [...annotationSuppressions(node)].map(shown);
};

describe("an annotation", () => {
  it("silences a rule for its object", () => {
    expect(inAnnotations('    plimsoll/allow: "key-duplicate: it: is meant"\n')).toEqual([
      "key-duplicate it: is meant [3:22-35]",
    ]);
  });

  it("names several rules after semicolons", () => {
    expect(inAnnotations("    plimsoll/allow: 'x: one; y; z: three'\n")).toEqual([
      "x one [3:22-23]",
      "y undefined [3:30-31]",
      "z three [3:33-34]",
    ]);
  });

  it("names several rules one per line", () => {
    expect(inAnnotations("    plimsoll/allow: |\n      xx: one\n\n      yy: two\n")).toEqual([
      "xx one [4:7-9]",
      "yy two [6:7-9]",
    ]);
  });

  it.each([
    ["    plimsoll/alow: x\n", ' SLIP Plimsoll reads no annotation "plimsoll/alow" [3:5-18]'],
    ["    plimsoll/allow: true\n", ' SLIP the annotation "plimsoll/allow" is no text [3:21-25]'],
    ["    plimsoll/allow:\n", ' SLIP the annotation "plimsoll/allow" is no text [3:5-19]'],
    ['    plimsoll/allow: ""\n', ' SLIP the annotation "plimsoll/allow" names no rule [3:21-23]'],
    ['    plimsoll/allow: ": why"\n', ' SLIP the annotation "plimsoll/allow" names no rule [3:22-27]'],
    [
      "    plimsoll/allow: x because\n",
      'x SLIP the annotation "plimsoll/allow" names "x because", which is not one rule [3:21-30]',
    ],
  ])("with a slip is told: %j", (annotations, slip) => {
    expect(inAnnotations(annotations)).toEqual([slip]);
  });

  it("of somebody else says nothing", () => {
    expect(inAnnotations("    example.com/allow: x\n    plimsoll.example/allow: y\n")).toEqual([]);
  });

  it("says nothing where there are no annotations", () => {
    expect(inAnnotations("")).toEqual([]);
  });
});

it("a suppression tells its form, a slip too", () => {
  const [document] = documentsOf(
    "a:\n  plimsoll/allow: x\n  plimsoll/alow: x\n  plimsoll/allow2:\n# plimsoll: allow x\n# plimsoll allow x\nb: 1\n",
  );
  if (!document) throw new Error("the document must be read");
  expect([...commentSuppressions(document)].map(({ form }) => form)).toEqual(["comment", "comment"]);
  const annotations = WrittenNode.root(document).child("a");
  expect([...annotationSuppressions(annotations)].map(({ form }) => form)).toEqual(Array(3).fill("annotation"));
});

describe("hostile text", () => {
  it("full of comments takes linear time", () => {
    const many = 50_000;
    const [document] = documentsOf(`${"# plimsoll: allow x\n".repeat(many)}a: 1\n`);
    if (!document) throw new Error("the document must be read");
    const lines = new Set([...commentSuppressions(document)].map(({ line }) => line));
    expect([...lines]).toEqual([many + 1]);
  });

  it("that repeats the mark in one line is one comment, read once", () => {
    const [document] = documentsOf(`${"# plimsoll: ".repeat(100_000)}\na: 1\n`);
    if (!document) throw new Error("the document must be read");
    expect([...commentSuppressions(document)]).toHaveLength(1);
  });

  it("that repeats the name without saying anything takes linear time", () => {
    const [document] = documentsOf(
      `a: "${"plimsoll plimsoll: ".repeat(100_000)}"\nb: 1 # ${"plimsoll  ".repeat(100_000)}\n`,
    );
    if (!document) throw new Error("the document must be read");
    expect([...commentSuppressions(document)]).toEqual([]);
  });

  it("is quoted no further than its beginning", () => {
    const long = `a ${"b".repeat(1_000_000)}`;
    const [suppression] = documentsOf(`# plimsoll: allow ${long}\na: 1\n`).flatMap((d) => [...commentSuppressions(d)]);
    expect(suppression?.slip?.message.length).toBeLessThan(150);
  });
});
