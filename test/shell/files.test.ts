import { describe, expect, test } from "vitest";
import { ownershipCalls } from "../../src/shell/ownership.ts";

/** The calls of an argv, each as FILE: TEXT, with what becomes of it; `files` are those that the container has. */
const read = (files: Readonly<Record<string, string>>, ...argv: string[]) =>
  ownershipCalls(argv, {
    variable: (name) => (name === "DIR" ? "/srv" : undefined),
    file: (path) => files[path],
  }).map(({ argument, file, start, end, paths, ignored }) => {
    const text = file === undefined ? argv[argument] : files[file];
    const where = paths.map(({ path }) => path).join();
    return `${argument} ${file ?? ""}: ${text?.slice(start, end)} [${where}]${ignored ? " ignored" : ""}`;
  });

const CHOWN = "chown 5 /srv\n";

describe("a script in a file", () => {
  test("is read where a shell is given it, with the shell's options and its arguments", () => {
    const files = { "/scripts/init.sh": 'chown 5 "$1"\necho done\n' };
    const call = '/scripts/init.sh: chown 5 "$1" [/a]';
    expect(read(files, "sh", "-e", "/scripts/init.sh", "/a")).toEqual([`2 ${call}`]);
    expect(read(files, "bash", "/scripts/init.sh", "/a")).toEqual([`1 ${call} ignored`]);
    expect(read(files, "sh", "-c", "cd /scripts && exec sh -e ./init.sh /a")).toEqual([`2 ${call}`]);
  });

  test("is read where it is run itself, as its first line says", () => {
    const run = (first: string) => read({ "/x": `${first}${CHOWN}:\n` }, "/x");
    expect(run("")).toEqual(["0 /x: chown 5 /srv [/srv] ignored"]);
    expect(run("#!/bin/sh -e\n")).toEqual(["0 /x: chown 5 /srv [/srv]"]);
    expect(run("#! /usr/bin/env -S bash -eu\n")).toEqual(["0 /x: chown 5 /srv [/srv]"]);
    expect(run("#!/usr/bin/env bash\n")).toEqual(["0 /x: chown 5 /srv [/srv] ignored"]);
    expect(run("#!/usr/bin/python3\n")).toEqual([]);
    expect(run("#!\n")).toEqual([]);
    expect(read({ "/x": CHOWN }, "tini", "--", "/x")).toEqual(["2 /x: chown 5 /srv [/srv]"]);
  });

  test("may source and run others, whose calls lie in them", () => {
    const files = {
      "/s/main": "#!/bin/sh -e\n. /s/lib\ngive /srv\n/s/other\nchown 7 /srv/c\n",
      "/s/lib": 'give() { chown 5 "$1"; }\n[ -n "$X" ] && return\n',
      "/s/other": "chown 6 /srv/b\nexit 0\n",
    };
    expect(read(files, "/s/main")).toEqual([
      '0 /s/lib: chown 5 "$1" [/srv]',
      "0 /s/other: chown 6 /srv/b [/srv/b] ignored",
      "0 /s/main: chown 7 /srv/c [/srv/c]",
    ]);
    expect(read({ "/e": "D=/data\n" }, "sh", "-c", ". /e; chown 5 $D")).toEqual(["2 : chown 5 $D [/data]"]);
  });

  test("holds no references of Kubernetes: $(NAME) runs a program, $$ is a process", () => {
    expect(read({ "/x": "chown 5 /d/$(DIR) /e/$$DIR\n" }, "sh", "/x")).toEqual([
      "1 /x: chown 5 /d/$(DIR) /e/$$DIR [/d/,/e/]",
    ]);
    expect(read({ "/srv/x": CHOWN }, "sh", "$(DIR)/x")).toEqual(["1 /srv/x: chown 5 /srv [/srv]"]);
    expect(read({}, "sh", "-c", "chown 5 $(DIR)")).toEqual(["2 : chown 5 $(DIR) [/srv]"]);
  });

  test("that nobody has, or that reaches no shell, is none", () => {
    expect(read({}, "sh", "/x")).toEqual([]);
    expect(read({ "/x": CHOWN }, "cat", "/x")).toEqual([]);
    expect(read({ "/x": CHOWN }, "sh", "-s", "/x")).toEqual([]);
    expect(read({ "/x": CHOWN }, "sh", "-c", 'sh "$X"')).toEqual([]);
    expect(read({ "/x": CHOWN }, "x")).toEqual([]);
  });

  test("that runs itself ends, as does one that grows with every turn", () => {
    expect(read({ "/x": `${CHOWN}/x\n. /x\nsh /x\n` }, "/x")).toHaveLength(1);
    const large = "\n".repeat(100_000);
    expect(read({ "/x": `${CHOWN}${large}. /x; . /x; . /x` }, "sh", "/x")).toHaveLength(1);
  });
});
