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
