import { describe, expect, test } from "vitest";
import { type OwnershipCall, ownershipCalls } from "../../src/shell/ownership.ts";

const variables: Record<string, string> = { DATA: "/data", OWNER: "472", NESTED: "$(DATA)/x", EMPTY: "" };
const calls = (...argv: string[]) => ownershipCalls(argv, { variable: (name) => variables[name] });
const only = (...argv: string[]): OwnershipCall & { written: string } => {
  const found = calls(...argv);
  expect(found).toHaveLength(1);
  const [call] = found;
  return { ...call!, written: argv[call!.argument]!.slice(call!.start, call!.end) };
};
const script = (text: string) => only("sh", "-c", text);
const exact = (...paths: string[]) => paths.map((path) => ({ path, reach: "exact", made: false }));

describe("a program with its arguments", () => {
  test("is a call by itself, located at its verb", () => {
    expect(only("chown", "-R", "472:472", "/var/lib/grafana")).toEqual({
      verb: "chown",
      program: "chown",
      recursive: true,
      user: "472",
      group: "472",
      ownIds: false,
      mode: undefined,
      paths: exact("/var/lib/grafana"),
      runsAs: "container",
      ignored: false,
      conditional: false,
      argument: 0,
      file: undefined,
      start: 0,
      end: 5,
      written: "chown",
    });
  });

  test("may be named by its path", () => {
    expect(only("/bin/chown", "-R", "1001:1001", "/data")).toMatchObject({ verb: "chown", written: "/bin/chown" });
  });

  test("may be run by other programs", () => {
    for (const prefix of [
      ["sudo", "-n"],
      ["/usr/bin/env", "-i", "HOME=/root"],
      ["timeout", "-s", "KILL", "30"],
      ["nice", "-n", "19", "ionice", "-c3"],
      ["busybox"],
      ["gosu", "root"],
      ["su-exec", "root"],
      ["tini", "--"],
    ]) {
      const call = only(...prefix, "chown", "1:1", "/d");
      expect(call).toMatchObject({ argument: prefix.length, written: "chown", paths: exact("/d") });
    }
  });

  test("has $(NAME) replaced where the variable is known, and nothing else expanded", () => {
    expect(only("chown", "$(OWNER):$(OWNER)", "$(DATA)/db")).toMatchObject({
      user: "472",
      group: "472",
      paths: exact("/data/db"),
    });
    expect(only("chown", "1", "/$DATA/*").paths).toEqual(exact("/$DATA/*"));
    expect(only("chown", "1", "$$(DATA)").paths).toEqual([{ path: "", reach: "unknown", made: false }]);
    expect(only("chown", "$(NOBODY):5", "/d/$(NOBODY)")).toMatchObject({
      user: undefined,
      group: "5",
      paths: [{ path: "/d/", reach: "unknown" }],
    });
  });

  test("does not take a value for known that refers to other variables", () => {
    expect(only("chown", "1", "$(NESTED)").paths).toEqual([{ path: "", reach: "unknown", made: false }]);
  });

  test("takes the words of -exec from find", () => {
    expect(only("find", "/d", "-mindepth", "1", "-exec", "chown", "1:1", "{}", "+")).toMatchObject({
      argument: 4 + 1,
      paths: [{ path: "/d", reach: "below" }],
    });
  });
});

