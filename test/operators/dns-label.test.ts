import { describe, expect, it } from "vitest";
import { dnsLabel } from "../../src/operators/prometheus-operator/dns-label.ts";

describe("the name of a volume made from the name of a Secret", () => {
  it.each([
    ["my.tls", "secret-my-tls"],
    ["a..b", "secret-a-b"],
    ["a-.b", "secret-a--b"],
    ["My_Secret", "secret-my-secret"],
    ["trailing.", "secret-trailing"],
    ["ü", "secret"],
    ["", "secret"],
    ["a".repeat(80), `secret-${"a".repeat(56)}`],
  ])("of %j is %s", (name, label) => {
    expect(dnsLabel("secret", name)).toBe(label);
  });

  it("takes no longer where the name is hostile", () => {
    const start = performance.now();
    expect(dnsLabel("secret", `${"-".repeat(1_000_000)}.x${"-".repeat(1_000_000)}`)).toHaveLength(63);
    expect(performance.now() - start).toBeLessThan(1000);
  });
});
