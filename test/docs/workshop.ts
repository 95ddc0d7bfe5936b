import { execFileSync, spawnSync } from "node:child_process";
import { chmodSync, cpSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join, resolve } from "node:path";
import { VERSION } from "../../src/tool-version.ts";

const FIXTURE = resolve("test/fixtures/docs");
const CHECKOUT = resolve(".");
/** What stands for the address of the repository in all pages. */
export const PLACEHOLDER = "REPOSITORY-OF-PLIMSOLL";

/** What a command line has done. */
export interface Ran {
  readonly command: string;
  readonly code: number;
  /** As a terminal shows it: of both streams. */
  readonly shown: string;
}

/** A repository with a chart, manifests and a rendered file, and the programs that the pages call. */
export interface Place {
  readonly folder: string;
  /** What its programs see. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Runs each as a line of one bash. */
  run(commands: readonly string[], env?: Readonly<Record<string, string>>): readonly Ran[];
}

/** Where repositories are made anew for each block. */
export interface Workshop {
  place(): Place;
  close(): void;
}

/** Programs of which there is no need to run the real one: they refuse what they would not understand, with exit code 2. */
const PROGRAMS: Readonly<Record<string, string>> = {
  // Node ends with 1 where there is no program, which would pass for an answer of a linter.
  plimsoll: `[ -f "${CHECKOUT}/dist/cli/plimsoll.cjs" ] || exit 2
exec "${process.execPath}" "${CHECKOUT}/dist/cli/plimsoll.cjs" "$@"`,
  node: `exec "${process.execPath}" "$@"`,
  helm: `case "$1" in template) exec cat "${FIXTURE}/rendered.yaml" ;; dependency) ;; *) exit 2 ;; esac`,
  git: `[ "$1" = clone ] || { PATH="$REAL_PATH" exec git "$@"; }
case " $* " in *" ${PLACEHOLDER} "*) ;; *) exit 2 ;; esac
case " $* " in *" --branch v${VERSION} "*) ;; *" --branch "*) exit 2 ;; esac
for target; do :; done
mkdir "$target"
for name in dist docs examples schemas package.json; do ln -s "${CHECKOUT}/$name" "$target/$name"; done`,
  npm: `case "$1 $2" in
"ci " | "link ") ;;
"run "*) grep -q "^    \\"$2\\": " package.json || exit 2 ;;
"install --global") [ -f "$3/dist/cli/plimsoll.cjs" ] || exit 2 ;;
*) exit 2 ;;
esac`,
  apk: `[ "$1" = add ] || exit 2`,
  "pre-commit": `case "$*" in install | "run --all-files") ;; *) exit 2 ;; esac`,
  reviewdog: `"${process.execPath}" -e 'if (!JSON.parse(fs.readFileSync(0, "utf8")).diagnostics.length) process.exit(2)'`,
};

export function openWorkshop(): Workshop {
  const root = realpathSync(mkdtempSync(join(tmpdir(), "plimsoll-docs-")));
  const [programs, pattern] = [join(root, "bin"), join(root, "pattern")];
  mkdirSync(programs);
  for (const [name, script] of Object.entries(PROGRAMS)) {
    writeFileSync(join(programs, name), `#!/bin/sh\n${script}\n`);
    chmodSync(join(programs, name), 0o755);
  }
  const home = join(root, "home");
  mkdirSync(home);
  const env = {
    PATH: [programs, process.env["PATH"]].join(delimiter),
    REAL_PATH: process.env["PATH"],
    HOME: home,
    GIT_CONFIG_NOSYSTEM: "1",
  };
  makeRepository(pattern, env);
  let count = 0;
  return {
    place: () => {
      const at = join(root, String(++count));
      const folder = join(at, "shop");
      cpSync(pattern, folder, { recursive: true });
      const own = {
        ...env,
        HOME: join(at, "home"),
        RUNNER_TEMP: join(at, "temp"),
        GITHUB_STEP_SUMMARY: join(at, "summary"),
      };
      mkdirSync(own.HOME);
      mkdirSync(own.RUNNER_TEMP);
      return { folder, env: own, run: (commands, more = {}) => run(folder, commands, { ...own, ...more }) };
    },
    close: () => rmSync(root, { recursive: true }),
  };
}

/** One commit, which origin/main has too, and one change that is staged. */
function makeRepository(folder: string, env: NodeJS.ProcessEnv): void {
  cpSync(FIXTURE, folder, { recursive: true });
  const git = (...args: readonly string[]) => execFileSync("git", args, { cwd: folder, env, stdio: "pipe" });
  git("init", "--quiet", "--initial-branch", "main");
  git("add", ".");
  git("-c", "user.name=docs", "-c", "user.email=docs@example.org", "commit", "--quiet", "--message", "Begin");
  git("update-ref", "refs/remotes/origin/main", "HEAD");
  const values = join(folder, "charts/books/values.yaml");
  writeFileSync(values, readFileSync(values, "utf8").replace("2.1.0", "2.1.1"));
  git("add", ".");
}

const END = "\u001e";

function run(folder: string, commands: readonly string[], env: NodeJS.ProcessEnv): readonly Ran[] {
  const script = commands.map((command) => `{ ${command}\n}; printf '${END}%d${END}' $?`).join("\n");
  const { stdout, error } = spawnSync("bash", ["-c", `exec 2>&1\n${script}`], {
    cwd: folder,
    env,
    encoding: "utf8",
    timeout: 60_000,
  });
  if (error) throw error;
  const parts = stdout.split(END);
  return commands.map((command, index) => ({
    command,
    shown: parts[2 * index] ?? "",
    // A line that ends the shell has no code of its own.
    code: Number(parts[2 * index + 1] ?? Number.NaN),
  }));
}
