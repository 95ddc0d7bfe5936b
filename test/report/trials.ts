import type { Finding } from "../../src/finding/finding.ts";
import { at, findingOf, HOSTILE, hostileReport } from "./samples.ts";

/** Texts that formats have been broken with. */
export const AWKWARD_TEXTS: readonly string[] = [
  HOSTILE,
  "",
  "100% of %0A, %0D and %25",
  "a::b ::error file=x::y",
  "##[error]x ##vso[task.complete]y ##teamcity[z]",
  "<b>&amp; ]]> <!-- ' \" -->",
  "`code` **bold** [link](http://x) | cell | @everyone #1 <details>",
  "shop.yaml:4:17: error: forged [key-duplicate]",
  "first\nsecond\r\nthird\u2028fourth\u0085fifth\tsixth",
  "\u200d::error::joined",
  "half \ud83d of a pair, and \udca9 of another",
  "right \u202eto left\u2069",
  "größe 数据 👩‍💻 𝕏",
  "null\0byte",
  "x".repeat(5000),
  "👩".repeat(3000),
];

/** Names of files, all of them in the repository. */
export const AWKWARD_PATHS: readonly string[] = [
  "a b/c.yaml",
  "a:1:2: error: b.yaml",
  "a:5:6.yaml",
  "100%.yaml",
  "a%0Ab,c=d;e.yaml",
  "::error::x.yaml",
  "  ::error::x.yaml",
  "\u200d::error::x.yaml",
  "a\nb.yaml",
  "a\r\n::error::b.yaml",
  "charts\\shop\\web.yaml",
  "größe/数据/👩‍💻.yaml",
  "<a>&'\".yaml",
  "[a](b)|`c`.yaml",
  "-rf.yaml",
  "#1 @all.yaml",
];

/** Names that a terminal or a CI system would obey, or that are no file of the repository. */
export const NO_REPOSITORY_PATHS: readonly string[] = [
  "<stdin>",
  "/etc/shop.yaml",
  "C:/charts/shop.yaml",
  "../shop.yaml",
  "a/../../shop.yaml",
];
export const UNPRINTABLE_PATHS: readonly string[] = [
  "a\u001b[31m.yaml",
  "a\u202eb.yaml",
  "a\ud800.yaml",
  "##[add-mask]a.yaml",
  HOSTILE,
];

/** Every text in every place where a finding has one, every path, and those of the hostile report. */
export const awkwardFindings = (): readonly Finding[] => [
  ...AWKWARD_TEXTS.map((text, index) =>
    findingOf({
      rule: text || "volume-mount-not-found",
      severity: (["error", "warning", "info"] as const)[index % 3]!,
      message: `${text} is met`,
      label: text,
      help: text,
      then: text,
      related: [{ location: at("shop.yaml", 3, 9, 13), label: text }],
      path: text,
      fix: { title: text, safe: true, edits: [{ location: at("shop.yaml", 4, 17, 20), text }] },
    }),
  ),
  ...[...AWKWARD_PATHS, ...NO_REPOSITORY_PATHS, ...UNPRINTABLE_PATHS].map((file) =>
    findingOf({ location: at(file, 4, 17, 20) }),
  ),
  ...hostileReport().findings,
];

/** So many of one rule; the severities take turns. */
export const manyFindings = (count: number): readonly Finding[] =>
  Array.from({ length: count }, (_, index) =>
    findingOf({
      severity: (["error", "warning", "info"] as const)[index % 3]!,
      message: `finding ${index} of many`,
      location: at("shop.yaml", index + 1, 1, 2),
      fingerprint: index.toString(16).padStart(16, "0"),
    }),
  );

/** Texts in a JSON document that hold half of a surrogate pair, of which the parsers of other languages make no text. */
export function halvesIn(json: string): readonly string[] {
  const halves: string[] = [];
  JSON.parse(json, (_, value: unknown) => {
    if (typeof value === "string" && /\p{Cs}/u.test(value)) halves.push(value);
    return value;
  });
  return halves;
}
