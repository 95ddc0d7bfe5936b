import { describe, expect, test } from "vitest";
import { callsOf, isOn } from "../../../src/cli/action/calls.ts";
import { environmentName, inputsFrom } from "../../../src/cli/action/inputs.ts";
import { parseArguments } from "../../../src/cli/args.ts";

const inputs = (given: Readonly<Record<string, string>> = {}) =>
  inputsFrom(Object.fromEntries(Object.entries(given).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value])));

describe("inputs", () => {
  test("are read from the names that GitHub gives them, which keep their hyphens", () => {
    expect(environmentName("fail-on")).toBe("INPUT_FAIL-ON");
    expect(inputs({ "fail-on": " warning\n" })["fail-on"]).toBe("warning");
  });
  test("have their fallback where the workflow leaves them empty", () => {
    expect(inputs({ "fail-on": "", annotations: " " })).toMatchObject({
      "fail-on": "error",
      annotations: "true",
      charts: "",
    });
  });
  test("that are true or false take YAML's own spellings, and nothing else", () => {
    for (const word of ["true", "True", "TRUE"]) expect(isOn(inputs({ summary: word }), "summary")).toBe(true);
    for (const word of ["false", "False", "FALSE"]) expect(isOn(inputs({ summary: word }), "summary")).toBe(false);
    for (const word of ["yes", "1", "tRUE"])
      expect(() => isOn(inputs({ summary: word }), "summary")).toThrow(`input summary is given "${word}"`);
  });
});

describe("the calls", () => {
  test("are of all charts where nothing is named", () => {
    expect(callsOf(inputs(), undefined)).toEqual({ chart: ["chart", "--fail-on=error", "--", "."], lint: undefined });
  });
  test("are of manifests alone where only these are named", () => {
    expect(callsOf(inputs({ manifests: "rendered\n\n  more/*.yaml \r\n" }), undefined)).toEqual({
      chart: undefined,
      lint: ["lint", "--fail-on=error", "--", "rendered", "more/*.yaml"],
    });
  });
  test("are two where charts and manifests are named; values are for the charts", () => {
    const { chart, lint } = callsOf(
      inputs({
        charts: "charts/db",
        manifests: "plain",
        values: "a.yaml\nb.yaml",
        set: "a.b=1,2",
        "release-name": "shop",
        namespace: "sea",
        "kube-version": "1.33",
        platform: "openshift",
        helm: "bin/helm",
        profile: "advice\nsecurity",
        config: "ci.yaml",
        baseline: "known.json",
        "sarif-category": "charts",
        args: "--closed-world\n--max-size=4",
      }),
      "origin/main",
    );
    const judging = [
      "--namespace=sea",
      "--kube-version=1.33",
      "--platform=openshift",
      "--profile=advice",
      "--profile=security",
      "--fail-on=error",
      "--config=ci.yaml",
      "--baseline=known.json",
      "--changed-since=origin/main",
      "--sarif-category=charts",
      "--closed-world",
      "--max-size=4",
    ];
    const rendering = ["--values=a.yaml", "--values=b.yaml", "--set=a.b=1,2", "--release=shop", "--helm=bin/helm"];
    expect(chart).toEqual(["chart", ...judging, ...rendering, "--", "charts/db"]);
    expect(lint).toEqual(["lint", ...judging, "--", "plain"]);
    for (const call of [chart, lint]) expect(() => parseArguments(call ?? [])).not.toThrow();
  });
  test("keep an input from being anything but its value", () => {
    const { chart } = callsOf(inputs({ charts: "--help\n$(id)", namespace: "-x --help", set: "--version" }), undefined);
    const args = parseArguments(chart ?? []);
    expect([args.has("help"), args.has("version")]).toEqual([false, false]);
    expect(args.operands).toEqual(["--help", "$(id)"]);
    expect([args.last("namespace"), args.all("set")]).toEqual(["-x --help", ["--version"]]);
  });
  test.each([
    [{ manifests: "a.yaml\n-" }, 'input manifests is given "-", and the Action has no standard input'],
    [{ args: "--closed-world --verbose" }, 'input args is given "--closed-world --verbose" on one line'],
    [{ args: "--verbose\n--max-size 4" }, 'input args is given "--max-size 4" on one line'],
    [{ args: "-v --each" }, 'input args is given "-v --each" on one line'],
  ])("are refused where %j is what no call can mean", (given, why) => {
    expect(() => callsOf(inputs(given), undefined)).toThrow(why);
  });
  test("take blanks in the values of further options", () => {
    const { lint } = callsOf(inputs({ manifests: "a", args: "--format=tap=my report.tap\n--max-size\n4" }), undefined);
    expect(lint).toEqual(["lint", "--fail-on=error", "--format=tap=my report.tap", "--max-size", "4", "--", "a"]);
  });
});
