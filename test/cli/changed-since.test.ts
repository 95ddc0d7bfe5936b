import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, realpathSync, renameSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { changedFiles } from "../../src/cli/changes/changed-files.ts";
import type { Io } from "../../src/cli/io.ts";
import { nodeIo } from "../../src/cli/node-io.ts";
import { run } from "../../src/cli/run.ts";
import { type Outcome, type ProgramCall, plimsoll, type World } from "./fake-io.ts";

/** Line 6 mounts what the pod does not have. */
const pod = (name: string): string => `apiVersion: v1
kind: Pod
metadata: {name: ${name}}
spec:
  containers:
    - {name: web, volumeMounts: [{name: gone, mountPath: /gone}]}
`;

const unix = ["--format", "unix"];
const linesOf = (text: string): readonly string[] => text.split("\n").filter((line) => line !== "");
const filesIn = (text: string): readonly string[] => linesOf(text).map((line) => line.slice(0, line.indexOf(":6:")));
/** The objects that findings are about. */
const podsIn = (text: string): readonly (string | undefined)[] =>
  linesOf(text).map((line) => /Pod\/(\w+)/.exec(line)?.[1]);

/** What Git answers of a repository at /home/ada, whose folder shop is the working directory. */
interface Repository {
  readonly followed: readonly string[];
  readonly differing?: readonly string[];
  readonly added?: readonly string[];
  readonly isShallow?: boolean;
}

type GitAnswer = ReturnType<NonNullable<World["programs"]>[string]>;

const zeroEnded = (paths: readonly string[] = []): GitAnswer => ({ stdout: paths.map((path) => `${path}\0`).join("") });

const gitOf =
  ({ followed, differing, added, isShallow = false }: Repository, answers: Readonly<Record<string, GitAnswer>> = {}) =>
  ({ args: [command = "", ...args] }: ProgramCall): GitAnswer => {
    const known = answers[command] ?? answers[`${command} ${args[0]}`];
    if (known) return known;
    if (command === "rev-parse") return { stdout: args[0] === "--verify" ? "abc\n" : `${isShallow}\n/home/ada\n` };
    if (command === "merge-base") return { stdout: "def\n" };
    if (command === "diff") return zeroEnded(differing);
    return zeroEnded(args.includes("--others") ? added : followed);
  };

const since = (ref: string, files: World["files"], git: (call: ProgramCall) => GitAnswer): Promise<Outcome> =>
  plimsoll(["--changed-since", ref, ...unix, "."], { files: files ?? {}, programs: { git } });

