import { expect, test } from "vitest";
import { windowsProgram } from "../../src/cli/windows-program.ts";

const found = (program: string, env: Readonly<Record<string, string>>, ...files: readonly string[]) =>
  windowsProgram(program, env, (path) => files.includes(path));

test("a program on Windows is looked for in the folders of PATH, in their order", () => {
  const path = String.raw`C:\git\cmd;"C:\Program Files\helm"`;
  const [first, second] = [String.raw`C:\git\cmd\helm.exe`, String.raw`C:\Program Files\helm\helm.exe`];
  expect(found("helm", { Path: path }, first, second)).toBe(first);
  expect(found("helm", { PATH: path }, second)).toBe(second);
  expect(found("helm.exe", { PATH: path }, second)).toBe(second);
});
test.each(["", ".", String.raw`.\node`, "C:bin", "bin;;"])(
  "one in the working directory is left where it lies: PATH %j",
  (path) => {
    const here = ["helm.exe", String.raw`bin\helm.exe`, String.raw`C:bin\helm.exe`];
    expect(found("helm", { PATH: path }, ...here)).toBeUndefined();
  },
);
test("without a PATH there is none", () => {
  expect(found("helm", {}, "helm.exe")).toBeUndefined();
});
test.each([String.raw`.\bin\helm.exe`, "bin/helm", String.raw`C:\helm\helm.exe`, "C:helm.exe"])(
  "a path is taken as it is: %j",
  (path) => expect(found(path, { PATH: String.raw`C:\x` })).toBe(path),
);