describe("a shell's script", () => {
  test.each([
    [["sh", "-c"]],
    [["/bin/sh", "-ec"]],
    [["bash", "-exc"]],
    [["/bin/bash", "-e", "-c"]],
    [["bash", "-euo", "pipefail", "-c"]],
    [["bash", "-o", "pipefail", "-ec"]],
    [["bash", "--norc", "+x", "-c"]],
    [["ash", "-c", "--"]],
    [["busybox", "sh", "-c"]],
    [["/usr/bin/env", "bash", "-lc"]],
    [["su", "-s", "/bin/sh", "root", "-c"]],
  ])("is found behind %j", (shell) => {
    const call = only(...shell, "sleep 1; chown -R 1000:2000 /prometheus");
    expect(call).toMatchObject({
      argument: shell.length,
      start: 9,
      end: 39,
      written: "chown -R 1000:2000 /prometheus",
    });
  });

  test("is not what a shell reads from a file, nor an argument of it", () => {
    expect(calls("sh", "-e", "/scripts/chown 1 /d")).toEqual([]);
    expect(calls("sh", "/scripts/init.sh", "-c", "chown 1 /d")).toEqual([]);
    expect(calls("echo", "chown 1:1 /d")).toEqual([]);
    expect(calls("command", "-v", "chown", "/d")).toEqual([]);
    expect(calls("sh", "-c")).toEqual([]);
    expect(calls()).toEqual([]);
  });

  test("may hold another shell, whose calls are located where they stand", () => {
    const text = `exec su -c 'chown -R 1:1 /d' root`;
    expect(script(text)).toMatchObject({ start: 12, written: "chown -R 1:1 /d" });
    expect(script(`sh -c "chown \\"1:1\\" $(DATA)"`)).toMatchObject({
      user: "1",
      written: `"chown \\"1:1\\" $(DATA)"`,
      paths: exact("/data"),
    });
  });

  test("gets its positional parameters", () => {
    expect(only("sh", "-c", 'chown "$1" "$2" $3', "name", "5:6", "/a b")).toMatchObject({
      user: "5",
      group: "6",
      paths: exact("/a b"),
    });
    expect(only("sh", "-c", 'shift; chown 1 "$@"', "name", "x", "/a", "/b").paths).toEqual(exact("/a", "/b"));
    expect(script("set -- /a /b; chown 1 $2").paths).toEqual(exact("/b"));
  });

  test("may span lines, with the offsets of its own text", () => {
    const text = "set -e\nmkdir -p /d \\\n  /e\n# chown 9 /x\nchown 1:2 \\\n  /d   /e # both\n";
    expect(script(text)).toMatchObject({
      written: "chown 1:2 \\\n  /d   /e",
      paths: [
        { path: "/d", reach: "exact", made: true },
        { path: "/e", reach: "exact", made: true },
      ],
    });
  });
});

