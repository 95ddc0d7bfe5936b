import { expect, test } from "vitest";
import { didYouMean } from "../../src/cli/did-you-mean.ts";

const NAMES = ["a-one", "a-two", "a-three", "a-four", "a-five", "a-six", "sail-torn"].map((name) => `deck-${name}`);

test.each([
  ["deck-a-oen", 'did you mean "deck-a-one"?'],
  ["sail", 'did you mean "deck-sail-torn"?'],
  ["TORN_SAIL", 'did you mean "deck-sail-torn"?'],
  ["deck", 'did you mean "deck-a-one", "deck-a-two", "deck-a-three", "deck-a-four", "deck-a-five" or one of 2 more?'],
  ["a", undefined],
  ["", undefined],
  ["-- --", undefined],
  ["keel", undefined],
])("for %j: %s", (typed, question) => {
  expect(didYouMean(typed, NAMES)).toBe(question);
});
