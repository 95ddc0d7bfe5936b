import { describe, expect, it } from "vitest";
import type { Ignore } from "../../src/config/config.ts";
import { isGlobMatch } from "../../src/config/glob.ts";
import { ignores, matches, type SelectorSubject } from "../../src/config/selector.ts";

describe("a glob", () => {
  it.each([
    ["web", "web"],
    ["*", "web"],
    ["*", ""],
    ["web-*", "web-"],
    ["*-db", "web-db"],
    ["a*c*e", "abcde"],
    ["a*bc", "abcbc"],
    ["?", "é"],
    ["?", "🚢"],
    ["*.yaml", "a.yaml"],
    ["a/*/c", "a/b/c"],
    ["a/**", "a/b/c"],
    ["**", "a/b"],
    ["**/c", "c"],
    ["**/c", "a/b/c"],
    ["a/**/c", "a/c"],
    ["a/**/c", "a/b/b/c"],
    ["a/**/*.yaml", "a/b.yaml"],
    ["**/templates/**", "x/templates/y"],
    ["[a].{b}+(c)$", "[a].{b}+(c)$"],
  ])("%s means %s", (glob, text) => {
    expect(isGlobMatch(glob, text)).toBe(true);
  });

  it.each([
    ["web", "web-1"],
    ["web-*", "web"],
    ["*-db", "web-db-1"],
    ["?", ""],
    ["?", "ab"],
    ["?", "/"],
    ["*.yaml", "a/b.yaml"],
    ["a/*/c", "a/c"],
    ["a/*/c", "a/b/b/c"],
    ["a/**/c", "ac"],
    ["a/**/c", "a/bc"],
    ["x**/c", "c"],
    ["Web*", "web"],
    ["a.c*", "abc"],
  ])("%s does not mean %s", (glob, text) => {
    expect(isGlobMatch(glob, text)).toBe(false);
  });

  it("takes no longer for a hostile pair than both lengths allow", () => {
    expect(isGlobMatch(`${"*a".repeat(50)}b`, "a".repeat(4000))).toBe(false);
    expect(isGlobMatch(`${"**/".repeat(50)}b`, "a/".repeat(2000))).toBe(false);
    expect(isGlobMatch("*", "a".repeat(10_000_000))).toBe(false);
  });
});

const SUBJECT: SelectorSubject = {
  file: "./charts/web/rendered.yaml",
  kind: "StatefulSet",
  name: "web-db",
  namespace: "shop",
  containers: ["app", "proxy"],
  hooks: ["test"],
};

describe("a selector", () => {
  it.each([
    [{}],
    [{ kinds: ["Job", "StatefulSet"] }],
    [{ names: ["web-*"], namespaces: ["shop"] }],
    [{ containers: ["proxy"] }],
    [{ hooks: ["te*"] }],
  ])("is met by a subject that has a member of each list: %j", (selector) => {
    expect(matches(selector, SUBJECT)).toBe(true);
  });

  it.each([
    [{ kinds: ["Job"] }],
    [{ kinds: ["statefulset"] }],
    [{ kinds: ["StatefulSet"], names: ["api"] }],
    [{ namespaces: [""] }],
    [{ containers: ["init"] }],
    [{ hooks: ["pre-install"] }],
  ])("is not met where one list has none: %j", (selector) => {
    expect(matches(selector, SUBJECT)).toBe(false);
  });

  it("is not met by what the subject has none of, not even with *", () => {
    expect(matches({ kinds: ["*"] }, { file: "a.yaml" })).toBe(false);
    expect(matches({ hooks: ["*"] }, { file: "a.yaml", hooks: [] })).toBe(false);
  });
});

describe("an entry of ignore", () => {
  const at = { locate: () => undefined };
  const entry = (fields: Partial<Ignore>): Ignore => ({ rule: "key-duplicate", reason: "x", at, ...fields });

  it.each([
    [{}],
    [{ kind: "StatefulSet", name: "web-*", namespace: "shop", container: "app" }],
    [{ path: "charts/**" }],
    [{ path: "./charts/*/rendered.yaml" }],
  ])("silences its rule where all its keys are met: %j", (fields) => {
    expect(ignores(entry(fields), "key-duplicate", SUBJECT)).toBe(true);
  });

  it.each([
    [{ rule: "fs-group-missing" }],
    [{ kind: "StatefulSet", name: "api" }],
    [{ container: "init" }],
    [{ path: "*.yaml" }],
  ])("is silent itself where one is not: %j", (fields) => {
    expect(ignores(entry(fields), "key-duplicate", SUBJECT)).toBe(false);
  });

  it("silences what tells of unread documents only by a path", () => {
    const rule = "document-unreadable";
    const unread = { file: "vendor/a.yaml" };
    expect(ignores(entry({ rule }), rule, unread)).toBe(false);
    expect(ignores(entry({ rule, path: "vendor/**" }), rule, unread)).toBe(true);
    expect(ignores(entry({ rule, path: "charts/**" }), rule, unread)).toBe(false);
  });
});
