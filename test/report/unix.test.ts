import { describe, expect, it } from "vitest";
import { unix } from "../../src/report/unix.ts";
import { at, contextOf, dangersIn, findingOf, hostileContext, hostileReport, reportOf } from "./samples.ts";

describe("unix", () => {
  it("prints one line a finding, of every severity", () => {
    const findings = [
      findingOf({ message: "first", location: at("a b/shop.yaml", 4, 17, 20) }),
      findingOf({
        message: "second\nline",
        severity: "info",
        rule: "fs-group-missing",
        location: at("<stdin>", 1, 2, 3),
      }),
    ];
    expect(unix(reportOf(findings), contextOf())).toBe(
      "a b/shop.yaml:4:17: error: first [volume-mount-not-found]\n<stdin>:1:2: info: second line [fs-group-missing]\n",
    );
  });

  it("prints nothing where nothing is found", () => {
    expect(unix(reportOf([]), contextOf())).toBe("");
  });

  it("keeps hostile text on its line and away from the line's start", () => {
    const text = unix(hostileReport(), hostileContext());
    expect(text.match(/\n/g)).toHaveLength(2);
    expect(text).toMatch(/^\.\/ {2}::error::/m);
    expect(dangersIn(text)).toEqual([]);
  });
});
