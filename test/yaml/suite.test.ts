import { existsSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { readSource } from "../../src/yaml/source.ts";
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

/** JSON with sorted keys and all digits of numbers, as Go writes it. */
function exactJson(value: unknown): string {
  if (typeof value === "bigint") return String(value);
  if (Object.is(value, -0)) return "-0";
  if (Array.isArray(value)) return `[${value.map(exactJson).join(",")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const fields = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${fields.map(([name, field]) => `${JSON.stringify(name)}:${exactJson(field)}`).join(",")}}`;
}

function passes(one: Case): boolean {
  const first = readSource(one.id, bytesOf(one)).documents[0];
  if (first?.refusal) return !one.ok || one.leftover === true;
  const value = first?.value ?? null;
  return one.ok && exactJson(value) === (one.jsonText ?? exactJson(one.json));
}

test.skipIf(!existsSync(suite))(
  "reads every case of the shared suite as Go does (skipped where ../shared is absent)",
  () => {
    const cases = JSON.parse(readFileSync(suite, "utf8")) as readonly Case[];
    const failed = cases.filter((one) => !passes(one));
    const groups = [...new Set(cases.map(({ group }) => group))].map((group) => {
      const all = cases.filter((one) => one.group === group);
      return `${group} ${all.filter((one) => !failed.includes(one)).length}/${all.length}`;
    });
    console.log(groups.join(", "));

    expect(failed.map(({ id }) => id).sort()).toEqual(exceptions.map(({ id }) => id).sort());
    expect(cases.filter(({ group }) => group === "rendered")).toHaveLength(225);
    expect(failed.filter(({ group }) => group === "rendered")).toEqual([]);
    expect(failed.length / cases.length).toBeLessThan(0.01);
  },
);
