import { describe, expect, test } from "vitest";
import { foundBy, relatedOf } from "./found.ts";
import { podOf } from "./mounted.ts";
import { said } from "./said.ts";

const RULE = "mount-path-relative";
const pod = (path: string, more = "", rest = "") =>
  `${podOf(`volumeMounts:\n  - {name: data, mountPath: ${path}}\n${more}`, "- {name: data, emptyDir: {}}\n")}${rest}`;
const first = (text: string) => foundBy(RULE, text)[0];

describe("a path without a slash before it", () => {
  test("is another place than the program's where that runs elsewhere", () => {
    const text = pod("uploads/new", "workingDir: /app/\n");
    expect(said(RULE, text)).toEqual([
      'warning 8:35-46 container "web" mounts volume "data" at "uploads/new", which is relative',
    ]);
    expect(first(text)).toMatchObject({
      confidence: "certain",
      help: "write /app/uploads/new, or /uploads/new if that is meant",
      then: 'kubelet puts a slash before it: the volume appears at "/uploads/new", and a program that runs in another directory does not write to it',
    });
    expect(relatedOf(first(text)!)).toEqual(["9:19-9:24 the program runs here"]);
    expect(first(text)?.fix).toBeUndefined();
  });

  test("is a slip without harm as far as anybody knows", () => {
    expect(first(pod("etc/web"))).toMatchObject({
      severity: "info",
      confidence: "likely",
      help: "write /etc/web, or the whole path that the program uses",
      fix: { title: "write /etc/web", safe: false },
    });
  });

  test("is no slip where it begins with a dot or a variable", () => {
    expect(first(pod("./data"))).toMatchObject({ severity: "warning", confidence: "likely" });
    expect(first(pod("$(HOME)/data"))?.message).toBe(
      'container "web" mounts volume "data" at "$(HOME)/data", in which no variable is expanded',
    );
    expect(first(pod("$(HOME)/data"))?.severity).toBe("warning");
  });

  test("is the right place where the program runs in the root", () => {
    expect(first(pod("./data", "workingDir: /\n"))).toMatchObject({
      severity: "info",
      then: 'kubelet puts a slash before it: the volume appears at "/data"',
    });
  });

  test("stands in a CronJob, too", () => {
    const text = `apiVersion: batch/v1
kind: CronJob
metadata: {name: report}
spec:
  jobTemplate:
    spec:
      template:
        spec:
          containers:
            - {name: report, workingDir: /app, volumeMounts: [{name: a, mountPath: out}]}
`;
    expect(said(RULE, text)).toEqual([
      'warning 10:84-87 container "report" mounts volume "a" at "out", which is relative',
    ]);
  });
});

describe("nothing is said of", () => {
  test.each(["/data", "'C:\\data'", "c:/data", "'\\\\server\\share'", `'\${DIR}'`, "'{{ .dir }}'", "''", "5", "[a]"])(
    "%s",
    (path) => {
      expect(said(RULE, pod(path))).toEqual([]);
    },
  );

  test("containers of Windows", () => {
    expect(said(RULE, pod("data", "", "  os: {name: windows}\n"))).toEqual([]);
    expect(said(RULE, pod("data", "", "  nodeSelector: {kubernetes.io/os: windows}\n"))).toEqual([]);
  });
});
