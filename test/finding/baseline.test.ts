import { describe, expect, it } from "vitest";
import { baselineOf } from "../../src/finding/baseline.ts";
import { at, findingOf } from "../report/samples.ts";

const web = { kind: "Deployment", namespace: "shop", name: "web" };

describe("a baseline of findings", () => {
  it("names the object, or the file where there is none, and the path where there is one", () => {
    const { entries } = baselineOf([
      findingOf({ resource: web, message: "a", fingerprint: "1".repeat(16) }),
      findingOf({ resource: { kind: "Node", name: "n" }, path: "", message: "b", fingerprint: "2".repeat(16) }),
      findingOf({ location: at("values.yaml", 3, 1, 2), message: "c", fingerprint: "3".repeat(16) }),
    ]);
    const rule = "volume-mount-not-found";
    const path = "spec.template.spec.containers[app].volumeMounts[/data].name";
    expect(entries).toEqual([
      { rule, resource: "Deployment/shop/web", path, message: "a", fingerprint: "1".repeat(16) },
      { rule, resource: "Node/n", message: "b", fingerprint: "2".repeat(16) },
      { rule, resource: "values.yaml", path, message: "c", fingerprint: "3".repeat(16) },
    ]);
  });

  it("is in the order of rule, object, path and fingerprint: neither lines nor messages decide", () => {
    const findings = [
      findingOf({ rule: "a", resource: web, path: "x", fingerprint: "4", message: "a", location: at("z", 9, 1, 2) }),
      findingOf({ rule: "a", resource: web, path: "x", fingerprint: "5", message: "b" }),
      findingOf({ rule: "a", resource: web, path: "y", fingerprint: "1", location: at("a", 1, 1, 2) }),
      findingOf({ rule: "a", resource: { ...web, name: "xeb" }, path: "x", fingerprint: "0" }),
      findingOf({ rule: "b", resource: web, path: "x", fingerprint: "2" }),
    ];
    const fingerprints = (found: typeof findings) => baselineOf(found).entries.map((entry) => entry.fingerprint);
    expect(fingerprints(findings)).toEqual(["4", "5", "1", "0", "2"]);
    expect(fingerprints(findings.toReversed())).toEqual(["4", "5", "1", "0", "2"]);
  });

  it("holds findings that share a fingerprint once", () => {
    expect(baselineOf([findingOf(), findingOf({ location: at("other.yaml", 1, 1, 2) })]).entries).toHaveLength(1);
  });
});
