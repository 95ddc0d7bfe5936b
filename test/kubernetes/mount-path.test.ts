import { expect, test } from "vitest";
import { isWindowsPath, landingPath, nestedPaths, stepsBack } from "../../src/kubernetes/mount-path.ts";

test.each([
  ["/data", "/data"],
  ["/", "/"],
  ["data", "/data"],
  ["./data", "/data"],
  ["../data", "/data"],
  ["/data/", "/data"],
  ["//a///b/", "/a/b"],
  ["/a/./b/../c", "/a/c"],
  ["/../..", "/"],
  ["/.hidden/..b/c.", "/.hidden/..b/c."],
])("%s lands at %s", (path, landing) => {
  expect(landingPath(path)).toBe(landing);
});

test("a step back is a segment of its own", () => {
  expect(["..", "a/..", "../a"].map(stepsBack)).toEqual([true, true, true]);
  expect(["a..b", "...", ".", ""].map(stepsBack)).toEqual([false, false, false, false]);
});

test("paths of Windows have a drive or a backslash", () => {
  expect(["C:\\data", "c:/data", "\\\\server\\share"].map(isWindowsPath)).toEqual([true, true, true]);
  expect(["/data", "data", "/c:/data"].map(isWindowsPath)).toEqual([false, false, false]);
});

test("a path lies in the nearest of those around it", () => {
  expect([...nestedPaths(["/a/b/c/d", "/a", "/a-b", "/a/b", "/a.b/c", "/b", "/", "/a/b/e"])]).toEqual([
    ["/a/b", "/a"],
    ["/a/b/c/d", "/a/b"],
    ["/a/b/e", "/a/b"],
  ]);
});
