import { describe, expect, test } from "vitest";
import { type OwnershipCall, ownershipCalls } from "../../src/shell/ownership.ts";

/** verb user:group mode -R reach path, as far as each is known. */
const shown = ({ verb, user, group, ownIds, mode, recursive, paths }: OwnershipCall): string => {
  const owner = ownIds ? "own ids" : user === undefined && group === undefined ? "" : `${user ?? ""}:${group ?? ""}`;
  const where = paths.map(({ reach, path }) => (reach === "exact" ? path : `${reach} ${path}`)).join(", ");
  return [verb, owner, mode, recursive && "-R", where].filter(Boolean).join(" ");
};
const read = (...argv: string[]) =>
  ownershipCalls(argv, { variable: (name) => (name === "DATA_DIR" ? "/srv/data" : undefined) }).map(shown);
const script = (text: string) => read("sh", "-ec", text);

describe("the shapes in which charts change owners", () => {
  test("a program and its arguments, by name or by path", () => {
    expect(read("chown", "-R", "900:901", "/srv/data")).toEqual(["chown 900:901 -R /srv/data"]);
    expect(read("/usr/bin/chown", "-R", "900:901", "$(DATA_DIR)")).toEqual(["chown 900:901 -R /srv/data"]);
  });

  test("one word after the other", () => {
    expect(read(...["chown", "-R", "472:0", "/var/lib/graphs", "/var/log/graphs"])).toEqual([
      "chown 472:0 -R /var/lib/graphs, /var/log/graphs",
    ]);
  });

  test("one string for a shell", () => {
    expect(read("sh", "-c", "chown -R 33:33 /srv/web")).toEqual(["chown 33:33 -R /srv/web"]);
  });

  test("a shell in command, its script in args", () => {
    expect(read(...["sh", "-c"], ...["chown -R 900:900 /usr/share/search/data"])).toHaveLength(1);
    expect(read(...["/bin/sh"], ...["-c", "chown -R 900:900 /srv"])).toEqual(["chown 900:900 -R /srv"]);
  });

  test("a block of lines with a search behind a pipe", () => {
    const search = 'find /srv/data -mindepth 1 -maxdepth 1 -not -name "lost+found"';
    for (const filter of [" | xargs -r", " | xargs --no-run-if-empty", " | xargs", " | \\\n  xargs -r"]) {
      expect(script(`mkdir -p /srv/data\nchown 900:901 /srv/data\n${search}${filter} chown -R 900:901\n`)).toEqual([
        "chown 900:901 /srv/data",
        "chown 900:901 -R below /srv/data",
      ]);
    }
    expect(script("mkdir -p /srv/data; chown 900 /srv/data; chmod 700 /srv/data/x;\n")).toHaveLength(2);
  });

  test("the ids of the process itself", () => {
    expect(script('chown `id -u`:`id -G | cut -d " " -f2` /srv')).toEqual(["chown own ids /srv"]);
    expect(script("chown -R $(id -u):$(id -g) /srv")).toEqual(["chown own ids -R /srv"]);
  });

  test("owners by name", () => {
    expect(script("chown -R cache /srv")).toEqual(["chown cache: -R /srv"]);
    expect(script("chown -R www-data:www-data /srv; chown app:root /srv/x")).toEqual([
      "chown www-data:www-data -R /srv",
      "chown app:root /srv/x",
    ]);
  });

  test("options in any order and spelling", () => {
    for (const call of ["900:901 -R /srv", "--recursive 900:901 /srv", "-hR 900.901 /srv", "-vfR 900:901 /srv/"]) {
      expect(script(`chown ${call}`)).toEqual(["chown 900:901 -R /srv"]);
    }
    expect(script("chown -v 900 /srv")).toEqual(["chown 900: /srv"]);
    expect(script("chown -R --reference=/srv/seed /srv/data")).toEqual(["chown -R /srv/data"]);
  });

  test("find -exec, several times", () => {
    expect(script("find /srv -exec chown root:900 {} + -exec chmod g+r -R {} +")).toEqual([
      "chown root:900 -R /srv",
      "chmod g+r -R /srv",
    ]);
    expect(script("find /srv \\! -user db -exec chown db '{}' +")).toEqual(["chown db: -R /srv"]);
  });

  test("loops over a search, over words and over what printf prints", () => {
    expect(script("for d in $(find /srv -maxdepth 1 -type d); do chown -R a:b $d; done")).toEqual([
      "chown a:b -R /srv",
    ]);
    expect(script("for d in `find /srv -mindepth 1`; do chown -R a:b $d; done")).toEqual(["chown a:b -R below /srv"]);
    expect(script('for d in one two; do chown 9 "/srv/$d"; done')).toEqual(["chown 9: /srv/one, /srv/two"]);
    expect(script('chown 9:9 -R $(printf "/opt/app/%s\\n" temp logs data)')).toEqual([
      "chown 9:9 -R /opt/app/temp, /opt/app/logs, /opt/app/data",
    ]);
    expect(script(`chown 9:9 -R $(printf "/opt/app/\${1-%s\\n}" temp logs)`)).toEqual([
      "chown 9:9 -R /opt/app/temp, /opt/app/logs",
    ]);
    expect(script('find /srv -type d | while read -r d; do chown 9 "$d"; done')).toHaveLength(1);
  });

  test("modes alone", () => {
    expect(script("chmod -R 777 /srv && chmod -R g+rwX /srv/x; chmod 700 /srv/pg || true")).toEqual([
      "chmod 777 -R /srv",
      "chmod g+rwX -R /srv/x",
      "chmod 700 /srv/pg",
    ]);
  });

  test("groups, access lists and directories that are made with an owner", () => {
    expect(script("chgrp -R 901 /srv && chmod -R g+rwxs /srv")).toEqual(["chgrp :901 -R /srv", "chmod g+rwxs -R /srv"]);
    expect(script("setfacl -R -m u:900:rwx /srv; setfacl -m d:g:901:rwX,g:901:rwX /srv /srv/x")).toEqual([
      "setfacl 900: u:900:rwx -R /srv",
      "setfacl :901 d:g:901:rwX,g:901:rwX /srv, /srv/x",
    ]);
    expect(script("setfacl --modify=o::rwx -R /srv; setfacl -b /srv; setfacl -x u:900 /srv")).toEqual([
      "setfacl o::rwx -R /srv",
      "setfacl /srv",
      "setfacl /srv",
    ]);
    expect(script("install -d -o 900 -g 901 /srv/new; install -m 0755 /a /b")).toEqual(["chown 900:901 /srv/new"]);
  });

  test("a copy that is given away afterwards", () => {
    expect(script("cp /seed/* /srv/conf/ && chown 999:999 /srv/conf/*")).toEqual(["chown 999:999 below /srv/conf"]);
  });

  test("a root process that prepares its disk and drops its rights", () => {
    expect(read("bash", "-c", "chown -R www:www /srv && su -s /bin/bash -c 'exec serve' www")).toHaveLength(1);
    expect(script("chown -R 900 /srv; exec gosu 900 serve --port 80")).toEqual(["chown 900: -R /srv"]);
    expect(script("while true; do chown -R 900 /srv; sleep 60; done")).toEqual(["chown 900: -R /srv"]);
  });

  test("several paths in one call", () => {
    expect(script("chown -R nobody:nogroup /srv/a /srv/b\\ c '/srv/d e'")).toEqual([
      "chown nobody:nogroup -R /srv/a, /srv/b c, /srv/d e",
    ]);
  });
});
