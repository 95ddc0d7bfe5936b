import { describe, expect, test } from "vitest";
import { ownershipCalls } from "../../src/shell/ownership.ts";

const fates = (text: string, ...flags: string[]) => ownershipCalls(["bash", ...flags, "-c", text]);
const ignored = (text: string, ...flags: string[]) => fates(text, ...flags).map((call) => call.ignored);
const conditional = (text: string) => fates(text).map((call) => call.conditional);
const C = "chown 1 /d";

describe("a failure", () => {
  test.each([
    C,
    `mkdir /d; ${C}`,
    `mkdir /d && ${C}`,
    `${C} && echo done`,
    `(cd /d; ${C})`,
    `{ ${C}; }`,
    `sh -c '${C}'`,
  ])("is the script's own as its last command: %s", (text) => {
    expect(ignored(text)).toEqual([false]);
  });

  test("is ignored where the script goes on without -e", () => {
    expect(ignored(`${C}; chown 2 /e`)).toEqual([true, false]);
    expect(ignored(`${C}; chown 2 /e`, "-e")).toEqual([false, false]);
    expect(ignored(`set -e\n${C}\necho done`)).toEqual([false]);
    expect(ignored(`set -euo pipefail; ${C}; set +e; chown 2 /e; :`)).toEqual([false, true]);
    expect(ignored(`${C}; exit 0`)).toEqual([true]);
  });

  test.each([
    `${C} || true`,
    `${C} || :`,
    `${C} || echo no`,
    `! ${C}`,
    `${C} &`,
    `${C} | tee /log`,
    `if ${C}; then :; fi`,
  ])("is ignored even with -e: %s", (text) => {
    expect(ignored(text, "-e")).toEqual([true]);
  });

  test("in front of && is ignored with -e, unless it is the last line", () => {
    expect(ignored(`${C} && echo done; echo more`, "-e")).toEqual([true]);
    expect(ignored(`${C} && echo done`, "-e")).toEqual([false]);
  });

  test("is handed on by what ends the script in failure", () => {
    for (const rescue of ["exit 1", "exit", "exit $?", "{ echo failed >&2; exit 3; }"]) {
      expect(ignored(`${C} || ${rescue}; echo more`)).toEqual([false]);
    }
    expect(ignored(`if ! ${C}; then echo failed; exit 1; fi; echo more`)).toEqual([false]);
    expect(ignored(`if ${C}; then echo good; else exit 1; fi; echo more`)).toEqual([false]);
    expect(ignored(`${C} || false`)).toEqual([false]);
    expect(ignored(`${C} || { exit 1; echo; }; echo more`)).toEqual([true]);
    expect(ignored(`${C} || exit 0`)).toEqual([true]);
    expect(ignored(`${C} || (exit 1); echo more`)).toEqual([true]);
    expect(ignored(`${C} && x || true`)).toEqual([true]);
  });

  test("is handed on by an exit with its status", () => {
    expect(ignored(`${C}; exit $?`)).toEqual([false]);
    expect(ignored(`${C}; exit "$?"`)).toEqual([false]);
    expect(ignored(`${C}\nexit`)).toEqual([false]);
    expect(ignored(`${C}; rc=$?; exit $rc`)).toEqual([false]);
    expect(ignored(`${C}; rc=$?; echo "status $rc"; sleep 1; exit \${rc}`)).toEqual([false]);
    expect(ignored(`f() { ${C}; local rc="$?"; exit $rc; }; f; echo`)).toEqual([false]);
    expect(ignored(`if [ -d /d ]; then ${C}; exit $?; fi; echo more`)).toEqual([false]);
    expect(ignored(`${C}; chown 2 /e; exit $?`)).toEqual([true, false]);
    expect(ignored(`${C}; rc=$?; chown 2 /e; exit $rc`)).toEqual([false, true]);
  });

  test("is the script's own where the command takes the shell's place", () => {
    expect(ignored(`exec ${C}; echo more`)).toEqual([false]);
    expect(ignored(`set -e; exec sudo ${C} || true`)).toEqual([false]);
    expect(ignored(`(exec ${C}); echo more`)).toEqual([true]);
    expect(ignored(`exec sh -c '${C}; true'`, "-e")).toEqual([true]);
  });

  test("is not handed on by an exit with another status", () => {
    for (const rest of [
      "echo; exit $?",
      "echo; exit",
      "exit $rc",
      "rc=$?; exit $other",
      "rc=$?; rc=0; exit $rc",
      "rc=$?; export rc=0; exit $rc",
      "rc=$?; if x; then rc=0; fi; exit $rc",
      "rc=$?; [ -d /d ] && exit 0; exit $rc",
      "rc=$?; exit $" + "{rc:-0}",
      "rc=$?; echo $rc",
      "rc=$(echo $?); exit $rc",
    ]) {
      expect(ignored(`${C}; ${rest}`)).toEqual([true]);
    }
    expect(ignored(`${C} || true; exit $?`)).toEqual([true]);
    expect(ignored(`${C} & exit $?`)).toEqual([true]);
  });

  test("is handed on by an exit only as far as the shell that exits", () => {
    expect(ignored(`(${C}; exit $?); echo more`)).toEqual([true]);
    expect(ignored(`(${C}; exit $?)`)).toEqual([false]);
    expect(ignored(`(${C} || exit 1); echo more`)).toEqual([true]);
    expect(ignored(`(${C} || exit 1); echo more`, "-e")).toEqual([false]);
    expect(ignored(`sh -c '${C} || exit 1'; echo more`)).toEqual([true]);
    expect(ignored(`{ ${C} || exit 1; } | cat`)).toEqual([true]);
    expect(ignored(`{ ${C} || exit 1; }; echo more`)).toEqual([false]);
    expect(ignored(`if ! ${C}; then exit 1; fi | cat`)).toEqual([true]);
  });

  test("in a substitution is that of an assignment alone", () => {
    expect(ignored(`x=$(${C}); echo more`, "-e")).toEqual([false]);
    expect(ignored(`set -e; x="a $(${C}) b"; echo more`)).toEqual([false]);
    expect(ignored(`x=\`${C}\``)).toEqual([false]);
    expect(ignored(`x=$(${C}) || exit 1; echo more`)).toEqual([false]);
    expect(ignored(`x=$(y=$(${C})); echo more`, "-e")).toEqual([false]);
    expect(ignored(`x=$(${C}); echo more`)).toEqual([true]);
    expect(ignored(`x=$(${C}; echo) y=1; echo more`, "-e")).toEqual([true]);
    expect(ignored(`x=$(${C}) y=$(echo)`, "-e")).toEqual([true]);
    expect(ignored(`x=$(${C})$(( 1 ))`, "-e")).toEqual([true]);
    expect(ignored(`x=$(echo) y=$(${C})`, "-e")).toEqual([false]);
    expect(ignored(`x=$(${C}) echo`, "-e")).toEqual([true]);
    expect(ignored(`export x=$(${C})`, "-e")).toEqual([true]);
    expect(ignored(`echo $(${C})`, "-e")).toEqual([true]);
  });

  test("is never over where a loop waits for success", () => {
    expect(ignored(`until ${C}; do sleep 1; done; echo more`)).toEqual([false]);
    expect(ignored(`while ! ${C}; do echo again; sleep 1; done; echo more`)).toEqual([false]);
    expect(ignored(`while ${C}; do sleep 1; done`, "-e")).toEqual([true]);
    expect(ignored(`until ! ${C}; do sleep 1; done`, "-e")).toEqual([true]);
    expect(ignored(`until ${C}; do break; done`)).toEqual([true]);
    expect(ignored(`until ${C}; do [ $i -gt 5 ] && exit 0; done`)).toEqual([true]);
    expect(ignored(`until ${C} || true; do sleep 1; done`)).toEqual([true]);
    expect(ignored(`until ${C}; do sleep 1; done & echo more`)).toEqual([true]);
    expect(ignored(`timeout 5 sh -c 'until ${C}; do sleep 1; done'; echo more`)).toEqual([true]);
  });

  test.each([
    "trap 'exit 0' EXIT",
    "trap 'exit 0' INT TERM EXIT",
    'trap "exit 0" 0',
    "trap -- 'rm -f /x; exit 0' exit",
    "trap 'exit 0' ERR",
    "trap 'echo; exit $?' EXIT",
    "trap 'exit $X' EXIT",
    "trap 'if x; then exit 0; fi' EXIT",
    "trap 'rc=$?; case $rc in 1) exit 0 ;; esac; exit $rc' EXIT",
    'trap "$X" EXIT',
    "trap 'exit 0' $X",
    "cleanup() { rm -f /x; exit 0; }; trap cleanup EXIT",
    "if x; then trap 'exit 0' EXIT; fi",
  ])("is ignored behind %s", (trap) => {
    expect(ignored(`chown 2 /e\n${trap}\n${C}`, "-e")).toEqual([false, true]);
    expect(ignored(`${trap}; sh -c '${C}'`, "-e")).toEqual([true]);
  });

  test.each([
    "trap 'rm -f /x' EXIT",
    "trap 'exit 1' EXIT",
    "trap 'exit' EXIT",
    "trap 'exit $?' EXIT",
    "trap 'rm -f /x; exit' EXIT",
    "trap 'rc=$?; rm -f /x; exit $rc' EXIT",
    "cleanup() { local rc=$?; rm -f /x; exit $rc; }; trap cleanup EXIT",
    "trap 'exit 0' INT TERM",
    "trap - EXIT",
    "trap '' EXIT",
    "trap EXIT",
    "trap",
    "(trap 'exit 0' EXIT)",
    "sh -c \"trap 'exit 0' EXIT\"",
  ])("is the script's own behind %s", (trap) => {
    expect(ignored(`${trap}\n${C}`)).toEqual([false]);
  });

  test("in a pipe is noticed at its end, or with pipefail", () => {
    expect(ignored(`echo /d | xargs chown 1`)).toEqual([false]);
    expect(ignored(`${C} | tee /log`, "-o", "pipefail")).toEqual([false]);
    expect(ignored(`set -o pipefail; ${C} | tee /log`)).toEqual([false]);
  });

  test("is not noticed by find behind -exec with a semicolon", () => {
    expect(ignored("find /d -exec chown 1 {} \\;")).toEqual([true]);
    expect(ignored("find /d -exec chown 1 {} +")).toEqual([false]);
  });

  test("in a loop counts in its last round, or with -e", () => {
    expect(ignored("for d in /a /b; do chown 1 $d; done")).toEqual([false]);
    expect(ignored("for d in /a /b; do chown 1 $d; echo; done")).toEqual([true]);
    expect(ignored("for d in /a /b; do chown 1 $d; echo; done", "-e")).toEqual([false]);
  });

  test("of a nested script counts as that script's", () => {
    expect(ignored(`sh -c '${C}; true'; echo`, "-e")).toEqual([true]);
    expect(ignored(`sh -ec '${C}; true'; echo`, "-e")).toEqual([false]);
    expect(ignored(`sh -c '${C}' || true`, "-e")).toEqual([true]);
  });
});

