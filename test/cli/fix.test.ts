import { describe, expect, test } from "vitest";
import { plimsoll, type World } from "./fake-io.ts";

const configMap = (data: string, name = "a"): string =>
  `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: ${name}}\ndata:\n${data}`;
const CWD = "/home/ada/shop/";

/** Like the manifest of the incident that Plimsoll exists for: nobody gives the volume to the user that writes it. */
const PROMETHEUS = `# Kept by hand.
apiVersion: monitoring.coreos.com/v1
kind: Prometheus
metadata:
  name: shop
spec:
  # Uid 1000 is the image's own.
  securityContext:
    # never root
    runAsNonRoot: true
    runAsUser: 1000 # nobody else
    runAsGroup: 2000

  storage:
    volumeClaimTemplate:
      spec:
        accessModes: [ReadWriteOnce]
        resources: {requests: {storage: 20Gi}}
`;

/** Whether the claim exists is not for its author to tell. */
const NOTED = `apiVersion: v1
kind: Pod
metadata: {name: a}
spec:
  containers: [{name: a, image: a, volumeMounts: [{name: d, mountPath: /d}]}]
  volumes: [{name: d, persistentVolumeClaim: {claimName: d}}]
`;

interface Scenario {
  readonly name: string;
  readonly argv: readonly string[];
  readonly world: World;
  readonly code: number;
  readonly stdout: unknown;
  readonly stderr?: unknown;
  readonly written?: Readonly<Record<string, string>>;
}

