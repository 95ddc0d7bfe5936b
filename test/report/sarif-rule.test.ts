import { describe, expect, it } from "vitest";
import type { AnyRule } from "../../src/rule/rule.ts";
import { contextOf, findingOf, reportOf, ruleOf } from "./samples.ts";
import { runOf, type SarifRule } from "./sarif-log.ts";

function described(over: Partial<AnyRule> = {}): SarifRule {
  const context = contextOf({}, { rules: [ruleOf(over)] });
  const [rule] = runOf(reportOf([findingOf({ rule: over.id ?? "volume-mount-not-found" })]), context).tool.driver.rules;
  if (!rule) throw new Error("the run has no rule");
  return rule;
}

describe("a rule in SARIF", () => {
  it("has what code scanning lists of it", () => {
    const { help: _, ...rule } = described();
    expect(rule).toEqual({
      id: "volume-mount-not-found",
      name: "VolumeMountNotFound",
      shortDescription: { text: "A container mounts a volume that its pod does not have." },
      fullDescription: { text: "The API server rejects the pod." },
      defaultConfiguration: { level: "error" },
      properties: { tags: ["kubernetes", "storage"], precision: "very-high", "problem.severity": "error" },
    });
  });

  it.each([
    ["error", "default", "stable", "very-high"],
    ["error", "default", "preview", "medium"],
    ["warning", "advice", "stable", "high"],
    ["info", "reliability", "preview", "medium"],
  ] as const)("of severity %s, profile %s and stage %s is of precision %s", (severity, profile, stage, precision) => {
    expect(described({ severity, profile, stage }).properties["precision"]).toBe(precision);
  });

  it.each([
    ["error", "8.0"],
    ["warning", "5.5"],
    ["info", "2.0"],
  ] as const)("of profile security and severity %s is of security severity %s, and of no other", (severity, number) => {
    expect(described({ severity, profile: "security" }).properties).toEqual({
      tags: ["kubernetes", "storage", "security"],
      precision: severity === "error" ? "very-high" : "high",
      "security-severity": number,
    });
  });

  it("has each tag once", () => {
    expect(described({ topic: "advice", profile: "advice", severity: "info" }).properties.tags).toEqual([
      "kubernetes",
      "advice",
    ]);
  });

  it("keeps descriptions within what GitHub accepts, no character cut in two and none of them empty", () => {
    const rule = described({ summary: `${"x".repeat(1020)}😀😀😀`, rationale: "" });
    expect(rule.shortDescription.text).toBe(`${"x".repeat(1020)}...`);
    expect(rule.fullDescription.text).toBe(rule.shortDescription.text);
    expect(rule.help.text).toContain("plimsoll explain");
    expect(described({ summary: "x".repeat(1024) }).shortDescription.text).toHaveLength(1024);
  });

  it("has no name where its id has no letters, and not one that is too long", () => {
    expect(described({ id: "--" })).not.toHaveProperty("name");
    expect(described({ id: "x-".repeat(300) }).name).toHaveLength(255);
  });
});

describe("the help of a rule", () => {
  const rationale = "A `name` is **never** *given*:\n\n- `vendor/**` is a glob, 2 * 3 * 4 is none.";
  const examples = [
    { platform: "openshift", bad: "a: 1 # bad\nb: |\n\n  # bad\n", good: "a: 2\n" },
    { bad: "second: 1\n", good: "second: 2\n" },
  ] as const;
  const references = ["https://a.example/b", "https://a.example/c"];

  it("shows the first example, what is reported and what is not", () => {
    expect(described({ rationale, examples, references }).help.markdown).toBe(`${rationale}

Reported with --platform openshift:

\`\`\`yaml
a: 1 # reported
b: |

  # reported
\`\`\`

Not reported with --platform openshift:

\`\`\`yaml
a: 2
\`\`\`

- <https://a.example/b>
- <https://a.example/c>

More: \`plimsoll explain volume-mount-not-found\``);
  });

  it("has a twin without Markdown", () => {
    expect(described({ rationale, examples, references }).help.text).toBe(`A name is never given:

- vendor/** is a glob, 2 * 3 * 4 is none.

Reported with --platform openshift:

    a: 1 # reported
    b: |

      # reported

Not reported with --platform openshift:

    a: 2

https://a.example/b
https://a.example/c

More: plimsoll explain volume-mount-not-found`);
  });

  it.each(["```", "````\n~~~", "`".repeat(50), "  ```\n``` yaml\n```"])(
    "lets no example break out of its block: %j",
    (text) => {
      const { markdown } = described({ examples: [{ bad: text, good: "a: 1\n" }] }).help;
      expect(blocksIn(markdown)).toEqual([text, "a: 1"]);
    },
  );
});

/** The fenced blocks of a Markdown text, as CommonMark 0.31 tells where they end (4.5). */
function blocksIn(markdown: string): readonly string[] {
  const blocks: string[] = [];
  let open: { readonly fence: string; readonly lines: string[] } | undefined;
  for (const line of markdown.split("\n")) {
    const [, fence, info] = /^ {0,3}(`{3,}|~{3,})(.*)$/.exec(line) ?? [];
    if (!open) {
      if (fence && !(fence.startsWith("`") && info?.includes("`"))) open = { fence, lines: [] };
    } else if (fence?.startsWith(open.fence) && info?.trim() === "") {
      blocks.push(open.lines.join("\n"));
      open = undefined;
    } else open.lines.push(line);
  }
  if (open) throw new Error("a block has no end");
  return blocks;
}
