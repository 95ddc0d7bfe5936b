import { expect, test } from "vitest";
import { baseCommit } from "../../../src/cli/action/base-commit.ts";

const SHA = "5f9672f0a1b2c3d4e5f60718293a4b5c6d7e8f90";

function baseOf(env: Record<string, string>, event?: string, size = event?.length ?? 0): string | undefined {
  return baseCommit({
    env: event === undefined ? env : { ...env, GITHUB_EVENT_PATH: "/event.json" },
    readFile: () => new TextEncoder().encode(event),
    status: () => ({ kind: "file", size }),
  });
}

test("a pull request is compared with the branch that it is for", () => {
  expect(baseOf({ GITHUB_BASE_REF: "main" }, `{"before": "${SHA}"}`)).toBe("origin/main");
});
test("a push is compared with what the branch was before", () => {
  expect(baseOf({ GITHUB_BASE_REF: "" }, `{"before": "${SHA}"}`)).toBe(SHA);
});
test("a merge queue is compared with what its branch is built on", () => {
  const event = { action: "checks_requested", merge_group: { base_sha: SHA, head_sha: SHA.replace("5", "6") } };
  expect(baseOf({}, JSON.stringify(event))).toBe(SHA);
});
test.each([
  "",
  "{",
  "[]",
  "null",
  "{}",
  '{"before": 1}',
  `{"before": "${"0".repeat(40)}"}`,
  '{"before": "--output=x"}',
  '{"before": "main"}',
  '{"merge_group": null}',
  '{"merge_group": {"base_sha": ["a"]}}',
  '{"merge_group": {"base_sha": "main"}}',
])("nothing is compared where the event says %j", (event) => {
  expect(baseOf({}, event)).toBeUndefined();
});
test.each(["status", "readFile"] as const)("nothing is compared where %s fails", (fails) => {
  const io = {
    env: { GITHUB_EVENT_PATH: "/event.json" },
    readFile: () => new TextEncoder().encode(`{"before": "${SHA}"}`),
    status: () => ({ kind: "file" as const, size: 9 }),
  };
  const fail = (): never => {
    throw new Error("EACCES");
  };
  expect(baseCommit(io)).toBe(SHA);
  expect(baseCommit({ ...io, [fails]: fail })).toBeUndefined();
});
test("nothing is compared without an event, or with one that is too large to be one", () => {
  expect(baseOf({})).toBeUndefined();
  expect(baseOf({}, `{"before": "${SHA}"}`, 1e9)).toBeUndefined();
});
