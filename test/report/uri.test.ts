import { describe, expect, it } from "vitest";
import { isStdin, uriOf } from "../../src/report/uri.ts";

describe("the address of a file", () => {
  it.each([
    ["shop.yaml", "shop.yaml"],
    ["./charts//shop/./a.yaml", "charts/shop/a.yaml"],
    ["a/../b/./c.yaml", "b/c.yaml"],
    ["../up.yaml", "../up.yaml"],
    ["a/../../up.yaml", "../up.yaml"],
    ["dir\\shop.yaml", "dir/shop.yaml"],
    ["a b#c?d%.yaml", "a%20b%23c%3Fd%25.yaml"],
    ["größe/名.yaml", "gr%C3%B6%C3%9Fe/%E5%90%8D.yaml"],
    ["c:d.yaml", "c%3Ad.yaml"],
    ["/srv/shop.yaml", "file:///srv/shop.yaml"],
    ["C:\\srv\\shop.yaml", "file:///C:/srv/shop.yaml"],
    ["<stdin>", "stdin"],
    ["a\ud800b", "a%EF%BF%BDb"],
  ])("of %j is %s", (path, uri) => {
    expect(uriOf(path)).toBe(uri);
  });

  it.each([
    ["shop.yaml", "deploy/shop/shop.yaml"],
    ["../other/a b.yaml", "deploy/other/a%20b.yaml"],
    ["../../root.yaml", "root.yaml"],
    ["../../../outside.yaml", "../outside.yaml"],
    ["/srv/shop.yaml", "file:///srv/shop.yaml"],
    ["<stdin>", "stdin"],
  ])("of %j in deploy/shop is %s", (path, uri) => {
    expect(uriOf(path, "deploy/shop")).toBe(uri);
  });

  it("leads nowhere for the standard input alone", () => {
    expect(["<stdin>", "stdin", "./<stdin>"].map(isStdin)).toEqual([true, false, false]);
  });
});
