import { describe, expect, test } from "vitest";
import { ownershipCalls } from "../../src/shell/ownership.ts";

const variables: Record<string, string> = { DATA: "/data", LIST: "/a /b", EMPTY: "", id: "/from-the-pod" };

/** The calls of a script, each as its paths. */
const read = (text: string) =>
  ownershipCalls(["sh", "-c", text], { variable: (name) => variables[name] }).map(({ paths }) =>
    paths.map(({ path, reach }) => (reach === "exact" ? path : `${reach} ${path}`)).join(" "),
  );
const written = (text: string) => ownershipCalls(["sh", "-c", text]).map(({ start, end }) => text.slice(start, end));

describe("words", () => {
  test.each([
    ["chown 1 '/a b' \"/c d\" /e\\ f", "/a b /c d /e f"],
    ["chown 1 /a'/b'\"/c\"/d", "/a/b/c/d"],
    ['chown 1 "/a\\"b" "/c\\d"', '/a"b /c\\d'],
    ["chown 1 '/$DATA' \"/\\$DATA\"x", "/$DATA /$DATAx"],
    ["chown 1 $'/a' $'/b\\n'", "/a unknown "],
    ["chown 1 /a#b /c;d #/e", "/a#b /c"],
    ["chown 1 /a\u00a0b /c\r", "/a\u00a0b /c\r"],
    ["ch\\\nown 1 /a\\\n/b", "/a/b"],
    ["chown 1 /a$ /b", "/a$ /b"],
  ])("%s", (text, paths) => {
    expect(read(text)).toEqual([paths]);
  });

  test("of a call end at operators and redirections", () => {
    expect(written("chown 1 /a>/dev/null 2>&1")).toEqual(["chown 1 /a"]);
    expect(written("chown 1 /a 2>/dev/null /b&&true")).toEqual(["chown 1 /a 2>/dev/null /b"]);
    expect(written(">/log chown 1 /a;")).toEqual(["chown 1 /a"]);
    expect(written("chown 1 <(ls) /a | cat")).toEqual(["chown 1 <(ls) /a"]);
  });
});

describe("expansions", () => {
  test.each([
    ["chown 1 $DATA $" + '{DATA}/x "$DATA"y', "/data /data/x /datay"],
    ["chown 1 $LIST", "/a /b"],
    ["chown 1 $(DATA)/x $(echo /y)", "/data/x /y"],
    ["chown 1 $(id)", "/from-the-pod"],
    ["chown 1 `id`", "unknown "],
    ["chown 1 $EMPTY /x", "/x"],
    ["chown 1 $" + "{DATA:-/x} $" + "{EMPTY:-/y} $" + "{EMPTY-/z} $" + "{DATA:+/w}", "/data /y /w"],
    ["chown 1 $" + "{NOBODY:-/x}", "unknown "],
    ["chown 1 $" + "{1-/x} $" + '{2:-"/y z"}', "/x /y z"],
    ["chown 1 /a/$" + "{DATA%/*} /b/$((1+(2)))/c /c/$" + "{#DATA}", "unknown /a/ unknown /b/ unknown /c/"],
    ["chown 1 $(dirname /a/b) $(printf '%s\\n' /c /d) $(printf /e/%d 5) $(echo)", "unknown  /c /d unknown /e/"],
    ["chown 1 $(cd /a; pwd) $(cd /b && echo x)", "unknown "],
  ])("%s", (text, paths) => {
    expect(read(text)).toEqual([paths]);
  });
});

