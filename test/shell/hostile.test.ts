import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ownershipCalls } from "../../src/shell/ownership.ts";

const FRAGMENTS = [
  ..."chown chmod chgrp install -d -o -R 1:2 /data /data/* find -mindepth -exec {} + ; xargs -I{} sh -c printf".split(
    " ",
  ),
  ..."if then else fi for d in do done while case esac ( { } (( )) [[ ]] ! exit return set -e cd mkdir read f f()".split(
    " ",
  ),
  ..."$D ${ $( $(( $@ ` ' \" \\ && || | & # << E > D= :- ü \0".split(" "),
  ...[" ", " ", " ", "\n", "\n"],
];
const hostileText = fc.array(fc.constantFrom(...FRAGMENTS), { maxLength: 60 }).map((fragments) => fragments.join(""));
const spacedText = fc.array(fc.constantFrom(...FRAGMENTS), { maxLength: 60 }).map((fragments) => fragments.join(" "));

test("every text is read without an error, and every call lies where its verb is written or comes from", () => {
  const text = fc.oneof(hostileText, spacedText, fc.string({ unit: "binary" }));
  fc.assert(
    fc.property(
      fc.constantFrom(["sh", "-ec"], ["bash", "-c"], []),
      fc.array(text, { maxLength: 4 }),
      (shell, texts) => {
        const argv = [...shell, ...texts];
        for (const call of ownershipCalls(argv, { variable: (name) => (name === "D" ? "/data" : undefined) })) {
          const source = argv[call.argument] ?? "";
          expect(call.start).toBeGreaterThanOrEqual(0);
          expect(call.end).toBeLessThanOrEqual(source.length);
          expect(source.slice(call.start, call.end).replace(/["'\\\n]/g, "")).toMatch(/chown|chmod|chgrp|install|[$`]/);
          for (const { path } of call.paths) expect(path).toMatch(/^(?:\/|$)/);
        }
      },
    ),
    { numRuns: 3000, seed: 7 },
  );
});

test("files may run and source each other and themselves, and hold every text", () => {
  const word = fc.constantFrom(
    ...FRAGMENTS,
    "/x",
    "/y",
    ". /x",
    "source /y",
    "sh -e /x",
    "setfacl -m o::rwx,",
    "#!/bin/sh\n",
  );
  const text = fc.array(word, { maxLength: 40 }).map((words) => words.join(" "));
  fc.assert(
    fc.property(text, text, fc.constantFrom("/x", "/y", "sh"), (x, y, program) => {
      const files: Record<string, string> = { "/x": x, "/y": y };
      for (const call of ownershipCalls([program, "/x"], { file: (path) => files[path] })) {
        const source = files[call.file ?? ""] ?? "";
        expect(call.end).toBeLessThanOrEqual(source.length);
        expect(source.slice(call.start, call.end).replace(/["'\\\n]/g, "")).toMatch(
          /chown|chmod|chgrp|install|setfacl|[$`]/,
        );
      }
    }),
    { numRuns: 1500, seed: 11 },
  );
});

test("plain calls are found wherever they stand among other commands", () => {
  const owner = fc.constantFrom("1", "1:2", ":2", "redis:redis");
  const path = fc.constantFrom("/a", "/a/b", '"/c d"', "'/e'");
  const other = fc.constantFrom(
    "mkdir -p /x",
    "echo 'chown 9 /x'",
    "# a comment",
    "x=$(ls | wc -l)",
    "true || false",
    "(cd /y)",
  );
  const line = fc.oneof(
    other,
    fc.tuple(owner, path).map(([who, where]) => `chown ${who} ${where}`),
  );
  fc.assert(
    fc.property(fc.array(line, { maxLength: 12 }), (lines) => {
      const text = lines.join("\n");
      const calls = ownershipCalls(["sh", "-c", text]);
      expect(calls.map(({ start, end }) => text.slice(start, end))).toEqual(
        lines.filter((each) => each.startsWith("chown")),
      );
    }),
    { seed: 7 },
  );
});

describe("hostile texts end soon", () => {
  const many = 100_000;
  const texts: Record<string, string> = {
    "open substitutions": "$(".repeat(many),
    "closed substitutions": `${"$(a ".repeat(many)}${")".repeat(many)}`,
    quotes: `${"'".repeat(1_000_001)}`,
    "double quotes": '"'.repeat(1_000_001),
    "open ifs": "if a; then ".repeat(many),
    parentheses: "(".repeat(many),
    "arithmetic, perhaps": "((a);".repeat(many),
    "open expansions": "${a:-".repeat(many),
    blanks: `chown${" ".repeat(1_500_000)}1 /a`,
    continuations: "\\\n".repeat(750_000),
    "here-documents": `${"<<a ".repeat(many)}${"\nb".repeat(many)}`,
    "doubling variables": `A=aaaaaaaaaa;${'A="$A$A";'.repeat(500)}chown $A /x`,
    "repeated lists": `A='${"a ".repeat(2000)}';chown 1 ${"$A ".repeat(many)}`,
    "nested loops": `${"for i in 1 2 3 4 5 6 7 8 9; do ".repeat(30)}chown 1 /$i${"; done".repeat(30)}`,
    recursion: "f() { f; f; }; f",
    "doubling functions": `f0() { chown 1 /x; };${Array.from({ length: 300 }, (_, i) => `f${i + 1}() { f${i}; f${i}; };`).join("")}f300`,
    "scripts out of loops": `S='${"a;".repeat(many)}'; for i in ${"1 ".repeat(many)}; do sh -c "$S"; done`,
    "finds times executions": `find ${"/a ".repeat(many)}${"-exec chown 1 {} + ".repeat(many / 10)}`,
    "positional parameters": `set -- ${"a ".repeat(many)};${'chown 1 "$@";'.repeat(10_000)}`,
    "evals in evals": `S='eval "$S$S"'; eval "$S"`,
    "evals out of loops": `S='${"a;".repeat(many)}'; for i in ${"1 ".repeat(many)}; do eval "$S"; done`,
    "traps with long actions": `f() { ${"a;".repeat(many)} }; ${"trap f EXIT;".repeat(many)}`,
    "saved statuses": "chown 1 /a;rc=$?;".repeat(90_000),
    "saved status, far from its exit": `chown 1 /a;rc=$?;${"echo;".repeat(many)}exit $rc`,
    "waiting loops": `${"until a; do ".repeat(30)}${"sleep 1;".repeat(many)}${"done;".repeat(30)}`,
    "settled under conditions": `${"if a; then ".repeat(20)}${"A=1;".repeat(many / 2)}${"fi;".repeat(20)}`,
  };
  test.each(Object.entries(texts))(
    "%s",
    (_, text) => {
      ownershipCalls(["sh", "-c", text]);
    },
    5000,
  );

  test("a command that is longer than any object of a cluster", () => {
    const call = "chown 1 /a";
    const script = (length: number) => [call + " ".repeat(length - call.length)];
    const longest = 1.5 * 1024 * 1024 - "sh-c".length;
    expect(ownershipCalls(["sh", "-c", ...script(longest)])).toHaveLength(1);
    expect(ownershipCalls(["sh", "-c", ...script(longest + 1)])).toEqual([]);
  });

  test("more calls than anybody writes: the first ones are kept", () => {
    const calls = ownershipCalls(["sh", "-c", Array.from({ length: 30_000 }, (_, n) => `chown 1 /${n}`).join("\n")]);
    expect(calls).toHaveLength(1000);
    expect(calls.at(-1)?.paths).toMatchObject([{ path: "/999" }]);
  });

  test("more paths than anybody writes: the first ones are kept", () => {
    const paths = Array.from({ length: 10_000 }, (_, n) => `/${n}`);
    expect(ownershipCalls(["chown", "1", ...paths])[0]?.paths).toHaveLength(2000);
    const loop = ownershipCalls([
      "sh",
      "-c",
      `for i in ${paths.slice(0, 300).join(" ")}; do chown 1 $i /a /b /c /d /e /f /g; done`,
    ]);
    expect(loop[0]?.paths).toHaveLength(250 + 7);
  });

  test("long argument lists", () => {
    expect(ownershipCalls(Array<string>(300_000).fill("sudo"))).toEqual([]);
    expect(ownershipCalls(["chown", "1", ...Array<string>(300_000).fill("/a")])).toHaveLength(1);
  });
});
