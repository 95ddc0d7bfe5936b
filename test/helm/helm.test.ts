import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { nodeIo } from "../../src/cli/node-io.ts";
import { run } from "../../src/cli/run.ts";
import type { Finding } from "../../src/finding/finding.ts";
import { readChart } from "../../src/helm/chart.ts";
import { helmProgram } from "../../src/helm/helm-program.ts";
import { type RenderOptions, render } from "../../src/helm/render.ts";
import { CHARTS, HELMS, RECORDED, REFUSED, RENDERED } from "./fixtures.ts";
import { packedChart } from "./packed.ts";

const HELM = process.env["HELM_BIN"] || "helm";
const version = /^v(\d)[.\d]+/.exec(spawnSync(HELM, ["version", "--short"], { encoding: "utf8" }).stdout ?? "");
const helm = HELMS.find((known) => known === `helm${version?.[1]}`);
/** Others differ in blank lines and in words. */
const isRecorded = ["v3.16.4", "v4.1.4"].includes(version?.[0] ?? "");

describe.skipIf(!helm)(
  "with the helm that is here (skipped where none of version 3 or 4 is on PATH or in HELM_BIN)",
  () => {
    let root: string;
    const OPTIONS: RenderOptions = {
      helm: helmProgram({ cwd: nodeIo.cwd, env: { HELM_BIN: HELM } }, undefined),
      release: undefined,
      namespace: undefined,
      kubeVersion: undefined,
      values: [],
      set: [],
      setString: [],
      most: 1 << 20,
    };
    const rendered = async (chart: string, options: Partial<RenderOptions> = {}): Promise<string> => {
      const result = await render(nodeIo, readChart(nodeIo, join(root, chart), chart), { ...OPTIONS, ...options });
      return "printed" in result ? Buffer.from(result.printed).toString() : JSON.stringify(result);
    };

    beforeAll(() => {
      root = mkdtempSync(join(tmpdir(), "plimsoll-helm-"));
      cpSync(CHARTS, root, { recursive: true });
      mkdirSync(join(root, "packed/charts"));
      writeFileSync(join(root, "packed/charts/crane-0.1.0.tgz"), packedChart(join(root, "packed-part"), "crane"));
    });
    afterAll(() => rmSync(root, { recursive: true }));

    test.skipIf(!isRecorded).each(RENDERED)("%s is printed as it was recorded", async (chart) => {
      await expect(rendered(chart)).resolves.toMatchFileSnapshot(`../../${RECORDED}/${helm}/${chart}.txt`);
    });
    test.skipIf(!isRecorded).each(REFUSED)("%s is refused in the words that were recorded", async (chart) => {
      let said = "";
      const run: typeof nodeIo.run = async (...call) => {
        const ran = await nodeIo.run(...call);
        said = inOrder(Buffer.from(ran.stderr).toString());
        return ran;
      };
      expect(await render({ ...nodeIo, run }, readChart(nodeIo, join(root, chart), chart), OPTIONS)).toHaveProperty(
        "failures",
      );
      await expect(said).toMatchFileSnapshot(`../../${RECORDED}/${helm}/${chart}.txt`);
    });
    test("values come from files whose names mean something to Helm or to a shell, and from options", async () => {
      const name = 'a, "b" $(c) \'.yaml';
      writeFileSync(join(root, name), "image: example/odd:1\n");
      const values = [{ path: join(root, name), shown: name }];
      const text = await rendered("basic", {
        values,
        set: ["replicas=3"],
        setString: ["labels.app=007"],
        release: "other",
      });
      expect(text).toContain("image: example/odd:1 # L21");
      expect(text).toContain("podManagementPolicy: Parallel # L33");
      expect(text).toContain('app: "007"');
      expect(text).toContain("name: other-data");
    });
    test("the versions of Kubernetes and the namespace are what was asked for", async () => {
      mkdirSync(join(root, "asking/templates"), { recursive: true });
      writeFileSync(join(root, "asking/Chart.yaml"), "apiVersion: v2\nname: My.Asking_Chart\nversion: 0.1.0\n");
      writeFileSync(
        join(root, "asking/templates/a.yaml"),
        "a: {{ .Release.Name }} {{ .Release.Namespace }} {{ .Capabilities.KubeVersion.Minor | quote }}\n",
      );
      expect(await rendered("asking", { kubeVersion: "1.29" })).toContain('a: my-asking-chart default "29"');
      expect(await rendered("asking", { namespace: "shop", kubeVersion: "1.29" })).toContain(' shop "29"');
    });
    test("neither plugins nor settings nor a cluster of the environment count, and nothing is left behind", async () => {
      const home = join(root, "home");
      mkdirSync(join(home, "plugins/bad"), { recursive: true });
      writeFileSync(join(home, "plugins/bad/plugin.yaml"), "name: bad\nversion: [\n");
      writeFileSync(join(home, "kubeconfig"), "not: [a config\n");
      let nowhere = "";
      const io = {
        ...nodeIo,
        env: {
          ...nodeIo.env,
          HELM_PLUGINS: join(home, "plugins"),
          KUBECONFIG: join(home, "kubeconfig"),
          HELM_DEBUG: "true",
        },
        temporaryPath: () => {
          nowhere = nodeIo.temporaryPath();
          return nowhere;
        },
      };
      const result = await render(io, readChart(nodeIo, join(root, "alias"), "alias"), OPTIONS);
      expect(result).toMatchObject({ remark: undefined, printed: expect.any(Uint8Array) });
      expect(nodeIo.status(nowhere)).toBeUndefined();
    });
    test("the command points into the templates of what it has rendered", async () => {
      const report: string[] = [];
      const write = (text: string): void => {
        report.push(text);
      };
      const argv = ["chart", "--helm", HELM, "--format", "json", "basic", "alias", "packed"];
      expect(await run({ ...nodeIo, argv, cwd: root, stdout: { isTerminal: false, columns: undefined, write } })).toBe(
        1,
      );
      const { findings } = JSON.parse(report.join("")) as { findings: readonly Finding[] };
      const places = findings.map(({ origin }) => `${origin?.how} ${origin?.place?.file}:${origin?.place?.start.line}`);
      expect(places).toEqual([
        "aligned alias/charts/kid-src/templates/pod.yaml:9",
        "source basic/templates/statefulset.yaml:1",
        "aligned basic/templates/statefulset.yaml:23",
        "aligned basic/templates/statefulset.yaml:26",
        "aligned basic/templates/statefulset.yaml:26",
        "source packed/Chart.yaml:5",
      ]);
    });
    test("an object whose hook Helm does not know is left out, and that is remarked", async () => {
      mkdirSync(join(root, "hooked/templates"), { recursive: true });
      writeFileSync(join(root, "hooked/Chart.yaml"), "apiVersion: v2\nname: hooked\nversion: 0.1.0\n");
      const object = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a, annotations: {helm.sh/hook: crd-install}}\n";
      writeFileSync(join(root, "hooked/templates/a.yaml"), object);
      const result = await render(nodeIo, readChart(nodeIo, join(root, "hooked"), "hooked"), OPTIONS);
      expect(result).toMatchObject({
        remark: {
          message: expect.stringMatching(/^Helm says of "hooked": .*skipping unknown hook/),
          help: "an object with such a hook is not in the release: mend its annotation helm.sh/hook",
        },
      });
    });
    test("more than there is room for is not taken", async () => {
      expect(await rendered("basic", { most: 100 })).toContain("Helm prints more than");
    });
    test.skipIf(process.platform === "win32")(
      "a template that is a device is refused, and not read for ever",
      async () => {
        mkdirSync(join(root, "device/templates"), { recursive: true });
        writeFileSync(join(root, "device/Chart.yaml"), "apiVersion: v2\nname: device\nversion: 0.1.0\n");
        symlinkSync("/dev/zero", join(root, "device/templates/a.yaml"));
        expect(await rendered("device")).toContain("cannot be rendered: Helm says: ");
      },
    );
  },
);

/** Helm 4 tells what a schema refuses in another order each time. */
function inOrder(said: string): string {
  const lines = said.split("\n");
  const items = lines.filter((line) => line.startsWith("- ")).sort();
  return lines.map((line) => (line.startsWith("- ") ? items.shift() : line)).join("\n");
}
