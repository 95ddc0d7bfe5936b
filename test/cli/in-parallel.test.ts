import { expect, test } from "vitest";
import { inParallel } from "../../src/cli/chart/in-parallel.ts";

test("results stand in the order of the items, and no more are worked on at a time than was said", async () => {
  let working = 0;
  let most = 0;
  const results = await inParallel([30, 1, 20, 2, 10, 3, 5], 3, async (milliseconds, index) => {
    working++;
    most = Math.max(most, working);
    await new Promise((done) => setTimeout(done, milliseconds));
    working--;
    return `${index}: ${milliseconds}`;
  });
  expect(results).toEqual(["0: 30", "1: 1", "2: 20", "3: 2", "4: 10", "5: 3", "6: 5"]);
  expect(most).toBe(3);
});

test("lists stay lists, and of nothing there is nothing", async () => {
  expect(await inParallel([1, 2], 4, async (number) => [number, number])).toEqual([
    [1, 1],
    [2, 2],
  ]);
  expect(await inParallel([], 4, async () => 1)).toEqual([]);
});

test("what fails is thrown", async () => {
  await expect(inParallel([1, 2], 1, () => Promise.reject(new Error("no")))).rejects.toThrow("no");
});