describe("variables of the script", () => {
  test.each([
    ["D=/data; chown 1 $D/x", "/data/x"],
    ["D=/data E=$D/e; chown 1 $E", "/data/e"],
    ["export D='/a b'; chown 1 \"$D\"", "/a b"],
    ["D=/a; if x; then D=/b; fi; chown 1 $D", "unknown "],
    ["D=/a; if x; then D=/b; chown 1 $D; fi", "/b"],
    ["D=/a; (D=/b); chown 1 $D", "/a"],
    ["D=/a; x | D=/b; chown 1 $D", "/a"],
    ["D=/a; D=/b true; chown 1 $D", "/a"],
    ["D=/a; D=/b sh -c 'chown 1 $D'", "/b"],
    ["find /root | while IFS= read -r d; do chown 1 $d; done", "/root"],
    ["D=/a; read D; chown 1 $D", "unknown "],
    ["D=/a; unset D; chown 1 $D", "unknown "],
    ["D=(/a /b); chown 1 $D", "unknown "],
    ["D=/a; D+=/b; chown 1 $D", "unknown "],
    ["if x; then y || D=/a; chown 1 $D; fi", "unknown "],
    ["x || D=/a && chown 1 $D", "unknown "],
    ["x && D=/a && y && chown 1 $D", "/a"],
    ["x && D=/a || chown 1 $D", "unknown "],
    ["[ -d /a ] && cd /a && chown 1 ./b", "/a/b"],
    ["DATA=/x; chown 1 $DATA", "/x"],
    ["f() { chown 1 $1; }; f /a; f /b", "/a /b"],
    ["function f { local d=$1; chown 1 $d; }\nf /a", "/a"],
    ["for d in /a $LIST; do chown 1 $d/x; done", "/a/x /b/x"],
    ["for a in /a /b; do for b in c d; do chown 1 $a/$b; done; done", "/a/c /a/d /b/c /b/d"],
    ["for d in $(find /root -mindepth 1 -type d); do chown -R 1 $d; done", "below /root"],
    ['find /root -mindepth 1 | while read -r d; do chown 1 "$d"; done', "below /root"],
    ['chown -R 999:999 $(printf "/opt/app/$' + '{1-%s\\n}" temp logs)', "/opt/app/temp /opt/app/logs"],
  ])("%s", (text, paths) => {
    expect(read(text)).toEqual([paths]);
  });
});

describe("eval", () => {
  test("runs its words as a script of the same shell", () => {
    expect(read("eval 'chown 1 /a; D=/b'; chown 1 $D")).toEqual(["/a", "/b"]);
    expect(read("eval chown 1 /a ';' cd /b; chown 1 x")).toEqual(["/a", "/b/x"]);
    expect(read('eval "chown 1 $DATA"')).toEqual(["/data"]);
    expect(read("eval 'eval \"chown 1 /a\"'")).toEqual(["/a"]);
    expect(read("eval 'exit 0'; chown 1 /a")).toEqual([]);
    expect(read("eval 'chown 1 /a;;'; eval; chown 1 /b")).toEqual(["/b"]);
  });

  test("of what nobody knows runs nothing", () => {
    expect(read('eval "$X"; eval chown 1 "$X"; eval "chown 1 /a" $X')).toEqual([]);
  });

  test("has its calls located where they stand, as far as they stand there", () => {
    expect(written("eval 'cd /; chown 1 /a'; true")).toEqual(["chown 1 /a"]);
    expect(written("eval chown 1 /a; true")).toEqual(["chown 1 /a"]);
    expect(written('eval "chown \\"1\\" /a"')).toEqual(['"chown \\"1\\" /a"']);
  });

  test("notices a failure as the shell around it does, and runs as the same user", () => {
    const fates = (text: string) =>
      ownershipCalls(["sh", "-c", text]).map(({ ignored, conditional, runsAs }) => [ignored, conditional, runsAs]);
    expect(fates("eval 'chown 1 /a'")).toEqual([[false, false, "container"]]);
    expect(fates("eval 'chown 1 /a'; true")).toEqual([[true, false, "container"]]);
    expect(fates("eval 'set -e'; chown 1 /a; true")).toEqual([[false, false, "container"]]);
    expect(fates("x && sudo sh -c \"eval 'chown 1 /a'\" || true")).toEqual([[true, true, { user: "0" }]]);
  });
});