describe("the user of a call", () => {
  const user = (text: string) => script(text).runsAs;

  test("is the container's own unless something switches it", () => {
    for (const prefix of ["", "env A=1 ", "nice ", "exec ", "sudo -g 5 ", "su-exec :5 ", "gosu :5 "]) {
      expect(user(`${prefix}chown 1 /d`)).toBe("container");
    }
    expect(user("setpriv --regid=5 --clear-groups --inh-caps -all chown 1 /d")).toBe("container");
    expect(user("chroot / chown 1 /d")).toBe("container");
  });

  test.each([
    ["sudo", "0"],
    ["sudo -n -E", "0"],
    ["sudo -u redis", "redis"],
    ["sudo --user=redis -g 5", "redis"],
    ["sudo -u '#1000'", "1000"],
    ["doas", "0"],
    ["doas -u 1000", "1000"],
    ["su-exec 1000:1000", "1000"],
    ["su-exec redis", "redis"],
    ["gosu redis:5", "redis"],
    ["gosu 1000:$UNKNOWN", "1000"],
    ["setpriv --reuid=1000 --regid 5 --init-groups", "1000"],
    ["setpriv --reuid redis", "redis"],
    ["setpriv --euid 1000", "1000"],
    ["runuser -u redis --", "redis"],
    ["runuser --user redis", "redis"],
    ["chroot --userspec=1000:5 /", "1000"],
    ["sudo su-exec 1000", "1000"],
    ["su-exec 1000 env sudo", "0"],
    ["su-exec 1000 nice", "1000"],
  ])("behind %s is %s", (prefix, name) => {
    expect(script(`${prefix} chown 5 /d`)).toMatchObject({
      runsAs: { user: name },
      written: "chown 5 /d",
      paths: exact("/d"),
      ignored: false,
      conditional: false,
    });
  });

  test.each([
    ["su redis -c 'chown 5 /d'", "redis"],
    ["su - redis -c 'chown 5 /d'", "redis"],
    ["su -s /bin/sh -c 'chown 5 /d' 1000", "1000"],
    ["su -c 'chown 5 /d'", "0"],
    ["runuser -l redis -c 'chown 5 /d'", "redis"],
    ["runuser -c 'chown 5 /d'", "0"],
    ["gosu redis sh -c 'cd /; chown 5 /d'", "redis"],
    ["find /d -maxdepth 0 -exec sudo chown 5 {} +", "0"],
    ["echo /d | xargs sudo -u redis chown 5", "redis"],
  ])("in %s is %s", (text, name) => {
    expect(script(text)).toMatchObject({ runsAs: { user: name }, paths: exact("/d"), ignored: false });
  });

  test("is unknown where the name is, or where it is not always the same", () => {
    for (const prefix of [
      "sudo -u $X",
      'su-exec "$X"',
      "gosu 10$X",
      "setpriv --reuid=$X",
      "chroot --userspec $X:5 /",
    ]) {
      expect(user(`${prefix} chown 1 /d`)).toBe("unknown");
    }
    expect(user("su $X -c 'chown 1 /d'")).toBe("unknown");
    expect(user("for u in 1 2; do su-exec $u chown 5 /d; done")).toBe("unknown");
    expect(user("for u in 1 1; do su-exec $u chown 5 /d; done")).toEqual({ user: "1" });
  });

  test("is written into the argv as well", () => {
    expect(only("su-exec", "$(OWNER)", "chown", "1", "/d").runsAs).toEqual({ user: "472" });
    expect(only("su", "redis", "-c", "chown 1 /d").runsAs).toEqual({ user: "redis" });
    expect(only("sudo", "sh", "-c", "chown 1 /d").runsAs).toEqual({ user: "0" });
  });

  test("is the former one behind the command that switched it", () => {
    const users = (text: string) => calls("sh", "-c", text).map(({ runsAs }) => runsAs);
    expect(users("sudo chown 1 /a; chown 2 /b")).toEqual([{ user: "0" }, "container"]);
    expect(users("su 5 -c 'chown 1 /a; sudo chown 2 /b; chown 3 /c'; chown 4 /d")).toEqual([
      { user: "5" },
      { user: "0" },
      { user: "5" },
      "container",
    ]);
  });

  test("is of no interest where a chroot leads to other files", () => {
    expect(calls("chroot", "--userspec=5", "/host", "chown", "1", "/d")).toEqual([]);
    expect(calls("sh", "-c", "chroot $R chown 1 /d")).toEqual([]);
  });
});