const scenarios: readonly Scenario[] = [
  {
    name: "a fix is made in its file and told, and 0 says that nothing is left",
    argv: ["a.yaml"],
    world: { files: { "a.yaml": configMap("  debug: yes # why\n") } },
    code: 0,
    stdout:
      'a.yaml:5:10: fixed [value-not-text]: write "yes"\n1 fixed in 1 file; now nothing found in 1 object of 1 file\n',
    written: { "a.yaml": configMap('  debug: "yes" # why\n') },
  },
  {
    name: "what cannot be fixed exits with 1, and the call that shows it is told",
    argv: ["a.yaml", "b c.yaml"],
    world: { files: { "a.yaml": configMap("  debug: [x]\n"), "b c.yaml": configMap("  a: 1\n", "b") } },
    code: 1,
    stdout:
      'b c.yaml:5:6: fixed [value-not-text]: write "1"\n' +
      "1 fixed in 1 file; now 1 error in 2 objects of 2 files (plimsoll a.yaml 'b c.yaml')\n",
    written: { "b c.yaml": configMap('  a: "1"\n', "b") },
  },
  {
    name: "--fail-on decides of what is left",
    argv: ["--fail-on", "never", "a.yaml"],
    world: { files: { "a.yaml": configMap("  debug: [x]\n") } },
    code: 0,
    stdout: "nothing to fix; now 1 error in 1 object of 1 file (plimsoll a.yaml)\n",
    written: {},
  },
  {
    name: "where nothing is found nothing is written",
    argv: ["a.yaml"],
    world: { files: { "a.yaml": configMap("  a: x\n") } },
    code: 0,
    stdout: "nothing to fix; now nothing found in 1 object of 1 file\n",
    written: {},
  },
  {
    name: "unsafe fixes are counted, and the option that makes them is named",
    argv: ["a.yaml"],
    world: { files: { "a.yaml": PROMETHEUS } },
    code: 0,
    stdout: "nothing fixed; 1 unsafe fix not made (--unsafe); now 1 warning in 1 object of 1 file (plimsoll a.yaml)\n",
    written: {},
  },
  {
    name: "the group of the incident is added, and every comment stays where it was",
    argv: ["--unsafe", "a.yaml"],
    world: { files: { "a.yaml": PROMETHEUS } },
    code: 0,
    stdout:
      "a.yaml:8:3: fixed [fs-group-missing]: set spec.securityContext.fsGroup to 2000\n" +
      "1 fixed in 1 file; now nothing found in 1 object of 1 file\n",
    written: { "a.yaml": PROMETHEUS.replace("    # never root\n", "    fsGroup: 2000\n    # never root\n") },
  },
  {
    name: "--dry-run writes nothing, and gives standard output to the diff",
    argv: ["--dry-run", "a.yaml"],
    world: { files: { "a.yaml": configMap("  debug: yes\n") } },
    code: 0,
    stdout:
      "--- a/a.yaml\n+++ b/a.yaml\n@@ -2,4 +2,4 @@\n kind: ConfigMap\n metadata: {name: a}\n data:\n" +
      '-  debug: yes\n+  debug: "yes"\n',
    stderr:
      'a.yaml:5:10: to fix [value-not-text]: write "yes"\n1 to fix in 1 file; then nothing found in 1 object of 1 file\n',
    written: {},
  },
  {
    name: "a pipe is linted, and what to change is told",
    argv: [],
    world: { stdin: configMap("  a: 1\n") },
    code: 1,
    stdout:
      '<stdin>:5:6: to change [value-not-text]: write "1"\n' +
      "nothing fixed; 1 to change where the text comes from; now 1 error in 1 object of 1 file\n",
    written: {},
  },
  {
    name: "a rendered file is not edited: the template is named",
    argv: ["a.yaml"],
    world: { files: { "a.yaml": `---\n# Source: shop/templates/config.yaml\n${configMap("  a: 1\n")}` } },
    code: 1,
    stdout:
      'a.yaml:7:6: to change [value-not-text]: write "1" (rendered from shop/templates/config.yaml: change it there, or the chart\'s values)\n' +
      "nothing fixed; 1 to change where the text comes from; now 1 error in 1 object of 1 file (plimsoll a.yaml)\n",
    written: {},
  },
  {
    name: "a document that cannot be read keeps its file as it is, and no other",
    argv: ["a.yaml", "b.yaml"],
    world: { files: { "a.yaml": `${configMap("  a: 1\n")}---\na: [\n`, "b.yaml": configMap("  a: 1\n", "b") } },
    code: 2,
    stdout: expect.stringContaining(
      'b.yaml:5:6: fixed [value-not-text]: write "1"\n' +
        'a.yaml:5:6: not fixed [value-not-text]: write "1": another document of its file cannot be read\n' +
        "1 fixed in 1 file; 1 not fixed; now 2 errors in 2 objects of 2 files",
    ),
    stderr: expect.stringContaining("plimsoll: 1 document could not be read"),
    written: { "b.yaml": configMap('  a: "1"\n', "b") },
  },
  {
    name: "a file that is read-only is complained of, and the others are fixed",
    argv: ["a.yaml", "b.yaml"],
    world: {
      files: { "a.yaml": configMap("  a: 1\n"), "b.yaml": configMap("  a: 1\n", "b") },
      readOnly: ["a.yaml"],
    },
    code: 2,
    stdout:
      'b.yaml:5:6: fixed [value-not-text]: write "1"\n' +
      "1 fixed in 1 file; 1 fix not written; now 1 error in 2 objects of 2 files (plimsoll a.yaml b.yaml)\n",
    stderr:
      'plimsoll: "a.yaml" cannot be written, and stands as it was: permission denied\n' +
      "  help: see that the file and its folder are writable: chmod u+w a.yaml; or take the change from the same call with --dry-run\n",
    written: { "b.yaml": configMap('  a: "1"\n', "b") },
  },
  {
    name: "where no file could be written, nothing is fixed and all is still found",
    argv: ["a.yaml"],
    world: { files: { "a.yaml": configMap("  a: 1\n  b: 2\n") }, replaceFault: "ENOSPC" },
    code: 2,
    stdout: "nothing fixed; 2 fixes not written; now 2 errors in 1 object of 1 file (plimsoll a.yaml)\n",
    stderr:
      'plimsoll: "a.yaml" cannot be written, and stands as it was: no space left on the device\n' +
      "  help: free some space; or take the change from the same call with --dry-run\n",
    written: {},
  },
  {
    name: "where nothing but another file helps, the change is still to be had",
    argv: ["a.yaml"],
    world: { files: { "a.yaml": configMap("  a: 1\n") }, replaceFault: "EROFS" },
    code: 2,
    stdout: expect.stringContaining("nothing fixed; 1 fix not written; now 1 error"),
    stderr:
      'plimsoll: "a.yaml" cannot be written, and stands as it was: the file system is read-only\n' +
      "  help: take the change from the same call with --dry-run\n",
  },
  {
    name: "a pipe that is named is read once and never written to",
    argv: ["pipe", "a.yaml"],
    world: { files: { pipe: { pipe: configMap("  a: 1\n") }, "a.yaml": configMap("  a: 1\n", "b") } },
    code: 1,
    stdout:
      'a.yaml:5:6: fixed [value-not-text]: write "1"\npipe:5:6: to change [value-not-text]: write "1"\n' +
      "1 fixed in 1 file; 1 to change where the text comes from; now 1 error in 2 objects of 2 files\n",
    written: { "a.yaml": configMap('  a: "1"\n', "b") },
  },
  {
    name: "no call is offered that nobody would copy",
    argv: ["a.yaml", `${"b".repeat(90)}.yaml`],
    world: { files: { "a.yaml": configMap("  a: [x]\n"), [`${"b".repeat(90)}.yaml`]: configMap("  a: x\n", "b") } },
    code: 1,
    stdout: "nothing to fix; now 1 error in 2 objects of 2 files\n",
  },
  {
    name: "the call that is offered shows what is only a note",
    argv: ["a.yaml"],
    world: { files: { "a.yaml": NOTED } },
    code: 0,
    stdout: "nothing to fix; now 1 info in 1 object of 1 file (plimsoll --verbose a.yaml)\n",
  },
  {
    name: "the call that is offered has the options that decide what is found",
    argv: [
      ...["--platform", "openshift", "--profile", "advice", "--kube-version", "v1.33.1"],
      ...["--config", "a b.yaml", "a.yaml"],
    ],
    world: { files: { "a.yaml": configMap("  a: [x]\n"), "a b.yaml": "rules: {}\n" } },
    code: 1,
    stdout:
      "nothing to fix; now 1 error in 1 object of 1 file (plimsoll --profile advice --kube-version 1.33 --platform openshift --config 'a b.yaml' a.yaml)\n",
  },
  {
    name: "the call that is offered reads the files as this one did",
    argv: ["--each", "--closed-world", "--namespace", "shop", "--read-crds", "--max-size", "9", "a.yaml"],
    world: { files: { "a.yaml": configMap("  a: [x]\n") } },
    code: 1,
    stdout:
      "nothing to fix; now 1 error in 1 object of 1 file (plimsoll --namespace shop --each --closed-world --read-crds --max-size 9 a.yaml)\n",
  },
  {
    name: "the fixes are told in the order of the files, also where one had to wait for another's",
    argv: ["a.yaml", "b.yaml", "c.yaml"],
    world: {
      files: { "a.yaml": configMap("  a: 1\n"), "b.yaml": configMap("  a: 1\n"), "c.yaml": configMap("  a: 1\n", "c") },
    },
    code: 0,
    stdout: `${["a", "b", "c"].map((name) => `${name}.yaml:5:6: fixed [value-not-text]: write "1"\n`).join("")}3 fixed in 3 files; now nothing found in 2 objects of 3 files\n`,
  },
  {
    name: "an unreadable document is named by lint, not here",
    argv: ["a.yaml"],
    world: { files: { "a.yaml": "a: b: c\n" } },
    code: 2,
    stdout: expect.stringContaining("(plimsoll a.yaml)\n"),
    stderr: expect.stringContaining("\n  help: mend what plimsoll lint names; to accept"),
  },
  {
    name: "a file that does not exist is complained of, and the others are fixed",
    argv: ["gone.yaml", "a.yaml"],
    world: { files: { "a.yaml": configMap("  a: 1\n") } },
    code: 2,
    stdout: expect.stringContaining("fixed [value-not-text]"),
    stderr: expect.stringContaining('plimsoll: "gone.yaml" does not exist\n'),
    written: { "a.yaml": configMap('  a: "1"\n') },
  },
  {
    name: "a link is followed to the file that it leads to",
    argv: ["a.yaml"],
    world: { files: { "a.yaml": { link: "deep/b.yaml" }, "deep/b.yaml": configMap("  a: 1\n") } },
    code: 0,
    stdout: expect.stringContaining("a.yaml:5:6: fixed"),
    written: { "deep/b.yaml": configMap('  a: "1"\n') },
  },
  {
    name: "only the named rules' findings are fixed",
    argv: ["--rule", "key-duplicate", "--rule", "value-not-number", "a.yaml"],
    world: { files: { "a.yaml": configMap("  a: 1\n") } },
    code: 1,
    stdout: "nothing to fix; now 1 error in 1 object of 1 file (plimsoll a.yaml)\n",
    written: {},
  },
  {
    name: "a rule that is none is a usage error",
    argv: ["--rule", "value-not-txt", "a.yaml"],
    world: { files: { "a.yaml": configMap("  a: 1\n") } },
    code: 2,
    stdout: "",
    stderr: 'plimsoll: option --rule does not know "value-not-txt"\n  help: did you mean "value-not-text"?\n',
    written: {},
  },
  {
    name: "at a terminal something has to be named",
    argv: [],
    world: {},
    code: 2,
    stdout: "",
    stderr: "plimsoll: nothing was named to be fixed\n  help: name a file, a folder, a glob, or - for standard input\n",
    written: {},
  },
  {
    name: "the config counts: what it ignores is not fixed",
    argv: ["a.yaml"],
    world: {
      files: {
        "a.yaml": configMap("  a: 1\n"),
        "plimsoll.yaml": "ignore:\n  - {rule: value-not-text, kind: ConfigMap, reason: an operator reads it}\n",
      },
    },
    code: 0,
    stdout: "nothing to fix; now nothing found in 1 object of 1 file; 1 ignored\n",
    written: {},
  },
  {
    name: "a config that cannot be used stops everything",
    argv: ["a.yaml"],
    world: { files: { "a.yaml": configMap("  a: 1\n"), "plimsoll.yaml": "rulez: {}\n" } },
    code: 2,
    stdout: "",
    stderr: expect.stringContaining("plimsoll: nothing was fixed, because the config cannot be used\n"),
    written: {},
  },
];

