import { describe, expect, it } from "vitest";
import { githubLink } from "../../src/report/github-link.ts";
import { at } from "./samples.ts";

const SHA = "0123456789abcdef0123456789abcdef01234567";
const ENV = { GITHUB_SERVER_URL: "https://github.com", GITHUB_REPOSITORY: "ada/shop", GITHUB_SHA: SHA };
const ROOT = `https://github.com/ada/shop/blob/${SHA}`;
const linkTo = (file: string, folder?: string) => githubLink(ENV, at(file, 4, 17, 20), folder);

describe("a link to GitHub", () => {
  it("shows the line at the commit", () => {
    expect(linkTo("deploy/shop.yaml")).toBe(`${ROOT}/deploy/shop.yaml#L4`);
  });

  it("shows all lines of a place that has several, but not the one that it ends before", () => {
    expect(githubLink(ENV, at("a.yaml", 4, 3, 9, 6))).toBe(`${ROOT}/a.yaml#L4-L6`);
    expect(githubLink(ENV, at("a.yaml", 4, 3, 1, 6))).toBe(`${ROOT}/a.yaml#L4-L5`);
    expect(githubLink(ENV, at("a.yaml", 4, 3, 1, 5))).toBe(`${ROOT}/a.yaml#L4`);
  });

  it("encodes what a path may hold", () => {
    expect(linkTo("./a b/größe#1?x=%20&y\\z.yaml")).toBe(
      `${ROOT}/a%20b/gr%C3%B6%C3%9Fe%231%3Fx%3D%2520%26y%5Cz.yaml#L4`,
    );
  });

  it("starts at the working directory", () => {
    expect(linkTo("templates/web.yaml", "charts/shop")).toBe(`${ROOT}/charts/shop/templates/web.yaml#L4`);
    expect(linkTo("../db/values.yaml", "charts/shop")).toBe(`${ROOT}/charts/db/values.yaml#L4`);
  });

  it.each(["/etc/passwd", "../shop.yaml", "a/../../shop.yaml", "C:/shop.yaml", "<stdin>", ".", "a\ud800.yaml"])(
    "does not exist for %j, which is no file of the repository",
    (file) => {
      expect(linkTo(file)).toBeUndefined();
    },
  );

  it.each([
    ["no workflow", {}],
    ["no commit", { ...ENV, GITHUB_SHA: "" }],
    ["a branch for a commit", { ...ENV, GITHUB_SHA: "main" }],
    ["no repository", { ...ENV, GITHUB_REPOSITORY: undefined }],
    ["a repository with more in it", { ...ENV, GITHUB_REPOSITORY: "ada/shop/../../x" }],
    ["an address of another kind", { ...ENV, GITHUB_SERVER_URL: "javascript:alert(1)//" }],
    ["an address with more in it", { ...ENV, GITHUB_SERVER_URL: "https://a.example/)[x](" }],
  ])("does not exist where the environment names %s", (_, env) => {
    expect(githubLink(env, at("shop.yaml", 4, 17, 20))).toBeUndefined();
  });
});
