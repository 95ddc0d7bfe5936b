import { describe, expect, it } from "vitest";
import type { Finding } from "../../src/finding/finding.ts";
import { forTerminal } from "../../src/report/escape.ts";
import { github } from "../../src/report/github.ts";
import type { Shortfall } from "../../src/report/shortfall.ts";
import { at, contextOf, findingOf, hostileContext, reportOf, SHOP, SHORTFALLS } from "./samples.ts";
import {
  AWKWARD_PATHS,
  AWKWARD_TEXTS,
  awkwardFindings,
  manyFindings,
  NO_REPOSITORY_PATHS,
  UNPRINTABLE_PATHS,
} from "./trials.ts";
import { runnerLog } from "./workflow-commands.ts";

const context = contextOf({ "shop.yaml": SHOP });
const logOf = (...findings: readonly Finding[]) => runnerLog(github(reportOf(findings), context));
const commandOf = (finding: Finding) => logOf(finding).commands[0];

describe("github", () => {
  it("prints a command for each finding, the worst first, and last what was read", () => {
    const findings = [
      findingOf({ severity: "info", message: "first", location: at("a b/shop.yaml", 4, 17, 20) }),
      findingOf({ severity: "warning", message: "second", rule: "fs-group-missing", help: "set 100%, no: less" }),
      findingOf({ message: "third", location: at("shop.yaml", 2, 3, 1, 5) }),
    ];
    expect(github(reportOf(findings), context)).toBe(
      [
        "::error file=shop.yaml,line=2,endLine=4,title=volume-mount-not-found::third",
        "::warning file=shop.yaml,line=4,endLine=4,col=17,endColumn=19,title=fs-group-missing::second%0Ahelp: set 100%25, no: less",
        "::notice file=a b/shop.yaml,line=4,endLine=4,col=17,endColumn=19,title=volume-mount-not-found::first",
        "1 error, 1 warning, 1 info in 1 object of 1 file",
        "",
      ].join("\n"),
    );
  });

  it("says what was read where nothing is found", () => {
    expect(github(reportOf([]), context)).toBe("nothing found in 1 object of 1 file\n");
  });

  it("marks at least one column, and no columns where the text goes on to the next line", () => {
    expect(commandOf(findingOf({ location: at("a", 1, 5, 5) }))?.properties).toMatchObject({
      col: "5",
      endColumn: "5",
    });
    expect(commandOf(findingOf({ location: at("a", 1, 5, 1, 2) }))?.properties).toEqual({
      file: "a",
      line: "1",
      endLine: "1",
      title: "volume-mount-not-found",
    });
  });

  it("points into the template, and quotes what Helm prints where the line is not known", () => {
    const place = at("shop/templates/web.yaml", 1, 1, 1);
    const finding = findingOf({ origin: { place, how: "source" } });
    const { properties, data } = commandOf(finding) ?? {};
    expect(properties).toMatchObject({ file: "shop/templates/web.yaml", line: "1" });
    expect(data).toBe(`${finding.message} (line 4 of what Helm prints: - name: dta)`);
  });

  it("names files from the root of the repository", () => {
    const inFolder = contextOf({}, { folder: () => "deploy/charts" });
    const file = (path: string) =>
      runnerLog(github(reportOf([findingOf({ location: at(path, 1, 1, 2) })]), inFolder)).commands[0]?.properties[
        "file"
      ];
    expect(file("shop.yaml")).toBe("deploy/charts/shop.yaml");
    expect(file("./a/../shop.yaml")).toBe("deploy/charts/shop.yaml");
    expect(file("../shop.yaml")).toBe("deploy/shop.yaml");
    expect(file("../../../shop.yaml")).toBeUndefined();
  });
});

describe("what the runner reads back", () => {
  it.each(AWKWARD_PATHS)("names the file %j", (file) => {
    const { commands, plain } = logOf(findingOf({ location: at(file, 4, 17, 20) }));
    expect(commands).toMatchObject([{ name: "error", properties: { file, line: "4", col: "17" } }]);
    expect(plain).toHaveLength(1);
  });

  it.each([...NO_REPOSITORY_PATHS, ...UNPRINTABLE_PATHS, "=a.yaml"])("has no file for %j, and says where", (file) => {
    const finding = findingOf({
      location: at(file, 4, 17, 20),
      origin: { template: { file: "shop/templates/web.yaml" }, how: "source" },
    });
    expect(commandOf(finding)).toEqual({
      name: "error",
      properties: { title: "volume-mount-not-found" },
      data: `${finding.message}\nat: ${forTerminal(file)}:4:17\nfrom: shop/templates/web.yaml`,
    });
  });

  it.each(AWKWARD_TEXTS.filter((text) => text.length < 1000 && text !== ""))("is the text %j", (text) => {
    const shown = forTerminal(text);
    const { commands, plain } = logOf(findingOf({ rule: text, message: text, help: text }));
    expect(commands).toMatchObject([{ properties: { title: shown }, data: `${shown}\nhelp: ${shown}` }]);
    expect(plain).toEqual(["1 error in 1 object of 1 file"]);
  });

  it("is what the runner keeps of a long message, with the help and without half a character", () => {
    for (const long of ["x".repeat(5000), "👩".repeat(3000), "%".repeat(5000)]) {
      const { properties, data = "" } = commandOf(findingOf({ rule: long, message: long, help: long })) ?? {};
      expect(data.length).toBeLessThanOrEqual(4096);
      expect(data.length).toBeGreaterThan(4000);
      expect(data).toMatch(/\.\.\.\nhelp: .*\.\.\.$/);
      expect(properties?.["title"]?.length).toBeLessThanOrEqual(255);
      expect(data).not.toMatch(/\p{Cs}/u);
    }
  });

  it("is one command a finding, whatever the texts", () => {
    const report = reportOf(awkwardFindings(), { notChecked: [{ kind: AWKWARD_TEXTS[0]!, count: 1 }] });
    const text = github(report, hostileContext());
    const { commands, plain } = runnerLog(text);
    expect(commands.map(({ name }) => name)).toEqual(
      ["error", "warning", "notice"].flatMap((name) => Array(name === "error" ? 10 : 5).fill(name)),
    );
    expect(plain).toHaveLength(2);
    expect(text.split(/[\r\n]/)).toHaveLength(commands.length + plain.length + 1);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters that it looks for
    expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u200b\u2028-\u202e]|\p{Cs}/u);
  });
});

