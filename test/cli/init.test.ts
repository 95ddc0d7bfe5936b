import { readFileSync } from "node:fs";
import { load } from "js-yaml";
import { describe, expect, test } from "vitest";
import { INPUT_NAMES } from "../../src/cli/action/inputs.ts";
import { REPOSITORY } from "../../src/cli/init/repository.ts";
import { configTemplate } from "../../src/config/config-template.ts";
import { readConfig } from "../../src/config/read-config.ts";
import { RULES } from "../../src/rules/index.ts";
import { VERSION } from "../../src/tool-version.ts";
import { readSource } from "../../src/yaml/source.ts";
import { plimsoll, type World } from "./fake-io.ts";

const CONFIG = "/home/ada/shop/plimsoll.yaml";
const HOOK = "/home/ada/shop/.pre-commit-config.yaml";
const WORKFLOW = "/home/ada/shop/.github/workflows/plimsoll.yaml";

const POD = "apiVersion: v1\nkind: Pod\nmetadata: {name: a}\n";
const chart = (more = "") => `apiVersion: v2\nname: db\nversion: 1.0.0\n${more}`;
const SHOP: NonNullable<World["files"]> = {
  "charts/db/Chart.yaml": chart("kubeVersion: '>=1.28.0-0'\n"),
  "charts/db/templates/pod.yaml": POD,
  "charts/db/charts/kid/Chart.yaml": chart(),
  "charts/lib/Chart.yaml": chart("type: library\n"),
  "rendered/prod/pod.yaml": POD,
  "rendered/prod/more/pod.yaml": POD,
  "rendered/test/pod.yaml": POD,
  "values/prod.yaml": "a: 1\n",
  ".hidden/pod.yaml": POD,
  "node_modules/a/pod.yaml": POD,
};
const route = "apiVersion: route.openshift.io/v1\nkind: Route\nmetadata: {name: a}\n";

const init = (files: World["files"] = {}, ...argv: readonly string[]) => plimsoll(["init", ...argv], { files });
const reading = (text = "") => readConfig(readSource("plimsoll.yaml", new TextEncoder().encode(text)), RULES);

