import { expect, test } from "vitest";
import { plimsoll } from "./fake-io.ts";

const manifest = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\ndata: {debug: yes}\n";

const FOLDERS: readonly (readonly [what: string, env: Readonly<Record<string, string>>, path: string])[] = [
  ["GitHub's checkout lies above", { GITHUB_WORKSPACE: "/home/ada" }, "shop/a.yaml"],
  ["GitLab's checkout lies above", { CI_PROJECT_DIR: "/home" }, "ada/shop/a.yaml"],
  ["the checkout is the working directory", { GITHUB_WORKSPACE: "/home/ada/shop" }, "a.yaml"],
  ["the checkout is the root of the system", { GITHUB_WORKSPACE: "/" }, "home/ada/shop/a.yaml"],
  ["the checkout is said to be nowhere", { GITHUB_WORKSPACE: "" }, "a.yaml"],
  ["no CI system runs", {}, "a.yaml"],
];

test.each(FOLDERS)("where %s, forges are told of files as the repository names them", async (_, env, path) => {
  const world = { files: { "a.yaml": manifest }, env };
  const github = await plimsoll(["--format", "github", "--fail-on", "never", "a.yaml"], world);
  expect(github.stdout).toContain(` file=${path},line=4,`);
  const gitlab = await plimsoll(["--format", "gitlab", "--fail-on", "never", "a.yaml"], world);
  expect(JSON.parse(gitlab.stdout)).toMatchObject([{ location: { path } }]);
  const unix = await plimsoll(["--format", "unix", "--fail-on", "never", "a.yaml"], world);
  expect(unix.stdout).toMatch(/^a\.yaml:4:/);
});

test.each(["/home/ada/shop/charts", "/srv/checkout"])(
  "outside of the checkout in %s no file is one of the repository's",
  async (root) => {
    const world = { files: { "a.yaml": manifest }, env: { GITHUB_WORKSPACE: root } };
    const { stdout } = await plimsoll(["--format", "github", "--fail-on", "never", "a.yaml"], world);
    expect(stdout).toMatch(/^::\w+ title=value-not-text::.*%0Aat: a\.yaml:4:/m);
  },
);

const inWorkspace = (files: Readonly<Record<string, string>>) =>
  plimsoll(["--format", "github", "--fail-on", "never", "a.yaml"], {
    files: { "a.yaml": manifest, ...files },
    env: { GITHUB_WORKSPACE: "/home" },
  });

test.each([
  ["the working directory", ".git/HEAD", "a.yaml"],
  ["a folder above it", "../.git/HEAD", "shop/a.yaml"],
  ["the workspace", "../../.git/HEAD", "ada/shop/a.yaml"],
  ["a folder beside it", "../other/.git/HEAD", "ada/shop/a.yaml"],
  ["a folder above the workspace alone", "/.git/HEAD", "ada/shop/a.yaml"],
])("files are named as in the repository that is checked out into %s", async (_, head, path) => {
  const { stdout } = await inWorkspace({ [head]: "ref: refs/heads/main\n" });
  expect(stdout).toContain(` file=${path},line=4,`);
});
test("files of a submodule are named as in the repository that holds it", async () => {
  const { stdout } = await inWorkspace({ ".git": "gitdir: ../.git/modules/shop\n", "../.git/HEAD": "" });
  expect(stdout).toContain(" file=shop/a.yaml,line=4,");
});
