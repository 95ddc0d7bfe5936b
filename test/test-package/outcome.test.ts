import { expect, test } from "vitest";
import { expected, run } from "../../scripts/test-package/outcome.ts";

const node = (program: string) => run(process.execPath, ["-e", program]);

test("a program that ends as it has to, and prints what it has to, is well", () => {
  expect(expected(node('console.log("ahoy")'), { status: 0, stdout: "ahoy" })).toEqual({ is: "ok", detail: "" });
});
test.each([
  ["another exit code", 'console.log("ahoy"); process.exitCode = 3', "got exit code 3\nahoy"],
  ["another text", 'console.log("adieu")', "got exit code 0\nadieu"],
  ["a warning", 'console.log("ahoy"); console.error("aground")', "got exit code 0\nahoy\naground"],
])("it has failed by %s, and says what was expected and what came", (_, program, came) => {
  const { is, detail } = expected(node(program), { status: 0, stdout: "ahoy" });
  expect(is).toBe("failed");
  expect(detail).toBe(`expected exit code 0 and "ahoy" on standard output, and nothing on standard error; ${came}`);
});
test("a program that is not there cannot be run", () => {
  expect(() => run("no-such-program", [])).toThrow("ENOENT");
});