describe("--changed-since, told by Git", () => {
  const files = { "old.yaml": pod("old"), "differs.yaml": pod("differs"), "a/new.yaml": pod("new") };
  const repository: Repository = {
    followed: ["shop/old.yaml", "shop/differs.yaml"],
    differing: ["shop/differs.yaml", "shop/deleted.yaml"],
    added: ["shop/a/new.yaml"],
  };

  test("reports what is in changed and new files, and counts the rest", async () => {
    const { code, stdout } = await since("main", files, gitOf(repository));
    expect({ code, files: filesIn(stdout) }).toEqual({ code: 1, files: ["a/new.yaml", "differs.yaml"] });
    const pretty = await plimsoll(["--changed-since", "main", "old.yaml"], {
      files,
      programs: { git: gitOf(repository) },
    });
    expect(pretty).toMatchObject({ code: 0, stdout: "nothing found in 1 object of 1 file; 1 in unchanged files\n" });
  });

  test("asks with words of its own, in the folder above all files, and without a shell", async () => {
    const { ran } = await since("feature;id", files, gitOf(repository));
    expect(ran.map(({ args, cwd }) => [cwd, ...args])).toEqual([
      ["/home/ada/shop", "rev-parse", "--is-shallow-repository", "--show-toplevel"],
      ["/home/ada/shop", "rev-parse", "--verify", "--quiet", "feature;id^{commit}"],
      ["/home/ada/shop", "merge-base", "abc", "HEAD"],
      ["/home/ada", "diff", "--name-only", "-z", "--no-renames", "--no-ext-diff", "def", "--"],
      ["/home/ada", "ls-files", "--others", "--exclude-standard", "-z"],
      ["/home/ada", "ls-files", "-z"],
    ]);
    expect(ran.every(({ env }) => env["LC_ALL"] === "C")).toBe(true);
  });

  test("reports what Git does not follow: ignored files, others' files and standard input", async () => {
    const ignored = await since("main", { "out/rendered.yaml": pod("x") }, gitOf(repository));
    expect(ignored.code).toBe(1);
    const piped = await plimsoll(["--changed-since", "main", "-"], {
      stdin: pod("x"),
      programs: { git: gitOf({ followed: ["shop/<stdin>"] }) },
    });
    expect(piped.code).toBe(1);
    const outside = await plimsoll(["--changed-since", "main", "/srv/x.yaml"], {
      files: { "/srv/x.yaml": pod("x") },
      programs: { git: gitOf(repository) },
    });
    expect(outside.code).toBe(1);
  });

  test("takes a link for changed where it, or what it leads to, is", async () => {
    const world = { "link.yaml": { link: "old.yaml" }, "old.yaml": pod("old"), "differs.yaml": pod("differs") };
    const lint = (followed: readonly string[], differing: readonly string[]) =>
      plimsoll(["--changed-since", "main", ...unix, "link.yaml"], {
        files: world,
        programs: { git: gitOf({ followed, differing }) },
      });
    expect(await lint(["shop/link.yaml", "shop/old.yaml"], [])).toMatchObject({ code: 0 });
    expect(await lint(["shop/link.yaml", "shop/old.yaml"], ["shop/link.yaml"])).toMatchObject({ code: 1 });
    expect(await lint(["shop/link.yaml", "shop/old.yaml"], ["shop/old.yaml"])).toMatchObject({ code: 1 });
  });

  test("still fails for a document that nobody could read", async () => {
    const broken = { "old.yaml": `${pod("old")}---\na: [\n` };
    const { code, stdout } = await since("main", broken, gitOf(repository));
    expect(code).toBe(2);
    expect(stdout).toMatch(/^old.yaml:8:.*\[document-unreadable\]\n$/);
  });

  const fatal = (stderr: string): GitAnswer => ({ status: 128, stderr: `${stderr}\n` });
  test.each<[string, string, Parameters<typeof gitOf>, readonly string[]]>([
    ["a REF that begins with -", "-x", [repository], ['is given "-x", which is no commit', "origin/main"]],
    [
      "no Git",
      "main",
      [repository, { "rev-parse --is-shallow-repository": { fault: "ENOENT" } }],
      ["Git is not to be found", "install git"],
    ],
    [
      "a Git that cannot be run",
      "main",
      [repository, { "rev-parse --is-shallow-repository": { fault: "EACCES" } }],
      ["Git cannot be run: permission denied", "git status"],
    ],
    [
      "no repository",
      "main",
      [repository, { "rev-parse --is-shallow-repository": fatal("fatal: not a git repository (or any parent)") }],
      ["lies in no Git repository", "run it in the repository"],
    ],
    [
      "a repository of somebody else, as in a container",
      "main",
      [
        repository,
        {
          "rev-parse --is-shallow-repository": fatal(
            "fatal: detected dubious ownership in repository at '/home/ada's'\nTo add an exception, call:\n",
          ),
        },
      ],
      ["belongs to another user", "git config --global --add safe.directory '/home/ada'\\''s'"],
    ],
    [
      "a question that it cannot answer, with its usage behind the reason",
      "main",
      [repository, { diff: fatal("warning: Not a git repository.\nusage: git diff\n    --output <file>\n") }],
      ["does not tell what has changed: warning: Not a git repository.\n", "run git diff"],
    ],
    [
      "no working tree",
      "main",
      [repository, { "rev-parse --is-shallow-repository": fatal("fatal: this must be run in a \u001b[1mwork tree") }],
      ["Git knows no working tree here: fatal: this must be run in a \\u001b[1mwork tree", "git status"],
    ],
    [
      "a REF that Git does not know",
      "nain",
      [repository, { "rev-parse --verify": { status: 1 } }],
      ['Git knows no commit "nain" here', "fetch-depth: 0"],
    ],
    [
      "a history that was cut off",
      "main",
      [{ ...repository, isShallow: true }, { "merge-base": { status: 1 } }],
      ['that HEAD and "main" have in common: the history here has been cut off', "fetch-depth: 0"],
    ],
    [
      "two histories",
      "main",
      [repository, { "merge-base": { status: 1 } }],
      ['that HEAD and "main" have in common\n', "the branch that this one was made from"],
    ],
    [
      "a Git that takes for ever",
      "main",
      [repository, { diff: { stopped: "time" } }],
      ["Git does not tell what has changed: it took longer than 120 seconds", "run git diff"],
    ],
    [
      "a Git that takes for ever before that",
      "main",
      [repository, { "merge-base": { stopped: "time" } }],
      ["Git does not tell what has changed: it took longer than 120 seconds", "run git merge-base"],
    ],
    [
      "a Git that fails",
      "main",
      [repository, { "ls-files": fatal("warning: x\nfatal: index file corrupt") }],
      ["Git does not tell what has changed: fatal: index file corrupt", "run git ls-files"],
    ],
  ])("refuses %s, and says what to do", async (_, ref, git, said) => {
    const { code, stdout, stderr } = await plimsoll([`--changed-since=${ref}`, "."], {
      files,
      programs: { git: gitOf(...git) },
    });
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    for (const words of said) expect(stderr).toContain(words);
  });
});

