import { describe, expect, it } from "vitest";
import { pretty } from "../../src/report/pretty.ts";
import { at, contextOf, dangersIn, findingOf, hostileContext, hostileReport, reportOf, SHOP } from "./samples.ts";

const files = { "shop.yaml": SHOP };
const mount = findingOf({
  label: "not declared",
  help: 'mount "data"',
  then: "the API server rejects the Deployment",
  related: [{ location: at("shop.yaml", 3, 9, 13), label: 'volume "data" is declared here' }],
  origin: { template: { file: "shop/templates/web.yaml" }, how: "source" },
});
const advice = findingOf({
  rule: "fs-group-missing",
  severity: "info",
  message: "no fsGroup",
  location: at("a", 1, 1, 2),
});

describe("pretty", () => {
  it("shows a finding with its lines, help, consequence and template, and last what was read", () => {
    const report = reportOf([mount], { objects: 83, files: 3 });
    expect(
      pretty(report, contextOf(files)),
    ).toBe(`error[volume-mount-not-found]: container "app" mounts volume "dta", but Deployment/shop has no such volume
  --> shop.yaml:4:17
  |
3 | - name: data
  |         ---- volume "data" is declared here
4 |         - name: dta
  |                 ^^^ not declared
  |
  = help: mount "data"
  = then: the API server rejects the Deployment
  = from: shop/templates/web.yaml
  = more: plimsoll explain volume-mount-not-found

1 error in 83 objects of 3 files
`);
  });

  it("names the place in the template where it is known", () => {
    const template = { file: "shop/templates/web.yaml", start: { line: 41, column: 11 } };
    const report = reportOf([findingOf({ origin: { template, how: "exact" } })]);
    expect(pretty(report, contextOf())).toContain("  = from: shop/templates/web.yaml:41:11\n");
  });

  it("shows the template's own lines, related ones too, where they are known, and names the template once", () => {
    const template = at("shop/templates/web.yaml", 3, 9, 12);
    const location = at("shop (rendered)", 41, 17, 20);
    const related = [
      {
        location: at("shop (rendered)", 40, 9, 13),
        label: "declared here",
        place: at("shop/templates/web.yaml", 2, 9, 13),
      },
      { location: at("shop (rendered)", 39, 1, 2), label: "its rendered line is here" },
    ];
    const finding = findingOf({
      location,
      related,
      label: "not declared",
      origin: { template, place: template, how: "aligned" },
    });
    const text = "spec:\n  data: {}\n  mount: dta\n";
    expect(pretty(reportOf([finding]), contextOf({ "shop/templates/web.yaml": text }))).toContain(`
  --> shop/templates/web.yaml:3:9
   |
 2 |   data: {}
   |         -- declared here
 3 |   mount: dta
   |         ^^^ not declared
   |
  --> shop (rendered):39:1: its rendered line is here
   = more:`);
  });

  it("shows what Helm has printed below the template whose line is not known", () => {
    const first = at("shop/templates/web.yaml", 1, 1, 1);
    const origin = { template: { file: first.file }, place: first, how: "source" } as const;
    const finding = findingOf({ location: at("shop (rendered)", 4, 17, 20), origin });
    expect(pretty(reportOf([finding]), contextOf({ "shop (rendered)": SHOP }))).toContain(`
  --> shop/templates/web.yaml
  --> shop (rendered):4:17
  |
4 |         - name: dta
  |                 ^^^
  |
  = more:`);
  });

  it("shows the line that brings a packed chart, and which of its templates it is", () => {
    const place = at("shop/Chart.yaml", 5, 11, 16);
    const origin = { template: { file: "shop/charts/x/templates/web.yaml" }, place, how: "source" } as const;
    const finding = findingOf({ location: at("shop (rendered)", 4, 17, 20), origin });
    expect(pretty(reportOf([finding]), contextOf())).toContain(`
  --> shop/Chart.yaml:5:11
  --> shop (rendered):4:17
  = from: shop/charts/x/templates/web.yaml
  = more:`);
  });

  it("prints a finding whose file is not at hand, and how to learn more once for each rule", () => {
    const first = findingOf({ message: "first", location: at("gone.yaml", 10, 3, 4), label: "not declared" });
    const second = findingOf({ message: "second", location: at("gone.yaml", 11, 3, 4), severity: "warning" });
    const other = findingOf({ rule: "key-duplicate", message: "third", location: at("gone.yaml", 12, 3, 4) });
    expect(pretty(reportOf([first, second, other]), contextOf())).toBe(`error[volume-mount-not-found]: first
  --> gone.yaml:10:3: not declared

warning[volume-mount-not-found]: second
  --> gone.yaml:11:3
   = more: plimsoll explain volume-mount-not-found

error[key-duplicate]: third
  --> gone.yaml:12:3
   = more: plimsoll explain key-duplicate

2 errors, 1 warning in 1 object of 1 file
`);
  });

  it("says in one line what was read where nothing is found", () => {
    const report = reportOf([], { objects: 83, files: 3 });
    expect(pretty(report, contextOf())).toBe("nothing found in 83 objects of 3 files\n");
  });

  it("counts infos instead of printing them, unless asked", () => {
    const report = reportOf([advice, advice]);
    expect(pretty(report, contextOf())).toBe("nothing found in 1 object of 1 file; 2 infos not shown (--verbose)\n");
    const verbose = pretty(report, contextOf({}, { verbose: true }));
    expect(verbose.match(/^info\[fs-group-missing\]: no fsGroup$/gm)).toHaveLength(2);
    expect(verbose.endsWith("\n\n2 infos in 1 object of 1 file\n")).toBe(true);
  });

  it("puts the explanation on the last finding that is printed", () => {
    const report = reportOf([mount, { ...advice, rule: mount.rule }]);
    expect(pretty(report, contextOf(files))).toContain("  = more: plimsoll explain volume-mount-not-found\n\n1 error");
  });

  it("counts everything that became of the input", () => {
    const report = reportOf([], {
      error: 3,
      warning: 1,
      info: 2,
      objects: 83,
      files: 3,
      ignored: 1,
      baselined: 4,
      stale: 3,
      unchanged: 8,
      unreadable: 1,
      notRead: 2,
      notKubernetes: 5,
      headerOnly: 7,
      notChecked: [
        { kind: "Foo", count: 1 },
        { kind: "ServiceMonitor", count: 11 },
      ],
    });
    expect(pretty(report, contextOf())).toBe(
      "3 errors, 1 warning in 83 objects of 3 files; 2 infos not shown (--verbose); 1 ignored; 4 baselined; 3 stale in the baseline (plimsoll baseline write drops them); 8 in unchanged files; 1 document unreadable; 2 documents not read; 5 documents without apiVersion and kind; 7 CRDs header only (--read-crds); 12 custom resources not checked (ServiceMonitor 11, Foo 1)\n",
    );
  });

  it("names the three most frequent kinds that it did not check", () => {
    const notChecked = ["A", "B", "C", "D", "E"].map((kind, index) => ({ kind, count: index === 4 ? 9 : 1 }));
    const [line] = pretty(reportOf([], { notChecked }), contextOf()).split("; ").slice(1);
    expect(line).toBe("13 custom resources not checked (E 9, A 1, B 1 and 2 more kinds)\n");
  });

  it("colors only when it may", () => {
    const report = reportOf([mount, findingOf({ severity: "warning" })]);
    const colored = pretty(report, contextOf(files, { color: true }));
    expect(colored).toContain("\u001b[1;31merror[volume-mount-not-found]\u001b[0m");
    expect(colored).toContain("\u001b[1;31m^^^ not declared\u001b[0m");
    expect(colored).toContain("\u001b[1;33mwarning[volume-mount-not-found]\u001b[0m");
    // biome-ignore lint/suspicious/noControlCharactersInRegex: colors are control characters
    expect(colored.replaceAll(/\u001b\[[\d;]*m/g, "")).toBe(pretty(report, contextOf(files)));
  });

  it("lets no text of a manifest command the terminal or the CI system", () => {
    const text = pretty(hostileReport(), hostileContext());
    expect(text).toContain("\\u001b[31m");
    expect(dangersIn(text)).toEqual([]);
  });
});