describe("plimsoll fix", () => {
  test.each(scenarios)("$name", async ({ argv, world, code, stdout, stderr = "", written }) => {
    const outcome = await plimsoll(["fix", ...argv], world);
    expect(outcome).toMatchObject({ stdout, stderr, code });
    const files = Object.entries(outcome.written).map(([path, text]) => [path.slice(CWD.length), text]);
    if (written) expect(Object.fromEntries(files)).toEqual(written);
  });

  test("what somebody else has changed meanwhile is not lost", async () => {
    const files: Record<string, string> = { "a.yaml": configMap("  a: 1\n") };
    const outcome = await plimsoll(["fix", "a.yaml"], { files, changesOnSecondRead: ["a.yaml"] });
    expect(outcome).toMatchObject({
      code: 2,
      written: {},
      stdout: "nothing fixed; 1 fix not written; now 1 error in 1 object of 1 file (plimsoll a.yaml)\n",
      stderr: 'plimsoll: "a.yaml" has changed since it was read, and was not written\n  help: run it again\n',
    });
  });

  test("a terminal shows the text of manifests, and obeys none of it", async () => {
    const files = { "a.yaml": configMap("  # \u202e\n  a: 1\n") };
    const { stdout } = await plimsoll(["fix", "--dry-run", "a.yaml"], { files, terminal: 100 });
    expect(stdout).toContain("   # \\u202e\n-  a: 1\n");
    const { stdout: piped } = await plimsoll(["fix", "--dry-run", "a.yaml"], { files });
    expect(piped).toContain("   # \u202e\n-  a: 1\n");
  });
});