describe("--changed-since, of charts", () => {
  const CHART = "charts/db";
  const web = pod("web");
  const world: World = {
    files: {
      [`${CHART}/Chart.yaml`]: "apiVersion: v2\nname: db\nversion: 1.0.0\n",
      [`${CHART}/values.yaml`]: "a: 1\n",
      [`${CHART}/templates/web.yaml`]: web,
      [`${CHART}/templates/other.yaml`]: web.replace("web}", "other}"),
      "prod.yaml": "a: 2\n",
    },
  };
  const printed = ["web", "other"].map((name) => `---\n# Source: db/templates/${name}.yaml\n${pod(name)}`).join("");
  const lint = (differing: readonly string[], ...argv: readonly string[]): Promise<Outcome> =>
    plimsoll(["chart", CHART, "--changed-since", "main", ...unix, ...argv], {
      ...world,
      programs: {
        helm: () => ({ stdout: printed }),
        git: gitOf({
          followed: Object.keys(world.files ?? {}).map((path) => `shop/${path}`),
          differing: differing.map((path) => `shop/${path}`),
        }),
      },
    });

  test("findings of a changed template are reported, and none of an unchanged chart", async () => {
    expect(podsIn((await lint([`${CHART}/templates/web.yaml`])).stdout)).toEqual(["web"]);
    expect(await lint(["charts/other/values.yaml", "prod.yaml"])).toMatchObject({ code: 0, stdout: "" });
  });

  test.each([
    `${CHART}/values.yaml`,
    `${CHART}/Chart.yaml`,
    `${CHART}/templates/_helpers.tpl`,
    `${CHART}/charts/x.tgz`,
  ])("all of them are reported where %s has changed: any of them may come from it", async (path) => {
    expect(linesOf((await lint([path])).stdout)).toHaveLength(2);
  });

  test("so they are for a file of values outside the chart", async () => {
    expect(linesOf((await lint(["prod.yaml"], "-f", "prod.yaml")).stdout)).toHaveLength(2);
    expect(linesOf((await lint([], "-f", "prod.yaml")).stdout)).toHaveLength(0);
  });
});

