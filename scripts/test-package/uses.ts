import { readFileSync, writeFileSync } from "node:fs";
import { delimiter, dirname, join, resolve } from "node:path";
import { expected, failed, type Outcome, ok, run } from "./outcome.ts";
import type { Installation } from "./packed.ts";

const INCIDENT = resolve("examples/incident");
const FOUND = "volume-mount-not-found";

/** A way to use what was installed, and whether it worked. */
export type Use = (installation: Installation) => Outcome;

/** The command as it is typed: its own first line finds the Node of that name. */
const command =
  (args: readonly string[], wanted: { status: number; stdout: string }): Use =>
  ({ node, folder }) => {
    const path = [dirname(node.program), process.env["PATH"]].join(delimiter);
    return expected(
      run(join(folder, "node_modules/.bin/plimsoll"), args, { cwd: folder, env: { PATH: path, NO_COLOR: "1" } }),
      wanted,
    );
  };

export const lintsIncident = command([INCIDENT], { status: 1, stdout: `error[${FOUND}]` });
export const explains = command(["explain", FOUND], { status: 0, stdout: "A container mounts a volume" });

/** The library, in a module or a script of the user's. */
export const library =
  (file: string, statement: string): Use =>
  ({ node, folder }) => {
    const program = `${statement}
const bytes = new TextEncoder().encode(${JSON.stringify(readFileSync(join(INCIDENT, "prometheus.yaml"), "utf8"))});
console.log(lint([readSource("prometheus.yaml", bytes)]).findings.map(({ rule }) => rule).join("\\n"));
`;
    writeFileSync(join(folder, file), program);
    return expected(run(node.program, [file], { cwd: folder }), { status: 0, stdout: FOUND });
  };

/** A rule of the user's. What must not compile says that the types of Kubernetes were found: without them all would. */
const TYPED = `import { defineRule, type Finding, fix, type FixOutcome, FORMATS, lint, RULES, readConfig, readSource } from "plimsoll";

export const findings: readonly Finding[] = lint([readSource("a.yaml", new Uint8Array())], { namespace: "shop" }).findings;
export const outcome: FixOutcome = fix([{ file: "a.yaml", bytes: new Uint8Array() }], { unsafe: true });
export const known = [RULES.map(({ id }) => id), Object.keys(FORMATS), typeof readConfig];
export const rule = defineRule({
  id: "image-latest",
  summary: "An image is taken as it is today.",
  rationale: "It is another one tomorrow.",
  topic: "images",
  severity: "info",
  profile: "advice",
  since: "1.0.0",
  examples: [],
  on: "container",
  *check({ node }) {
    const at = node.get("image");
    if (at.text?.endsWith(":latest")) yield { at, names: [at.text], message: "it is the latest" };
    // @ts-expect-error containers have no such field
    node.get("imagee");
  },
});
`;

/** The types, as a strict project sees them that checks the declarations of its packages too. */
export const types =
  (file: string, module: string, moduleResolution: string): Use =>
  ({ node, folder }) => {
    writeFileSync(join(folder, file), TYPED);
    const tsc = [resolve("node_modules/typescript/bin/tsc"), "--noEmit", "--strict", "--target", "es2023"];
    const options = ["--module", module, "--moduleResolution", moduleResolution];
    const { status, stdout } = run(node.program, [...tsc, ...options, file], { cwd: folder });
    return status === 0 ? ok() : failed(stdout.trim());
  };
