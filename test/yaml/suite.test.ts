import { existsSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { readSource } from "../../src/yaml/source.ts";
import { exactJson } from "./exact-json.ts";
import exceptions from "./suite-exceptions.json" with { type: "json" };

interface Case {
  readonly id: string;
  readonly group: string;
  readonly yaml?: string | null;
  readonly yamlBase64?: string;
  readonly ok: boolean;
  readonly json?: unknown;
  readonly jsonText?: string;
  /** Go ignored the rest of the text: to refuse it is as good. */
  readonly leftover?: boolean;
}

const suite = new URL("../../../shared/suites/yaml/go-yaml.json", import.meta.url);

function bytesOf({ yaml, yamlBase64 }: Case): Uint8Array {
  return typeof yaml === "string" ? new TextEncoder().encode(yaml) : Buffer.from(yamlBase64 ?? "", "base64");
}

function passes(one: Case): boolean {
  const first = readSource(one.id, bytesOf(one)).documents[0];
  if (first?.refusal) return !one.ok || one.leftover === true;
  return one.ok && exactJson(first?.value) === (one.jsonText ?? exactJson(one.json));
}

interface Exception {
  readonly id: string;
  readonly reason: string;
  /** The case that asks Go about what it sees of this one in a cluster. Without it the stream holds a refused document. */
  readonly as?: string;
}

const percent = (part: number, whole: number): string => `${((100 * part) / whole).toFixed(2)} %`;

describe.skipIf(!existsSync(suite))("the shared suite of Go's answers (skipped where ../shared is absent)", () => {
  const cases: readonly Case[] = existsSync(suite) ? JSON.parse(readFileSync(suite, "utf8")) : [];
  const failed = new Set(cases.filter((one) => !passes(one)));
  const byId = new Map(cases.map((one) => [one.id, one]));

  test("is answered as Go does in at least 99 of 100 cases", () => {
    for (const name of new Set(cases.map(({ group }) => group))) {
      const all = cases.filter(({ group }) => group === name);
      const passed = all.filter((one) => !failed.has(one)).length;
      console.log(`${name.padEnd(20)} ${passed}/${all.length} ${percent(passed, all.length)}`);
    }
    console.log(`${"all".padEnd(20)} ${percent(cases.length - failed.size, cases.length)}`);
    expect(cases).toHaveLength(2127);
    expect(failed.size / cases.length).toBeLessThan(0.01);
  });

  test("holds no document of a rendered chart that is answered otherwise", () => {
    const rendered = cases.filter(({ group }) => group === "rendered");
    expect(rendered).toHaveLength(225);
    expect(rendered.filter((one) => failed.has(one))).toEqual([]);
  });

  test("is answered otherwise only where the exceptions say why", () => {
    expect([...failed].map(({ id }) => id).sort()).toEqual(exceptions.map(({ id }) => id).sort());
  });

  test.each<Exception>(exceptions)("is never answered with a value of our own: $id", ({ id, reason, as }) => {
    const one = byId.get(id)!;
    const { documents } = readSource(id, bytesOf(one));
    expect(reason).not.toBe("");
    if (as === undefined) expect(documents.some(({ refusal }) => refusal)).toBe(true);
    else expect(exactJson(documents[0]?.value)).toBe(exactJson(byId.get(as)!.json));
  });
});