describe("--changed-since, with the Git that is here", () => {
  let root: string;
  let repository: string;

  const git = (...args: readonly string[]): string =>
    execFileSync("git", args, {
      cwd: repository,
      encoding: "utf8",
      env: {
        ...process.env,
        GIT_CONFIG_GLOBAL: "/dev/null",
        GIT_CONFIG_SYSTEM: "/dev/null",
        GIT_AUTHOR_NAME: "a",
        GIT_AUTHOR_EMAIL: "a@example.org",
        GIT_COMMITTER_NAME: "a",
        GIT_COMMITTER_EMAIL: "a@example.org",
      },
    });
  const write = (path: string, text: string): void => {
    mkdirSync(dirname(join(repository, path)), { recursive: true });
    writeFileSync(join(repository, path), text);
  };
  const ioIn = (cwd: string, argv: readonly string[] = [], put: (text: string) => void = () => {}): Io => {
    const output = { isTerminal: false, columns: undefined, write: put };
    return { ...nodeIo, cwd, argv, stdout: output, stderr: output };
  };
  const lint = async (cwd: string, argv: readonly string[]): Promise<{ code: number; text: string }> => {
    let text = "";
    const code = await run(
      ioIn(cwd, argv, (more) => {
        text += more;
      }),
    );
    return { code, text };
  };

  const ODD = 'k/an "odd"\n\u00fcber name.yaml';

  beforeAll(() => {
    root = realpathSync(mkdtempSync(join(tmpdir(), "plimsoll-git-")));
    repository = join(root, "a repository");
    mkdirSync(repository);
    git("init", "--quiet", "--initial-branch=main");
    write(".gitignore", "ignored/\n");
    for (const name of ["same", "edited", "staged", "moved", "deleted", "upstream"]) write(`k/${name}.yaml`, pod(name));
    write(ODD, pod("odd"));
    symlinkSync("same.yaml", join(repository, "k/link.yaml"));
    git("add", ".");
    git("commit", "--quiet", "--message=first");
    git("checkout", "--quiet", "-b", "work");
    write(ODD, `# changed\n${pod("odd")}`);
    renameSync(join(repository, "k/moved.yaml"), join(repository, "k/elsewhere.yaml"));
    git("add", ".");
    git("rm", "--quiet", "k/deleted.yaml");
    git("commit", "--quiet", "--message=second");
    git("checkout", "--quiet", "main");
    write("k/upstream.yaml", `# changed\n${pod("upstream")}`);
    git("commit", "--quiet", "--all", "--message=third");
    git("checkout", "--quiet", "work");
    write("k/edited.yaml", `# changed\n${pod("edited")}`);
    write("k/staged.yaml", `# changed\n${pod("staged")}`);
    git("add", "k/staged.yaml");
    write("k/new.yaml", pod("new"));
    write("k/ignored/made.yaml", pod("made"));
  });
  afterAll(() => rmSync(root, { recursive: true }));

  const CHANGED = [
    ODD,
    "k/deleted.yaml",
    "k/edited.yaml",
    "k/elsewhere.yaml",
    "k/moved.yaml",
    "k/new.yaml",
    "k/staged.yaml",
  ];

  test("what differs from where the branch left is changed, whatever its name, and what the other branch did is not", async () => {
    for (const cwd of [repository, join(repository, "k")]) {
      const { paths, isUnchanged } = await changedFiles(ioIn(cwd), "main");
      expect(paths).toEqual(CHANGED.map((path) => join(repository, path)));
      const unchanged = ["k/same.yaml", "k/link.yaml", "k/upstream.yaml", ".gitignore"];
      for (const path of unchanged) expect(isUnchanged(join(repository, path)), path).toBe(true);
      for (const path of [...CHANGED, "k/ignored/made.yaml", "k/none.yaml"])
        expect(isUnchanged(join(repository, path)), path).toBe(false);
    }
  });

  test("findings are reported in these files alone, and the others are counted", async () => {
    const { code, text } = await lint(join(repository, "k"), ["--changed-since", "main", ...unix, "."]);
    expect(code).toBe(1);
    expect(podsIn(text)).toEqual(["odd", "edited", "moved", "made", "new", "staged"]);
    const pretty = await lint(repository, ["--changed-since", "main", "k/same.yaml", "k/upstream.yaml"]);
    expect(pretty).toEqual({ code: 0, text: "nothing found in 2 objects of 2 files; 2 in unchanged files\n" });
  });

  test("a settings file cannot make paths relative to another folder, nor colour them", async () => {
    git("config", "diff.relative", "true");
    git("config", "color.ui", "always");
    git("config", "core.quotePath", "true");
    expect((await changedFiles(ioIn(join(repository, "k")), "main")).paths).toHaveLength(CHANGED.length);
  });

  test("a hook of a linked working tree, which has GIT_DIR, may ask from a folder of it", async () => {
    const linked = join(root, "linked");
    git("worktree", "add", "--quiet", "--detach", linked, "work");
    writeFileSync(join(linked, "k/same.yaml"), `# changed\n${pod("same")}`);
    const env = { ...process.env, GIT_DIR: join(repository, ".git/worktrees/linked"), GIT_PREFIX: "" };
    const { isUnchanged } = await changedFiles({ ...ioIn(join(linked, "k")), env }, "main");
    expect(isUnchanged(join(linked, "k/edited.yaml"))).toBe(true);
    expect(isUnchanged(join(linked, "k/same.yaml"))).toBe(false);
  });

  test("a clone that lacks the history says how to get it", async () => {
    const clone = join(root, "clone");
    git("clone", "--quiet", "--depth=1", "--no-single-branch", `file://${repository}`, clone);
    const { code, text } = await lint(clone, ["--changed-since", "origin/main", "k"]);
    expect(code).toBe(2);
    expect(text).toMatch(/have in common: the history here has been cut off\n {2}help: .*fetch-depth: 0\n$/);
  });

  test("what is no commit, and a folder in no repository, are told so", async () => {
    expect((await lint(repository, ["--changed-since", "no such; id", "k"])).text).toContain('no commit "no such; id"');
    expect((await lint(repository, ["--changed-since", "HEAD:k/same.yaml", "k"])).text).toContain(
      "Git knows no commit",
    );
    expect((await lint(root, ["--changed-since", "main", "."])).text).toContain("lies in no Git repository");
  });
});
