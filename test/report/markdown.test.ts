import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Finding, Report } from "../../src/finding/finding.ts";
import { forTerminal } from "../../src/report/escape.ts";
import type { FormatContext } from "../../src/report/format.ts";
import { markdown } from "../../src/report/markdown.ts";
import { findingSaying, HOSTILE_TEXTS, hostileTexts, manyFindings, shortfallSaying } from "./hostile-texts.ts";
import { ownText, RenderedMarkdown, textOf } from "./rendered-markdown.ts";
import {
  at,
  contextOf,
  dangersIn,
  findingOf,
  HOSTILE,
  hostileContext,
  hostileReport,
  reportOf,
  SHOP,
  SHORTFALLS,
} from "./samples.ts";

const MEBIBYTE = 1024 * 1024;
const bytesOf = (text: string): number => Buffer.byteLength(text);
const rendered = (report: Report, context: FormatContext = contextOf()) =>
  new RenderedMarkdown(markdown(report, context));

const OURS = "a code details em h2 li p pre strong summary table tbody td th thead tr ul".split(" ");

/** Signs of which GitHub makes something: mentions, references, addresses, emoji, formulas, HTML, links, emphasis. */
const MEANT = /gh-\d|[@#<>*_\\[\]$~]|:\w+:|:\/\/|www\.|\d{7}|[a-f\d]*\d[a-f\d]{6}/i;

describe("markdown", () => {
  it("tells how many there are, of which rules, and each of them below its file", () => {
    const location = at("shop.yaml", 4, 17, 20);
    const findings = [
      findingOf({ severity: "info", rule: "fs-group-missing", message: "no fsGroup", location: at("a.yaml", 1, 2, 3) }),
      findingOf({
        help: 'mount "data"',
        then: "no pod is created",
        related: [{ location: at("shop.yaml", 3, 9, 13), label: 'volume "data" is declared here' }],
        fix: { title: 'mount "data"', safe: true, edits: [{ location, text: "data" }] },
        origin: { template: { file: "shop/templates/web.yaml" }, how: "source" },
      }),
    ];
    const link = ({ file, start }: { file: string; start: { line: number } }) =>
      `https://example.org/${file}#L${start.line}`;
    expect(
      markdown(reportOf(findings, { ignored: 2 }), contextOf({ "shop.yaml": SHOP }, { link })),
    ).toBe(`## Plimsoll: 1 error, 1 info

1 error, 1 info in 1 object of 1 file; 2 ignored

| severity | rule | findings |
| --- | --- | ---: |
| error | \`volume-mount-not-found\` | 1 |
| info | \`fs-group-missing\` | 1 |

<details open>
<summary><code>shop.yaml</code>: 1 error</summary>

- **error** [\`4:17\`](https://example.org/shop.yaml#L4) \`volume-mount-not-found\`: container "app" mounts volume "dta", but \`Deployment/shop\` has no such volume
  - help: mount "data"
  - then: no pod is created
  - from: \`shop/templates/web.yaml\`
  - related: [\`shop.yaml:3:9\`](https://example.org/shop.yaml#L3): volume "data" is declared here
  - fix:
    \`\`\`diff
    -        - name: dta
    +        - name: data
    \`\`\`

</details>

<details open>
<summary><code>a.yaml</code>: 1 info</summary>

- **info** [\`1:2\`](https://example.org/a.yaml#L1) \`fs-group-missing\`: no fsGroup

</details>

More about a rule: \`plimsoll explain RULE\`
`);
  });

  it("lists the worst first, in a file and among files", () => {
    const finding = (severity: Finding["severity"], file: string, line: number) =>
      findingOf({ severity, location: at(file, line, 1, 2) });
    const findings = [
      finding("warning", "a.yaml", 1),
      finding("info", "b.yaml", 1),
      finding("warning", "b.yaml", 2),
      finding("error", "b.yaml", 3),
    ];
    const html = rendered(reportOf(findings));
    expect(html.elements("summary").map(textOf)).toEqual(["b.yaml: 1 error, 1 warning, 1 info", "a.yaml: 1 warning"]);
    expect(html.elements("li").map((item) => ownText(item).slice(0, 11))).toEqual([
      "error 3:1 v",
      "warning 2:1",
      "info 1:1 vo",
      "warning 1:1",
    ]);
  });

  it("keeps a mapping together, as one writes it into a file", () => {
    const help = 'list it under "known": {kind: StorageClass, name: fast}, or add it';
    expect(markdown(reportOf([findingOf({ help })]), contextOf())).toContain(
      'list it under "known": `{kind: StorageClass, name: fast}`, or add it\n',
    );
  });

  it("says what was read where nothing is found", () => {
    expect(markdown(reportOf([], { notChecked: [{ kind: "Foo", count: 2 }] }), contextOf())).toBe(
      "## Plimsoll: nothing found\n\nnothing found in 1 object of 1 file; 2 custom resources not checked (Foo 2)\n",
    );
  });

  it("closes the files where there are too many findings to show at once", () => {
    expect(markdown(manyFindings(20), contextOf())).not.toContain("<details>");
    expect(markdown(manyFindings(21), contextOf())).not.toContain("<details open>");
  });

  it("names no line of a template where it is not known", () => {
    const place = at("shop/templates/web.yaml", 1, 1, 1);
    const finding = findingOf({ origin: { template: { file: place.file }, place, how: "source" } });
    const [item] = rendered(reportOf([finding]), contextOf({ "shop.yaml": SHOP })).elements("li");
    expect(ownText(item!)).toBe(
      `error template volume-mount-not-found: ${finding.message} (line 4 of what Helm prints: - name: dta)`,
    );
  });

  it("names the line of the dependency that brings a packed chart, and its template", () => {
    const place = at("umbrella/Chart.yaml", 5, 11, 15);
    const template = { file: "umbrella/charts/shop/templates/web.yaml" };
    const items = rendered(reportOf([findingOf({ origin: { template, place, how: "source" } })])).elements("li");
    expect(items.map(ownText)).toEqual([
      expect.stringMatching(/^error 5:11 volume-mount-not-found: /),
      `from: ${template.file}`,
    ]);
  });

  it("says of a fix that it may change what was meant, and shows none that is long or whose lines are not at hand", () => {
    const fix = (text: string, file = "shop.yaml") => {
      const edits = [{ location: at(file, 4, 17, 20), text }];
      return rendered(
        reportOf([findingOf({ fix: { title: "x", safe: false, edits } })]),
        contextOf({ "shop.yaml": SHOP }),
      ).elements("li");
    };
    expect(fix("data").map(ownText)[1]).toBe("fix, which may change what was meant:");
    expect(fix("x\n".repeat(40))).toHaveLength(1);
    expect(fix("data", "other.yaml")).toHaveLength(1);
  });

  it("lets hostile text make nothing: no element, attribute, link, mention, reference or cell", () => {
    const lines = HOSTILE_TEXTS.map((text) => text.replace(/[\r\n]+/g, " "));
    const context = contextOf({}, { line: (_, number) => lines[number] });
    const edit = { location: at("shop.yaml", 4, 1, 1, 9), text: HOSTILE_TEXTS.join("\n").slice(0, 300) };
    const fixed = findingSaying("]", { fix: { title: "x", safe: true, edits: [edit] } });
    const report = reportOf([...hostileTexts().findings, fixed], { notChecked: [{ kind: HOSTILE, count: 1 }] });
    const text = markdown(report, context);
    expect(dangersIn(text)).toEqual([]);
    const html = new RenderedMarkdown(text);
    expect(OURS).toEqual(expect.arrayContaining([...html.tags]));
    expect(new Set(html.attributes)).toEqual(new Set(["align=right", "class=language-diff"]));
    expect(html.comments).toBe(0);
    expect(html.elements("pre")).toHaveLength(1);
    expect(html.elements("tr")).toHaveLength(HOSTILE_TEXTS.length + 2);
    expect([...html.elements("td"), ...html.elements("th")]).toHaveLength(3 * (HOSTILE_TEXTS.length + 2));
    expect(html.prose.filter((words) => MEANT.test(words))).toEqual([]);
    expect(dangersIn(markdown(hostileReport(), hostileContext()))).toEqual([]);
  });

  it("shows hostile text as terminals do, to the letter", () => {
    const link = () => "https://example.org/x";
    const html = rendered(hostileTexts(), contextOf({}, { link }));
    const shown = HOSTILE_TEXTS.map(forTerminal);
    expect(html.elements("summary").map(textOf)).toEqual(shown.map((text) => `${text}: 1 error`));
    const items = html.elements("li").map(ownText);
    const expected = shown.flatMap((text) => [
      `error 4:17 ${text}: ${text}`,
      `help: ${text}`,
      `then: ${text}`,
      `from: ${text}`,
      `related: ${text}:3:9: ${text}`,
    ]);
    expect(items).toEqual(expected.map((text) => text.trimEnd()));
    const places = shown.flatMap((text) => ["4:17", `${text}:3:9`]);
    expect(html.elements("a").map((link) => [textOf(link), ...link.attrs.map(({ value }) => value)])).toEqual(
      places.map((text) => [text, link()]),
    );
    expect(html.elements("td").flatMap((cell, index) => (index % 3 === 1 ? textOf(cell) : []))).toEqual(shown);
  });

  it("lets no text at all make anything, or lose a letter", () => {
    const signs = fc.constantFrom(
      ..."`|{}\\[]()<>!*_~#@:./&;\"'- \n1aZé$^".split(""),
      "www.",
      "WWW.",
      "http:",
      "://",
      "```",
      "&#",
      "</",
    );
    fc.assert(
      fc.property(fc.string({ unit: fc.oneof(signs, fc.string({ unit: "binary", maxLength: 1 })) }), (text) => {
        const html = rendered(reportOf([findingSaying(text)]));
        expect(OURS).toEqual(expect.arrayContaining([...html.tags]));
        expect(html.elements("a").map(textOf)).toEqual([]);
        expect(html.elements("em").map(textOf)).toEqual([]);
        expect(html.elements("td")).toHaveLength(3);
        expect(html.prose.filter((words) => MEANT.test(words))).toEqual([]);
        const shown = forTerminal(text);
        expect(ownText(html.elements("li")[0]!)).toBe(`error 4:17 ${shown}: ${shown}`.trimEnd());
        expect(textOf(html.elements("td")[1]!).trim()).toBe(shown.trim());
      }),
      { numRuns: 200 },
    );
  });

  it("links to nothing but the address that it is given, whatever that holds", () => {
    const hrefs = (address: string) =>
      rendered(reportOf([findingOf()]), contextOf({}, { link: () => address }))
        .elements("a")
        .map(({ attrs }) => attrs.map(({ name, value }) => `${name}=${value}`).join());
    expect(hrefs("https://example.org/a(b)c d&copy;<e>\"f'[g]`|*h#L4")).toEqual([
      "href=https://example.org/a%28b%29c%20d&copy;%3Ce%3E%22f%27%5Bg%5D%60%7C%2Ah#L4",
    ]);
    expect(hrefs("javascript:alert(1)")).toEqual([]);
  });

  it("says before all else what could not be done, and never that nothing was found alone", () => {
    const link = ({ file }: { file: string }) => `https://example.org/${file}`;
    const context = contextOf({}, { shortfalls: SHORTFALLS, link });
    expect(markdown(reportOf([]), context)).toBe(`## Plimsoll: nothing found where it could look

nothing found in 1 object of 1 file

**Not all that was asked could be done:**

- **error** [\`shop/templates/web.yaml:7:3\`](https://example.org/shop/templates/web.yaml) "shop" cannot be rendered: nil pointer
  - help: give it
- **error** "\`gone.yaml\`" does not exist
`);
    const text = markdown(reportOf([findingOf()]), context);
    expect(text).toMatch(/^## Plimsoll: 1 error\n/);
    expect(text.indexOf("gone.yaml")).toBeLessThan(text.indexOf("| severity |"));
  });

  it("lets hostile text of what could not be done make nothing", () => {
    for (const told of [true, false]) {
      const shortfalls = HOSTILE_TEXTS.map(shortfallSaying).map(({ location, ...rest }) =>
        told ? { location: location!, ...rest } : rest,
      );
      const text = markdown(reportOf([]), contextOf({}, { shortfalls }));
      expect(dangersIn(text)).toEqual([]);
      const html = new RenderedMarkdown(text);
      expect(html.tags).toEqual(["code", "h2", "li", "p", "strong", "ul"]);
      expect(html.attributes).toEqual([]);
      expect(html.elements("li")).toHaveLength(2 * HOSTILE_TEXTS.length);
      expect(html.prose.filter((words) => MEANT.test(words))).toEqual([]);
    }
  });

  it("stays below 1 MiB with whatever could not be done", () => {
    for (const letter of ["|", "\u0001", "数"]) {
      const shortfalls = Array(300).fill(shortfallSaying(letter.repeat(2000)));
      const findings = [findingOf(), ...manyFindings(10_000).findings];
      const text = markdown(reportOf(findings), contextOf({}, { shortfalls }));
      expect(bytesOf(text)).toBeLessThan(MEBIBYTE);
      expect(text).toMatch(/\nThe list leaves out \d+ items\.\n/);
      expect(text).toContain("\n- **error** `4:17` ");
    }
  });

  it("stays below 1 MiB with the worst findings, and tells how many are left out", () => {
    const text = markdown(manyFindings(10_000), contextOf());
    expect(bytesOf(text)).toBeLessThan(MEBIBYTE);
    expect(bytesOf(text)).toBeGreaterThan(800_000);
    const of = (severity: string) => text.split(`\n- **${severity}** `).length - 1;
    const warnings = of("warning");
    expect([of("error"), of("info")]).toEqual([3334, 0]);
    expect(text.match(/^Left out here: .*/m)?.[0]).toBe(
      `Left out here: ${10_000 - 3334 - warnings} of 10000 findings, the least severe (${3333 - warnings} warnings, 3333 infos). GitHub shows no summary above 1 MiB.`,
    );
  });

  it("stays below 1 MiB with texts of any length, in bytes of any script", () => {
    for (const letter of ["数", "`", "|", "\u0000", "\u{1f6a2}"]) {
      const long = letter.repeat(10_000);
      const findings = Array.from({ length: 300 }, (_, index) =>
        findingSaying(`${index}${long}`, { location: at(`${index}${long}`, 4, 1, 2) }),
      );
      const text = markdown(reportOf(findings, { notChecked: [{ kind: long, count: 1 }] }), contextOf());
      expect(bytesOf(text)).toBeLessThan(MEBIBYTE);
      expect(text).toMatch(/^Left out here: /m);
      expect(dangersIn(text)).toEqual([]);
    }
  });

  it("is the same for the same report", () => {
    expect(markdown(hostileTexts(), contextOf())).toBe(markdown(hostileTexts(), contextOf()));
  });
});
