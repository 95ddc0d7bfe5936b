import { describe, expect, test } from "vitest";
import { landingPath } from "../../src/kubernetes/mount-path.ts";
import { NODE_PATHS } from "../../src/kubernetes/node-path-table.ts";

describe("the table of a node's paths", () => {
  test.each(NODE_PATHS.map((row) => [row.path, row] as const))(
    "says what %s gives, and where that was read",
    (path, row) => {
      expect(landingPath(path)).toBe(path);
      // Those are found under /run and /usr.
      expect(path).not.toMatch(/^\/(var\/run|bin|sbin|lib|lib64)(\/|$)/);
      const gifts = [row.writing, row.reading, row.connecting, row.opening].filter((gift) => gift !== undefined);
      expect(gifts.length).toBeGreaterThan(0);
      for (const gift of gifts) expect(gift).toMatch(/^(may|has|sees)[ ,].*[^.]$/);
      expect(row.source).not.toBe("");
    },
  );

  test("names each path once", () => {
    const paths = NODE_PATHS.map(({ path }) => path);
    expect(new Set(paths).size).toBe(paths.length);
  });
});
