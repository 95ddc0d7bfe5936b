import { expect, test } from "vitest";
import { givesWriting, opensToEveryone } from "../../src/shell/mode.ts";

test.each(["777", "0777", "1777", "666", "a+w", "o+rwx", "ugo+rwx", "a=rwX", "u=rwx,go=rwx", "o-x+w", "go+w", "=777"])(
  "%s lets everybody write",
  (mode) => {
    expect(opensToEveryone(mode)).toBe(true);
    expect(givesWriting(mode)).toBe(true);
  },
);

test.each(["770", "2775", "g+rwX", "ug+w", "g+rwxs", "g=w,o=", "o+w,o-w,g+w"])("%s lets the group write", (mode) => {
  expect(opensToEveryone(mode)).toBe(false);
  expect(givesWriting(mode)).toBe(true);
});

test.each([
  "755",
  "700",
  "0600",
  "4",
  "+w",
  "w",
  "=rwx",
  "u+rwx",
  "o-w",
  "a+rX",
  "o=u",
  "a+w,a=r",
  "a+w,go-w",
  "+x",
  "",
  "-777",
])("%s lets nobody else write for certain", (mode) => {
  expect(givesWriting(mode)).toBe(false);
});

test("a list of setfacl opens to everybody with its entry for others, and to one who is named", () => {
  for (const list of ["o::rwx", "other:rw", "u:5:rx,d:o::7"]) expect(opensToEveryone(list)).toBe(true);
  for (const list of ["u:5:rwx", "user:web:7", "g::rwx", "d:group:5:rwX", "5:rw"]) {
    expect(givesWriting(list)).toBe(true);
    expect(opensToEveryone(list)).toBe(false);
  }
  for (const list of ["u::rwx", "m::rwx", "u:5:r-x", "g:5:4", "x:y:w", ":", "u:5:rwz"]) {
    expect(givesWriting(list)).toBe(false);
  }
});