describe("what could not be done", () => {
  const failed = (shortfalls: readonly Shortfall[], findings: readonly Finding[] = []) =>
    runnerLog(github(reportOf(findings), contextOf({}, { shortfalls, folder: () => "deploy" })));

  it("is an error before all that was found, at its place where that is in the repository", () => {
    const outside = { ...SHORTFALLS[0]!, location: at("../../shop.yaml", 7, 3, 3) };
    const { commands } = failed([...SHORTFALLS, outside], [findingOf()]);
    const title = "not all could be done";
    expect(commands.slice(0, 3)).toEqual([
      {
        name: "error",
        properties: { file: "deploy/shop/templates/web.yaml", line: "7", title },
        data: '"shop" cannot be rendered: nil pointer\nhelp: give it',
      },
      { name: "error", properties: { title }, data: '"gone.yaml" does not exist' },
      {
        name: "error",
        properties: { title },
        data: '"shop" cannot be rendered: nil pointer\nat: ../../shop.yaml:7:3\nhelp: give it',
      },
    ]);
    expect(commands[3]?.properties["title"]).toBe("volume-mount-not-found");
  });

  it("takes the places of errors that were found, and says how much of either is left out", () => {
    const many = (count: number) => Array.from({ length: count }, (_, at) => ({ message: `chart ${at} is broken` }));
    const some = failed(many(9), [findingOf(), findingOf(), findingOf({ severity: "warning" })]);
    expect(some.commands).toHaveLength(11);
    expect(some.plain[0]).toMatch(/^1 more finding is not annotated: /);
    const { commands, plain } = failed(many(12), [findingOf()]);
    expect(commands.map(({ data }) => data)).toEqual(many(10).map(({ message }) => message));
    expect(plain.slice(0, 2)).toEqual([
      "2 more failures are not annotated: GitHub shows 10 of a severity; standard error names all of them",
      "1 more finding is not annotated: GitHub shows 10 of a severity; --format unix lists all of them",
    ]);
  });

  it("is one command each, whatever the texts", () => {
    for (const text of [...AWKWARD_TEXTS, ...AWKWARD_PATHS, ...UNPRINTABLE_PATHS, ...NO_REPOSITORY_PATHS]) {
      const { commands, plain } = failed([{ location: at(text, 4, 17, 20), message: text, help: text }]);
      expect(commands.map(({ name, properties: { title } }) => [name, title])).toEqual([
        ["error", "not all could be done"],
      ]);
      expect(commands[0]?.data.length).toBeLessThanOrEqual(4096);
      expect(plain).toEqual(["nothing found in 1 object of 1 file"]);
    }
  });
});

describe("the limit of a step", () => {
  it("leaves out no document that cannot be read, for which the step fails", () => {
    const unreadable = findingOf({ rule: "document-unreadable", message: "this is no YAML" });
    const { commands } = runnerLog(github(reportOf([...manyFindings(60), unreadable]), context));
    expect(commands.map(({ data }) => data)).toContain("this is no YAML");
  });

  it("keeps the first ten of each severity and says in plain text how many are left out", () => {
    const { commands, plain } = runnerLog(github(reportOf(manyFindings(10_000)), context));
    const lines = (name: string) =>
      commands.filter((command) => command.name === name).map(({ properties }) => Number(properties["line"]));
    for (const [index, name] of ["error", "warning", "notice"].entries())
      expect(lines(name)).toEqual(Array.from({ length: 10 }, (_, at) => at * 3 + index + 1));
    expect(plain).toEqual([
      "9970 more findings are not annotated: GitHub shows 10 of a severity; --format unix lists all of them",
      "3334 errors, 3333 warnings, 3333 infos in 1 object of 1 file",
    ]);
  });

  it("has a word for a single one", () => {
    const errors = manyFindings(33).filter(({ severity }) => severity === "error");
    expect(runnerLog(github(reportOf(errors), context)).plain[0]).toMatch(/^1 more finding is not annotated: /);
  });
});
