import { spawnSync } from "node:child_process";
import { describe, expect, test } from "vitest";

const helm = (args: readonly string[]) => spawnSync("helm", args, { encoding: "utf8" });
const isHere = helm(["version"]).status === 0;

describe.skipIf(!isHere)("helm template (skipped where no helm is on the PATH)", () => {
  test("piped in: the finding names the template that the line was rendered from", () => {
    const rendered = helm(["template", "books", "test/fixtures/chart", "--namespace", "shop"]);
    expect(rendered.stderr).toBe("");
    const { status, stdout } = spawnSync(
      process.execPath,
      ["dist/cli/plimsoll.cjs", "--namespace", "shop", "--format", "json", "-"],
      {
        encoding: "utf8",
        input: rendered.stdout,
      },
    );
    const { findings } = JSON.parse(stdout) as {
      findings: readonly { rule: string; message: string; origin: unknown }[];
    };
    expect(findings.map(({ rule, message, origin }) => ({ rule, message, origin }))).toEqual([
      {
        rule: "volume-mount-not-found",
        message: 'container "ledger" mounts volume "data", but StatefulSet/books has no such volume',
        origin: { template: { file: "ledger/templates/statefulset.yaml" }, how: "source" },
      },
    ]);
    expect(status).toBe(1);
  });
});