describe("a call", () => {
  test.each([
    C,
    `mkdir -p /d && cd /d && ${C}`,
    `[ -d /d ]; ${C}`,
    `{ touch /d/x; } && ${C}`,
    `for d in /a /b; do chown 1 $d; done`,
    `while true; do ${C}; sleep 60; done`,
    `if ${C}; then :; fi`,
    `find /d -mindepth 1 | xargs -r chown 1`,
    `cd /d || exit; ${C}`,
    `cd /d || { echo no; exit 1; }; ${C}`,
    `f() { ${C}; }; f`,
    `test -d /d || mkdir /d && ${C}`,
    `(exit 0); ${C}`,
    `(exec redis-server); ${C}`,
    `exec redis-server & ${C}`,
    `exec >/log 2>&1; ${C}`,
    `exec "$@"; ${C}`,
    `until ${C}; do sleep 1; done`,
    `x=$(${C})`,
    `eval '${C}'`,
    `trap 'exit 0' EXIT; ${C}`,
  ])("runs in any case: %s", (text) => {
    expect(conditional(text)).toEqual([false]);
  });

  test.each([
    `if [ -d /d ]; then ${C}; fi`,
    `if a; then :; elif ${C}; then :; else ${C}; fi`.replace(C, ":"),
    `[ -d /d ] && ${C}`,
    `[[ -d /d && ! -e /x ]] && ${C}`,
    `test -O /d || ${C}`,
    `mkdir /d || ${C}`,
    `test -d /d || mkdir /d && grep x /y && ${C}`,
    `case $X in a|b) ${C} ;; esac`,
    `while read d; do ${C}; done`,
    `for d in $(find /d); do chown 1 $d; done`,
    `for d in /d/*; do chown 1 "$d"; done`,
    `for d in "$@" $X; do ${C}; done`,
    `[ -e /d/done ] && exit 0; ${C}`,
    `cp /a /d && exit 0; ${C}`,
    `if [ -e /d/done ]; then exit; fi; ${C}`,
    `for d in /a; do [ -d $d ] || continue; ${C}; done`,
    `f() { [ -d /d ] || return 0; ${C}; }; f`,
    `X=$(test -d /d && ${C})`,
    `test -f /d/.done || chown -R 1 /d`,
    `until [ -d /d ]; do ${C}; done`,
    `until true; do ${C}; done`,
    `[ -d /d ] && eval '${C}'`,
    `if [ "$(id -u)" != 0 ]; then exec redis-server; fi; ${C}`,
    `[ "$(id -u)" = 0 ] || exec "$0" "$@"; ${C}`,
    `[ -d /d ] && sudo ${C}`,
  ])("runs under a condition: %s", (text) => {
    expect(conditional(text)).toEqual([true]);
  });

  test("behind the end of the script never runs", () => {
    expect(fates(`exit 0; ${C}`)).toEqual([]);
    expect(fates(`exec redis-server; ${C}`)).toEqual([]);
    expect(fates(`exec "$X"; ${C}`)).toEqual([]);
    expect(fates(`f() { ${C}; }`)).toEqual([]);
    expect(fates(`set --; for d; do ${C}; done`)).toEqual([]);
  });
});
