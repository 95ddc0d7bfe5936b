import { describe, expect, test } from "vitest";
import {
  DEFAULT_VERSION,
  NEWEST_MINOR,
  OLDEST_MINOR,
  parseVersion,
  showVersion,
} from "../../src/kubernetes/version.ts";

describe("a Kubernetes version", () => {
  test.each([
    ["1.34", 34],
    ["v1.34", 34],
    ["1.34.2", 34],
    ["v1.34.2-eks-1a2b", 34],
    ["1.34-gke.1300", 34],
    ["1.34+", 34],
    ["v1.34.2+k3s1", 34],
    ["1.34.0-rc.1+build", 34],
  ])("is read from %j", (text, minor) => {
    expect(parseVersion(text)).toEqual({ minor });
  });

  test("is accepted from the oldest to the newest that the models know, and no further", () => {
    expect(parseVersion(`1.${OLDEST_MINOR}`)).toEqual({ minor: OLDEST_MINOR });
    expect(parseVersion(`1.${NEWEST_MINOR}`)).toEqual({ minor: NEWEST_MINOR });
    expect(parseVersion(`1.${OLDEST_MINOR - 1}`)).toBeUndefined();
    expect(parseVersion(`1.${NEWEST_MINOR + 1}`)).toBeUndefined();
  });

  test.each([
    "",
    "1",
    "34",
    "1.",
    "1.x",
    "1.3",
    "2.34",
    "V1.34",
    "vv1.34",
    " 1.34",
    "1.34 ",
    "1.34\n",
    "1.34.",
    "1.34.x",
    "1.34.2.1",
    "1.34eks",
    "1.3400",
    "1.34-a\nb",
    "-1.34",
    "latest",
  ])("is not read from %j", (text) => {
    expect(parseVersion(text)).toBeUndefined();
  });

  test("is shown as it may be written again", () => {
    expect(showVersion({ minor: 30 })).toBe("1.30");
    expect(parseVersion(showVersion(DEFAULT_VERSION))).toEqual(DEFAULT_VERSION);
  });
});
