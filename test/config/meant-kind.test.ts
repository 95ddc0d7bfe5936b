import { describe, expect, it } from "vitest";
import { BUILT_IN_KINDS } from "../../src/config/built-in-kinds.ts";
import { meantKind } from "../../src/config/meant-kind.ts";

describe("the built-in kind that a text means", () => {
  it.each([
    ["Configmap", "ConfigMap"],
    ["configmap", "ConfigMap"],
    ["configmaps", "ConfigMap"],
    ["CONFIGMAP", "ConfigMap"],
    ["ConfigMop", "ConfigMap"],
    ["ConfgMap", "ConfigMap"],
    ["ConffigMap", "ConfigMap"],
    ["ConfigMpa", "ConfigMap"],
    ["Statefulset", "StatefulSet"],
    ["pod", "Pod"],
    ["Pods", "Pod"],
    ["Jobs", "Job"],
    ["endpoints", "Endpoints"],
    ["PersistentVolumClaim", "PersistentVolumeClaim"],
  ])("%s is %s", (text, kind) => {
    expect(meantKind(text)).toBe(kind);
  });

  it.each([
    ["a custom kind", "Prometheus"],
    ["a custom kind that ends in a built-in one", "CloneSet"],
    ["a custom kind of a letter before a built-in one", "XService"],
    ["a short custom kind", "Rule"],
    ["a custom kind that lacks a letter of a built-in one", "Endpoint"],
    ["a text with two slips", "ConfigMaap2"],
    ["two letters swapped that are no neighbours", "DonfigMaC"],
    ["a glob", "Configma*"],
    ["a glob for one letter", "Config?ap"],
    ["nothing", ""],
    ["a hostile text", "ConfigMap".repeat(100_000)],
  ])("is none for %s", (_, text) => {
    expect(meantKind(text)).toBeUndefined();
  });

  it("is none for a built-in kind itself, of which none is a slip for another", () => {
    expect(BUILT_IN_KINDS.filter((kind) => meantKind(kind) !== undefined)).toEqual([]);
    expect(new Set(BUILT_IN_KINDS).size).toBe(BUILT_IN_KINDS.length);
  });
});
