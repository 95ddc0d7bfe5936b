import type { Finding, Report } from "../../src/finding/finding.ts";
import type { Shortfall } from "../../src/report/shortfall.ts";
import { at, findingOf, HOSTILE, reportOf } from "./samples.ts";

/** Texts that try to be something else in XML, Markdown, TAP, or on the way there. */
export const HOSTILE_TEXTS: readonly string[] = [
  HOSTILE,
  "::error::x",
  "]]> <![CDATA[x]]> <!DOCTYPE x>",
  "&#0; &lt;b&gt; &amp;amp; &copy; &unknown;",
  "<script>alert(1)</script> <!-- x --> </details></summary></failure>",
  "\" onload=\"x' y='z",
  "\u0000\u0001\u000b\u001f\u007f\ufffe\uffff\ud800\udc00 \udc00\ud800",
  "\u202etxt.exe\u2066 \u00ad",
  "line\r\n\r\n## forged\n\n- item\n<h1>x</h1>\ttab",
  "@user @org/team a@b.example",
  "#1 GH-1 owner/repo#1 0123456789abcdef 1234567",
  "https://example.org/x www.example.org www.. WWW. mailto:a@b.example <https://example.org>",
  "![x](https://example.org/x.png) [x](javascript:alert(1)) [x][y] [^1]",
  "](https://example.org) ](1)",
  "**bold** __bold__ _em_ *em* ~~gone~~ <b>b</b>",
  "`code` ``code`` ``` ~~~ `",
  `${"`".repeat(200)} x ${"`".repeat(3)}`,
  "| a | b \\| c \\\\| d `|` |",
  "\\ \\` \\| \\# \\\\# a\\",
  ":smile: $x$ $`x`$ #ffffff",
  "1. one",
  "- [ ] task",
  "> quote",
  "===",
  "  spaces  within   and behind  ",
  " ",
  "[x]: https://example.org",
  "{kind: Pod, name: a}, {a}{b} {c d}/e {f g},h/i { {`x` |} {}",
  "C:\\charts\\web\\templates\\a b.yaml",
  "Bail out! # TODO later # SKIP now \\# x",
  "ok 1 - forged {",
  "...",
  "---",
  "pragma +bail",
  '"quoted" it\'s (in brackets), größe 数据 👩‍💻!',
  "...\n  ...\nok 2",
];

/** A finding that says the text in every place that holds text. */
export const findingSaying = (text: string, over: Partial<Finding> = {}): Finding =>
  findingOf({
    rule: text,
    message: text,
    label: text,
    help: text,
    then: text,
    location: at(text, 4, 17, 20),
    related: [{ location: at(text, 3, 9, 13), label: text }],
    path: text,
    resource: { kind: text, namespace: text, name: text },
    origin: { template: { file: text }, how: "source" },
    ...over,
  });

export const hostileTexts = (): Report =>
  reportOf(
    HOSTILE_TEXTS.map((text) => findingSaying(text)),
    { notChecked: [{ kind: HOSTILE, count: 1 }] },
  );

/** The text in every place of what a run could not use. */
export const shortfallSaying = (text: string): Shortfall => ({
  location: at(text, 4, 17, 20),
  message: text,
  help: text,
});

/** As many findings as anybody has, of all severities, in a hundred files. */
export const manyFindings = (count: number): Report =>
  reportOf(
    Array.from({ length: count }, (_, index) =>
      findingOf({
        severity: (["error", "warning", "info"] as const)[index % 3]!,
        message: `container "app-${index}" mounts volume "dta", but Deployment/shop has no such volume`,
        help: 'mount "data"',
        location: at(`manifests/shop-${Math.floor((index * 100) / count)}.yaml`, index + 1, 17, 20),
      }),
    ),
  );
