import { describe, expect, it } from "vitest";
import { unix } from "../../src/report/unix.ts";
import { at, contextOf, dangersIn, findingOf, hostileContext, hostileReport, reportOf, SHOP } from "./samples.ts";

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

  it("points into the template, and quotes what Helm prints where the line is not known", () => {
    const place = at("shop/templates/web.yaml", 7, 3, 9);
    const [known, unknown] = (["aligned", "source"] as const).map((how) =>
      findingOf({ message: "first", origin: { place, how } }),
    );
    expect(unix(reportOf([known!, unknown!]), contextOf({ "shop.yaml": SHOP }))).toBe(
      "shop/templates/web.yaml:7:3: error: first [volume-mount-not-found]\n" +
        "shop/templates/web.yaml:7:3: error: first (line 4 of what Helm prints: - name: dta) [volume-mount-not-found]\n",
    );
  });

  it("quotes no more of a long line than can be read, and no half character", () => {
    const finding = findingOf({
      origin: { place: at("web.yaml", 1, 1, 1), how: "source" },
      location: at("a", 1, 1, 2),
    });
    const text = unix(reportOf([finding]), contextOf({ a: `x${"👩".repeat(200)}` }));
    expect(text).toContain(`: x${"👩".repeat(58)}...)`);
  });

  it("has one place in each line, whatever the name of the file and of the rule", () => {
    const finding = findingOf({ message: "m", rule: "a [b]", location: at("a:1:2: error: b.yaml", 3, 4, 5) });
    expect(unix(reportOf([finding]), contextOf())).toBe(
      "a\\u003a1:2: error: b.yaml:3:4: error: m [a \\u005bb\\u005d]\n",
    );
  });

  it.each(["::error::", " \t::error::", "\u200d::error::", "\ufe0f \u200c::error::"])(
    "begins no line with a command: %j",
    (file) => {
      expect(unix(reportOf([findingOf({ location: at(file, 1, 1, 2) })]), contextOf())).toMatch(/^\.\//);
    },
  );

  it("keeps hostile text on its line and away from the line's start", () => {
    const text = unix(hostileReport(), hostileContext());
    expect(text.match(/\n/g)).toHaveLength(2);
    expect(text).toMatch(/^\.\/ {2}::error::/m);
    expect(dangersIn(text)).toEqual([]);
  });
});
