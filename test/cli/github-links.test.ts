import { expect, test } from "vitest";
import { githubLinks } from "../../src/cli/github-links.ts";
import { plimsoll } from "./fake-io.ts";

const manifest = `apiVersion: v1
kind: Pod
metadata: {name: shop}
spec:
  containers:
  - name: app
    image: example/shop:1
    volumeMounts:
    - {name: data, mountPath: /data}
`;
const world = { files: { "a b.yaml": manifest } };
const env = {
  GITHUB_SERVER_URL: "https://github.com",
  GITHUB_REPOSITORY: "ada/shop",
  GITHUB_SHA: "0123456789abcdef0123456789abcdef01234567",
};
const BLOB = `https://github.com/ada/shop/blob/${env.GITHUB_SHA}`;
const summary = async (more: Readonly<Record<string, string>>): Promise<string> =>
  (await plimsoll(["--format", "markdown", "a b.yaml"], { ...world, env: more })).stdout;

test("in a workflow a job summary links each place to the file at the commit", async () => {
  expect(await summary(env)).toContain(`[\`9:14\`](${BLOB}/a%20b.yaml#L9)`);
  expect(await summary({ ...env, GITHUB_WORKSPACE: "/home/ada/shop" })).toContain(`](${BLOB}/a%20b.yaml#L9)`);
});

test("a working directory below the workspace is part of the path", async () => {
  expect(await summary({ ...env, GITHUB_WORKSPACE: "/home" })).toContain(`](${BLOB}/ada/shop/a%20b.yaml#L9)`);
});

test("nothing is linked outside the workspace, and outside workflows", async () => {
  expect(await summary({ ...env, GITHUB_WORKSPACE: "/srv/shop" })).toContain("- **error** `9:14` ");
  expect(await summary({})).toContain("- **error** `9:14` ");
});

test("standard input is linked to nothing, and neither is what cannot be looked at", async () => {
  const { stdout } = await plimsoll(["--format", "markdown", "-"], { stdin: manifest, env });
  expect(stdout).toContain("<code>&lt;stdin&gt;</code>");
  expect(stdout).toContain("- **error** `9:14` ");
  const location = { file: "gone.yaml", start: { line: 1, column: 1 }, end: { line: 1, column: 2 } };
  const status = () => {
    throw new Error("EACCES");
  };
  expect(githubLinks({ env, cwd: "/home/ada/shop", status })(location)).toBeUndefined();
});

test("what Helm has printed is linked to nothing", () => {
  const location = { file: "shop (rendered)", start: { line: 1, column: 1 }, end: { line: 1, column: 2 } };
  expect(githubLinks({ env, cwd: "/home/ada/shop", status: () => undefined })(location)).toBeUndefined();
});