describe("what surrounds a call", () => {
  test.each([
    "cat <<EOF\nchown 9 /x\nEOF\nchown 1 /a",
    "cat <<-'E' | sh; chown 1 /a\n\tchown 9 /x\n\tE\n",
    "echo 'chown 9 /x'; chown 1 /a",
    "# chown 9 /x\nchown 1 /a",
    'echo "it\'s; chown 9 /x"; chown 1 /a',
    "case $X in (a) echo 1;; b|c) ;; *) esac; chown 1 /a",
    "case x in\n  x) case y in y) :;; esac ;;\nesac\nchown 1 /a",
    "if a; then b; elif c; then d; else e; fi >/dev/null; chown 1 /a",
    "until a; do b; done <f; chown 1 /a",
    "while [ ! -f x ]; do sleep 1\ndone\nchown 1 /a",
    "for ((i=0; i<3; i++)); do :; done; (( i > 2 )); chown 1 /a",
    "if [[ $x =~ ^[[:space:]]*$ ]]; then :; fi; chown 1 /a",
    "[[ $x == [[:digit:]]]] ]] || true; chown 1 /a",
    "read -r x <<< a\nchown 1 /a",
    "cat 0<<<$(ls)\nchown 1 /a",
    "declare -a D=(/b\n/c); chown 1 /a",
    "time -p ls; chown 1 /a",
    "((a); (b)); chown 1 /a",
    "if [[ $x =~ ^(a|b)$ && -n $y ]]; then :; fi; chown 1 /a",
    "time ! { a; }; chown 1 /a",
    "a=$(b \"$(c 'd)')\" `e`); chown 1 /a",
    "echo if then fi } done; chown 1 /a",
    "f() (a); chown 1 /a",
    "trap 'rm x' EXIT; chown 1 /a",
  ])("is read past: %s", (text) => {
    expect(read(text)).toEqual(["/a"]);
  });

  test("is kept up to what nobody understands, and nothing is made of the rest", () => {
    expect(read("chown 1 /a; fi; chown 1 /b")).toEqual(["/a"]);
    expect(read("chown 1 /a\nif x; then chown 1 /b")).toEqual(["/a"]);
    expect(read("chown 1 /a\nchown 1 '/b")).toEqual(["/a"]);
    expect(read("chown 1 /a\nchown 1 $(/b")).toEqual(["/a"]);
    expect(read("chown 1 /a\n) chown 1 /b")).toEqual(["/a"]);
    expect(read("chown 1 /a\n|| chown 1 /b")).toEqual(["/a"]);
  });

  test("runs nothing of a line with an operator that no shell takes", () => {
    expect(read("chown 1 /a;;")).toEqual([]);
    expect(read("chown 1 /a; chown 1 /b ;; chown 1 /c")).toEqual([]);
    expect(read("chown 1 /a)")).toEqual([]);
    expect(read("chown 1 /a;&")).toEqual([]);
    expect(read("chown 1 /a # one\nchown 1 /b; chown 1 /c;;\nchown 1 /d")).toEqual(["/a"]);
    expect(read("if x\nthen chown 1 /a\nfi;;")).toEqual([]);
    expect(read("cat <<E; chown 1 /a\n;;\nE\nchown 1 /b\n;;")).toEqual(["/a", "/b"]);
    expect(read("sh -c 'chown 1 /a;;'; chown 1 /b")).toEqual(["/b"]);
  });

  test("hides a program behind an alias or a function of its name", () => {
    expect(read("alias chown=true\nchown 1 /a\nchmod 777 /b")).toEqual(["/b"]);
    expect(read("alias x=y chown='chown -v'\nchown 1 /a")).toEqual([]);
    expect(read("chown 1 /a\nalias chown=true")).toEqual(["/a"]);
    expect(read("alias chown=true\n/bin/chown 1 /a\ncommand chown 1 /b")).toEqual(["/a", "/b"]);
    expect(read("chown() { :; }; chown 1 /a")).toEqual([]);
    expect(read('chown() { command chown 1 "$2"; }; chown 9 /a')).toEqual(["/a"]);
  });

  test("gives no call where chown is only spoken of", () => {
    for (const text of ["which chown", "man chown /d", "x=chown", "echo chown 1 /d", "chownx 1 /d", "$X chown 1 /d"]) {
      expect(read(text)).toEqual([]);
    }
  });
});