describe("the config that init writes", () => {
  test("decides nothing, and is read back without a complaint", async () => {
    const { code, stderr, written } = await init();
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(Object.keys(written)).toEqual([CONFIG]);
    expect(load(written[CONFIG] ?? "") ?? undefined).toBeUndefined();
    expect(reading(written[CONFIG])).toEqual(reading(""));
  });
  test("tells editors of its schema, as the documentation does", async () => {
    const [line] = ((await init()).written[CONFIG] ?? "").split("\n");
    expect(line).toMatch(/^# yaml-language-server: \$schema=\S+\.json$/);
    expect(readFileSync("docs/config.md", "utf8")).toContain(`\n${line}\n`);
  });
  test("has every key with an example, which is read back once its # is taken away", async () => {
    const { written } = await init(SHOP);
    const on = (written[CONFIG] ?? "").replace(/^#(?! )|^#(?= {2})/gm, "");
    const { properties } = JSON.parse(readFileSync("schemas/config.schema.json", "utf8")) as { properties: object };
    expect(Object.keys(load(on) as object)).toEqual(Object.keys(properties));
    expect(reading(on)).toHaveProperty("config");
  });
  test("says what was found, and switches on what that decides", async () => {
    const { written } = await init({ ...SHOP, "rendered/route.yaml": route });
    expect(written[CONFIG]).toContain(
      "\n# Found when this file was written:\n# - charts: charts/db\n# - manifests: rendered\n",
    );
    expect(written[CONFIG]).toContain('\n# charts/db asks for ">=1.28.0-0"; ');
    expect(written[CONFIG]).toContain("\n# rendered/route.yaml holds an object of OpenShift.\nplatform: openshift\n");
    expect(reading(written[CONFIG])).toMatchObject({ config: { platform: "openshift" } });
  });
  test("is told of with what it switches on, and with the config that it stands before", async () => {
    const { stdout } = await init({ "rendered/route.yaml": route, "../plimsoll.yaml": "" });
    expect(stdout.split("\n").slice(0, 3)).toEqual([
      "plimsoll.yaml is written",
      "It says platform: openshift, since rendered/route.yaml holds an object of OpenShift",
      'The config "../plimsoll.yaml" no longer counts in this folder',
    ]);
  });
  test("stays a comment, whatever the names and the charts hold", async () => {
    const { written, stdout } = await init({
      "a\nrules: {}/Chart.yaml": chart('kubeVersion: "1\\nrules: {}"\n'),
      "b\u001b[31m\n::error::/pod.yaml": POD,
    });
    expect(reading(written[CONFIG])).toEqual(reading(""));
    for (const text of [written[CONFIG], stdout]) {
      expect(text).not.toContain("\u001b");
      expect(text).not.toMatch(/^(rules|::error)/m);
    }
  });
});

describe("what is there", () => {
  test("is never written over: a config is a complaint that says what to do", async () => {
    expect(await init({ "plimsoll.yaml": "profile: all\n" })).toMatchObject({
      code: 2,
      stdout: "",
      stderr:
        'plimsoll: "plimsoll.yaml" exists already, and stays as it is\n' +
        "  help: change it by hand, or move it away and run this again; --hook and --workflow write the other files all the same\n",
      written: {},
    });
  });
  test("does not keep the other files from being written", async () => {
    const { code, stdout, written } = await init({ "plimsoll.yaml": "" }, "--hook", "--workflow");
    expect(code).toBe(0);
    expect(stdout).toMatch(/^plimsoll\.yaml is there already, and stays as it is\n/);
    expect(Object.keys(written)).toEqual([HOOK, WORKFLOW]);
  });
  test("of pre-commit is left alone, and the lines are printed to be put there", async () => {
    const { code, stdout, written } = await init({ ".pre-commit-config.yaml": "repos: []\n" }, "--hook");
    expect([code, Object.keys(written)]).toEqual([0, [CONFIG]]);
    expect(stdout).toContain('put these lines below its "repos:"\n  - repo: ');
  });
  test("as a workflow is a complaint", async () => {
    const { code, stderr } = await init({ ".github/workflows/plimsoll.yaml": "" }, "--workflow");
    expect([code, stderr]).toEqual([2, expect.stringContaining('workflows/plimsoll.yaml" exists already')]);
  });
  test("cannot be written to: the system's reason is told", async () => {
    expect(await plimsoll(["init"], { writeFault: "EROFS" })).toMatchObject({
      code: 2,
      stderr: 'plimsoll: "plimsoll.yaml" cannot be written: the file system is read-only\n',
    });
  });
});

describe("the hook and the workflow", () => {
  test("name what was found", async () => {
    const { code, stdout, written } = await init(SHOP, "--hook", "--workflow");
    expect(code).toBe(0);
    expect(load(written[HOOK] ?? "")).toEqual({
      repos: [
        {
          repo: "REPOSITORY-OF-PLIMSOLL",
          rev: `v${VERSION}`,
          hooks: [{ id: "plimsoll" }, { id: "plimsoll-rendered", files: "^(rendered/prod|rendered/test)/" }],
        },
      ],
    });
    expect(load(written[WORKFLOW] ?? "")).toMatchObject({
      permissions: { contents: "read" },
      jobs: {
        plimsoll: {
          steps: [
            {},
            {
              uses: `REPOSITORY-OF-PLIMSOLL@v${VERSION}`,
              with: { charts: "charts/db\n", manifests: "rendered/prod\nrendered/test\n" },
            },
          ],
        },
      },
    });
    for (const text of [written[HOOK], written[WORKFLOW], stdout])
      expect(text).toContain("in the place of REPOSITORY-OF-PLIMSOLL");
  });
  test("have hooks that Plimsoll has", async () => {
    const own = load(readFileSync(".pre-commit-hooks.yaml", "utf8")) as readonly { id: string }[];
    const { written } = await init(SHOP, "--hook");
    const ids = [...(written[HOOK] ?? "").matchAll(/- id: (\S+)/g)].map(([, id]) => id);
    expect(ids).toHaveLength(2);
    for (const id of ids) expect(own.map((hook) => hook.id)).toContain(id);
  });
  test("give the Action inputs that it has", async () => {
    const { written } = await init(SHOP, "--workflow");
    const inputs = [...(written[WORKFLOW] ?? "").matchAll(/^ {10}(\S+): \|$/gm)].map(([, name]) => name);
    expect(inputs).toEqual(["charts", "manifests"]);
    for (const name of inputs) expect(INPUT_NAMES).toContain(name);
  });
  test("take no name that is more than a name", async () => {
    const { written } = await init(
      {
        "${{ secrets.KEY }}/Chart.yaml": chart(),
        "-o/Chart.yaml": chart(),
        "a\n          token: b/Chart.yaml": chart(),
        "a'b/pod.yaml": POD,
        "c+d.e/pod.yaml": POD,
      },
      "--hook",
      "--workflow",
    );
    expect(load(written[WORKFLOW] ?? "")).toMatchObject({
      jobs: { plimsoll: { steps: [{}, { with: { manifests: "c+d.e\n" } }] } },
    });
    expect(written[WORKFLOW]).not.toMatch(/secrets|token|\s-o/);
    expect(written[HOOK]).toContain("files: '^(c\\+d\\.e)/'\n");
  });
  test("are not written where nobody would ever read them, below the root of a repository", async () => {
    const { code, stdout, stderr, written } = await init({ "../.git/HEAD": "" }, "--workflow", "--hook");
    expect({ code, stdout, written }).toEqual({ code: 2, stdout: "", written: {} });
    expect(stderr).toBe(
      'plimsoll: what --hook and --workflow write counts only in the root of the repository, ".."\n' +
        "  help: cd .. && plimsoll init --hook --workflow\n",
    );
    // Of a linked working tree, and of a submodule, it is a file.
    expect(await init({ ".git": "gitdir: ../x\n", "../.git/HEAD": "" }, "--hook")).toMatchObject({ code: 0 });
    expect(await init({ "../.git/HEAD": "" })).toMatchObject({ code: 0 });
  });
  test("are offered with no call that cannot be typed as it is shown", async () => {
    const { stdout } = await init({ "a\u001b/pod.yaml": POD, "-b/pod.yaml": POD });
    expect(stdout).toContain("To lint what was found here:\n  plimsoll ./-b\n\n");
  });
  test("are offered where they are not asked for, with the calls that lint what was found", async () => {
    expect((await init({ ...SHOP, "my chart/Chart.yaml": chart() })).stdout).toBe(`plimsoll.yaml is written

To lint what was found here:
  plimsoll rendered/prod
  plimsoll rendered/test
  plimsoll chart charts/db
  plimsoll chart 'my chart'

To lint before each commit, below repos: in .pre-commit-config.yaml, which --hook writes:
  - repo: REPOSITORY-OF-PLIMSOLL
    rev: v${VERSION}
    hooks:
      - id: plimsoll
      - id: plimsoll-rendered
        files: '^(rendered/prod|rendered/test)/'

To lint each pull request on GitHub: --workflow writes .github/workflows/plimsoll.yaml

Put the address of the repository that you have Plimsoll from in the place of REPOSITORY-OF-PLIMSOLL.
`);
  });
  test("have the address of package.json, once there is one", () => {
    const { repository } = JSON.parse(readFileSync("package.json", "utf8")) as { repository?: { url?: string } };
    expect(REPOSITORY).toBe(repository?.url?.replace(/^git\+/, ""));
  });
});

test("a template that sets a key keeps its summary above it", () => {
  expect(configTemplate([], ["It is yours."], { namespace: { comments: ["As told."], value: "shop" } })).toMatch(
    /\n# It is yours\.\n[\s\S]*\n# Where objects land[^\n]*\n# As told\.\nnamespace: shop\n/,
  );
});