describe("owners and modes", () => {
  test.each([
    ["1000", "1000", undefined],
    ["1000:2000", "1000", "2000"],
    ["redis:", "redis", undefined],
    [":2000", undefined, "2000"],
    ["1000.2000", "1000", "2000"],
    ["www-data:www-data", "www-data", "www-data"],
    ["'1000':\"2000\"", "1000", "2000"],
    ["$UNKNOWN:7", undefined, "7"],
    ["7:$" + "{UNKNOWN}", "7", undefined],
  ])("chown %s gives user %s and group %s", (owner, user, group) => {
    expect(script(`chown ${owner} /d`)).toMatchObject({ user, group, ownIds: false, paths: exact("/d") });
  });

  test("chgrp gives a group only", () => {
    expect(script("chgrp -R 2000 /d")).toMatchObject({
      verb: "chgrp",
      user: undefined,
      group: "2000",
      recursive: true,
    });
  });

  test.each([
    'chown `id -u`:`id -G | cut -d " " -f2` /d',
    'chown $(id -u):$(id -G | cut -d " " -f2) /d',
    'chown "$(id -u)" /d',
    "U=$(id -u); chown $U:1 /d",
    "chown $UID /d",
    "chgrp $(id -g) /d",
  ])("%s takes the process's own ids", (text) => {
    expect(script(text)).toMatchObject({ ownIds: true, user: undefined, paths: exact("/d") });
  });

  test("the id of another user is not the process's own", () => {
    expect(script("chown $(id -u redis) /d")).toMatchObject({ ownIds: false, user: undefined });
  });

  test.each(["-R", "--recursive", "-hR", "-Rv", "-R -f", "-v --recursive --"])("%s is recursive", (flags) => {
    expect(script(`chown ${flags} 1:1 /d`)).toMatchObject({ recursive: true, user: "1", paths: exact("/d") });
  });

  test("flags may stand anywhere", () => {
    expect(script("chown 1:1 -R /d")).toMatchObject({ recursive: true, user: "1", paths: exact("/d") });
    expect(script("chown 1:1 /d -vR")).toMatchObject({ recursive: true, paths: exact("/d") });
    expect(script("chown -v 1000:1000 /d")).toMatchObject({ recursive: false, user: "1000" });
  });

  test("--reference names no owner, and its file is no path of the call", () => {
    for (const option of ["--reference=/etc", "--reference /etc"]) {
      expect(script(`chown ${option} /d`)).toMatchObject({ user: undefined, group: undefined, paths: exact("/d") });
    }
    expect(script("chown --from=0:0 1 /d")).toMatchObject({ user: "1", paths: exact("/d") });
  });

  test("a mode stays as it is written", () => {
    expect(script("chmod -R g+rwX,o-rwx /d")).toMatchObject({ verb: "chmod", mode: "g+rwX,o-rwx", recursive: true });
    expect(script("chmod -x -R /d")).toMatchObject({ mode: "-x", recursive: true, paths: exact("/d") });
    expect(script("chmod $MODE /d")).toMatchObject({ mode: undefined });
  });

  test("install -d makes a directory and gives it away", () => {
    expect(script("install -d -o 1000 -g 2000 -m 0750 /d /e")).toMatchObject({
      verb: "chown",
      program: "install",
      user: "1000",
      group: "2000",
      mode: "0750",
      recursive: false,
      paths: [
        { path: "/d", made: true },
        { path: "/e", made: true },
      ],
    });
    expect(script("install -dm0700 /d")).toMatchObject({ verb: "chmod", mode: "0700", user: undefined });
    expect(calls("sh", "-c", 'install -o "$(id -u)" -D /a /b; install -d /c')).toEqual([]);
  });

  test("a call without a path is none", () => {
    for (const text of ["chown", "chown -R", "chown 1:1", "chmod 777", "chown --version"]) {
      expect(calls("sh", "-c", text)).toEqual([]);
    }
  });
});

describe("searches", () => {
  const find = (text: string) => {
    const { recursive, paths } = script(text);
    return [recursive, ...paths.map(({ path, reach }) => `${reach} ${path}`)];
  };

  test("hand their results to xargs", () => {
    const filtered = '-mindepth 1 -maxdepth 1 -not -name ".snapshot" -not -name "lost+found"';
    expect(find(`find /data ${filtered} | xargs -r chown -R 1001:1001`)).toEqual([true, "below /data"]);
    expect(find(`find /data ${filtered} | \\\n  xargs --no-run-if-empty chown 1001:1001`)).toEqual([
      false,
      "below /data",
    ]);
    expect(find("find /data -print0 | xargs -0 -n1 chown 1")).toEqual([true, "exact /data"]);
    expect(find("find /data | sort -u | xargs -I% chown 1 %/x")).toEqual([true, "below /data"]);
    expect(find("find /data | grep -v lost | xargs chown 1")).toEqual([false, "unknown /data"]);
    expect(find("ls /data | xargs chown 1")).toEqual([false, "unknown "]);
    expect(find("echo /a /b | xargs chown -R 1")).toEqual([true, "exact /a", "exact /b"]);
  });

  test("include their root unless they say otherwise", () => {
    expect(find("find /data -exec chown 1 {} +")).toEqual([true, "exact /data"]);
    expect(find("find -L /a /b/ -exec chown 1 {} \\;")).toEqual([true, "exact /a", "exact /b"]);
    expect(find("find /data -mindepth 1 -exec chown 1 '{}' ';'")).toEqual([true, "below /data"]);
    expect(find("find /data -maxdepth 0 -exec chown 1 {} +")).toEqual([false, "exact /data"]);
    expect(find("find /data -type f -exec chmod 600 {} +")).toEqual([true, "below /data"]);
    expect(find("find /data -type d -exec chmod g+s {} +")).toEqual([true, "exact /data"]);
    expect(find("cd /data && find . -exec chown 1 {} +")).toEqual([true, "exact /data"]);
  });

  test("that choose by name lead somewhere below", () => {
    expect(find("find /data -name '*.key' -exec chmod 600 {} +")).toEqual([false, "unknown /data"]);
    expect(find('find "$D" \\! -user postgres -exec chown postgres {} +')).toEqual([true, "unknown "]);
  });

  test("may run several commands, each located by itself", () => {
    const text = "find P -exec chown root:5 {} + -exec chmod g+r -R {} +".replace("P", "/sys");
    const found = calls("sh", "-c", text);
    expect(found.map(({ start, end }) => text.slice(start, end))).toEqual(["chown root:5 {}", "chmod g+r -R {}"]);
  });

  test("may hand over to a script", () => {
    expect(find(`find /data -mindepth 1 -exec sh -c 'chown 1 "$@"' _ {} +`)).toEqual([true, "below /data"]);
    expect(script("echo /data | xargs -I{} sh -c 'true; chown 1 {}; echo {}'")).toMatchObject({
      written: "'true; chown 1 {}; echo {}'",
      paths: exact("/data"),
    });
  });
});

