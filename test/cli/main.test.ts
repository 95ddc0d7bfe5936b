import { spawnSync } from "node:child_process";
import { closeSync, existsSync, mkdtempSync, openSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

const FULL = "/dev/full";
const TSX = createRequire(import.meta.url).resolve("tsx/cli");

let root: string;
let full: number;

beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), "plimsoll-"));
  writeFileSync(join(root, "a.yaml"), "apiVersion: v1\nkind: Service\nmetadata: {name: web}\n");
  if (existsSync(FULL)) full = openSync(FULL, "w");
});

afterAll(() => {
  if (existsSync(FULL)) closeSync(full);
  rmSync(root, { recursive: true });
});

type Stream = "pipe" | number;

const plimsoll = (args: readonly string[], stdout: Stream, stderr: Stream) =>
  spawnSync(process.execPath, [TSX, "src/cli/main.ts", ...args], {
    encoding: "utf8",
    stdio: ["ignore", stdout, stderr],
  });

const clean = (): readonly string[] => [join(root, "a.yaml")];

test("the exit code and the report are the process's", () => {
  expect(plimsoll(clean(), "pipe", "pipe")).toMatchObject({
    status: 0,
    stdout: "nothing found in 1 object of 1 file\n",
    stderr: "",
  });
});

test.skipIf(!existsSync(FULL))("a report that standard output does not take is one line on standard error", () => {
  for (const args of [clean(), ["rules"], ["--version"]])
    expect(plimsoll(args, full, "pipe")).toMatchObject({
      status: 2,
      stderr: "plimsoll: the report cannot be written: no space left on the device\n",
    });
});

test.skipIf(!existsSync(FULL))("where nothing can be said on standard error, the exit code is 2", () => {
  expect(plimsoll(["missing.yaml"], "pipe", full)).toMatchObject({ status: 2, stdout: "" });
  expect(plimsoll(clean(), full, full)).toMatchObject({ status: 2 });
});

test("an error that nobody expected is told in words, and is no 1, which would say that something was found", () => {
  const hook = join(root, "hook.cjs");
  const loader = pathToFileURL(createRequire(import.meta.url).resolve("tsx")).href;
  for (const [fault, said] of [
    ["throw new TypeError('a \\u001b[31mfault')", "TypeError: a \\u001b[31mfault"],
    ["Promise.reject(new RangeError('b'))", "RangeError: b"],
  ] as const) {
    const isOurs = 'event === "uncaughtException" && listener.name === "broken"';
    const on = `(event, listener) => { if (${isOurs}) setImmediate(() => { ${fault} }); return on.call(process, event, listener); }`;
    writeFileSync(hook, `const { on } = process; process.on = ${on};`);
    const argv = ["--require", hook, "--import", loader, "src/cli/main.ts", ...clean()];
    const { status, stderr } = spawnSync(process.execPath, argv, { encoding: "utf8" });
    expect(stderr).toContain(`stopped it: ${said}\n  help: `);
    expect(status).toBe(2);
  }
});

test.skipIf(process.platform === "win32")("a reader that stops early ends nothing in an error", () => {
  const command = `"${process.execPath}" "${TSX}" src/cli/main.ts rules | true; echo "\${PIPESTATUS[0]}"`;
  expect(spawnSync("bash", ["-c", command], { encoding: "utf8" })).toMatchObject({ stdout: "0\n", stderr: "" });
});

describe.skipIf(process.platform === "win32")("through pipes", () => {
  const many = () => join(root, "many.yaml");
  const piped = (command: string) =>
    spawnSync("bash", ["-c", command], { encoding: "utf8", env: { ...process.env, INPUT: many() } });
  const lint = `"${process.execPath}" "${TSX}" src/cli/main.ts`;
  beforeAll(() => {
    const documents = Array.from(
      { length: 200 },
      (_, number) => `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a-${number}}\ndata: {debug: yes}\n`,
    );
    writeFileSync(many(), documents.join("---\n"));
  });

  test("a reader that takes its time gets the whole report, also of a pipe that is not to be waited for", () => {
    const report = piped(`${lint} --format json "$INPUT"`).stdout;
    expect(report.length).toBeGreaterThan(200_000);
    // A parent that has used its own stdout leaves the pipe in that state to its children.
    const parent = `process.stdout.write(""); require("child_process").spawnSync(process.argv[1], process.argv.slice(2), { stdio: "inherit" })`;
    const { stdout } = piped(`"${process.execPath}" -e '${parent}' ${lint} --format json "$INPUT" | (sleep 0.3; cat)`);
    expect(stdout).toBe(report);
  });
  test("an input that comes in parts is read to its end", () => {
    const parts = `(head -c 5000 "$INPUT"; sleep 0.3; tail -c +5001 "$INPUT")`;
    expect(piped(`${parts} | ${lint} - | tail -n 1`).stdout).toBe("200 errors in 200 objects of 1 file\n");
  });
});