describe("paths", () => {
  const paths = (text: string) => script(text).paths.map(({ path, reach }) => `${reach} ${path}`);

  test("are cleaned", () => {
    expect(paths("chown 1 /data/ //a/./b/../c/. / /..")).toEqual(["exact /data", "exact /a/c", "exact /"]);
  });

  test("below a directory are told from the directory", () => {
    expect(paths("chown 1 /data/* /data/*/x /data/{a,b} /a/pg* '/b/*'")).toEqual([
      "below /data",
      "unknown /data/",
      "unknown /a/pg",
      "exact /b/*",
    ]);
  });

  test("are followed as far as they are known", () => {
    expect(paths("chown 1 /data/$X /d$X ~/x $X/y")).toEqual(["unknown /data/", "unknown /d", "unknown "]);
    expect(paths("chown 1 /data/*/../..")).toEqual(["unknown "]);
  });

  test("begin at a known directory or nowhere", () => {
    expect(paths("chown -R 1 .")).toEqual(["unknown "]);
    expect(paths("cd /data && chown -R 1 . x ./* ../y")).toEqual([
      "exact /data",
      "exact /data/x",
      "below /data",
      "exact /y",
    ]);
    expect(paths("(cd /data); chown 1 x")).toEqual(["unknown "]);
    expect(paths('cd "$D"; chown 1 x')).toEqual(["unknown "]);
    expect(paths("cd /a; if true; then cd /b; fi; chown 1 x")).toEqual(["unknown "]);
    expect(paths("cd /a; cd -P -- /b; chown 1 x")).toEqual(["exact /b/x"]);
    expect(paths("cd /a; cd -; chown 1 x")).toEqual(["unknown "]);
    expect(paths("cd /a; pushd b >/dev/null; chown 1 x")).toEqual(["exact /a/b/x"]);
    expect(paths("cd /a; pushd +1; chown 1 x")).toEqual(["unknown "]);
    expect(paths("cd /a; pushd /b; popd; chown 1 x")).toEqual(["unknown "]);
    const inData = (...argv: string[]) => ownershipCalls(argv, { directory: "/data" })[0]?.paths;
    expect(inData("chown", "1", ".")).toEqual(exact("/data"));
    expect(inData("sh", "-c", "cd x && chown 1 y")).toEqual(exact("/data/x/y"));
  });

  test("are made by the script only where it makes them in any case, and before", () => {
    const made = (text: string) => script(text).paths.map((path) => path.made);
    expect(made("mkdir -p /d/e && chown 1 /d /d/e/")).toEqual([false, true]);
    expect(made("mkdir -m 700 /d; chown 1 /d")).toEqual([true]);
    expect(made("[ -d /d ] || mkdir /d; chown 1 /d")).toEqual([false]);
    expect(made("chown 1 /d; mkdir /d")).toEqual([false]);
    expect(made("mkdir -p /d; chown 1 /d/*")).toEqual([false]);
  });
});
