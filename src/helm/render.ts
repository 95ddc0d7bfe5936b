import { parse } from "node:path";
import type { Io, Ran } from "../cli/io.ts";
import { quote } from "../rule/text.ts";
import type { Chart } from "./chart.ts";
import { type Failure, toldOnOneLine, type ValuesFile } from "./failure.ts";
import { helmFailures } from "./helm-failures.ts";
import { type HelmProgram, notStarted } from "./helm-program.ts";
import { releaseNameOf } from "./release-name.ts";
import { isSystemError } from "./system-error.ts";

/** What a chart is rendered with. */
export interface RenderOptions {
  readonly helm: HelmProgram;
  /** undefined: made from the chart's name. */
  readonly release: string | undefined;
  readonly namespace: string | undefined;
  /** undefined: what this helm takes for it. */
  readonly kubeVersion: string | undefined;
  /** Files of values; the last one that sets a key counts. */
  readonly values: readonly ValuesFile[];
  /** KEY=VALUE, as helm reads them. */
  readonly set: readonly string[];
  readonly setString: readonly string[];
  /** Bytes that it may print. */
  readonly most: number;
}

/** Helm takes well below a second for most charts. */
const SECONDS = 60;
const MEGABYTE = 1024 * 1024;

type World = Pick<Io, "run" | "env" | "temporaryPath" | "status" | "readFile" | "folder" | "realPath">;

/** What Helm prints of a chart, and what it remarks; or why it prints nothing. */
export type Rendered =
  | { readonly printed: Uint8Array; readonly remark: Failure | undefined }
  | { readonly failures: readonly Failure[] };

export async function render(io: World, chart: Chart, options: RenderOptions): Promise<Rendered> {
  const ran = await started(io, chart, options);
  if ("message" in ran) return { failures: [ran] };
  const said = endsOf(ran.stderr);
  if (ran.status === 0) return { printed: ran.stdout, remark: remarkOf(chart, said) };
  if (ran.stopped) return { failures: [ran.stopped === "time" ? tooSlow(chart) : tooLarge(chart, options.most)] };
  if (ran.status === undefined) return { failures: [killed(chart)] };
  const { values, set, setString } = options;
  return { failures: helmFailures({ io, chart, values, set: [...set, ...setString] }, said) };
}

/** Of what Helm says at great length, begin and end: it tells what it was doing first, and what failed last. */
const MOST_SAID = 20_000;

function endsOf(said: Uint8Array): string {
  const decoder = new TextDecoder();
  if (said.length <= 2 * MOST_SAID) return decoder.decode(said);
  return `${decoder.decode(said.subarray(0, MOST_SAID))} ... ${decoder.decode(said.subarray(-MOST_SAID))}`;
}

async function started(io: World, chart: Chart, options: RenderOptions): Promise<Ran | Failure> {
  const { helm, most } = options;
  try {
    return await io.run(helm.program, argumentsFor(chart, options), {
      // Nothing is named relative to it, and nobody's program is found there.
      cwd: parse(chart.path).root,
      env: environmentFor(io),
      seconds: SECONDS,
      most,
    });
  } catch (error) {
    if (isSystemError(error)) return notStarted(io, helm, error.code);
    throw error;
  }
}

/** Names are absolute or checked, and values stand behind "=": nothing can be taken for another option. */
const argumentsFor = (chart: Chart, options: RenderOptions): readonly string[] => [
  "template",
  // Part of the release: helm install applies them too.
  "--include-crds",
  // Where none is named, Helm would ask the cluster that it runs in.
  `--namespace=${options.namespace ?? "default"}`,
  ...(options.kubeVersion === undefined ? [] : [`--kube-version=${options.kubeVersion}`]),
  ...options.values.map(({ path }) => `--values=${csvField(path)}`),
  ...options.set.map((value) => `--set=${value}`),
  ...options.setString.map((value) => `--set-string=${value}`),
  "--",
  options.release ?? releaseNameOf(chart),
  chart.path,
];

/** Helm takes a comma for the end of a file's name. */
const csvField = (path: string): string => (/[",\r\n]/.test(path) ? `"${path.replaceAll('"', '""')}"` : path);

/**
 * Without plugins, settings and clusters: a chart is rendered the same for everybody. Helm does not mind that nothing
 * stands at the paths, and puts nothing there.
 */
function environmentFor({ env, temporaryPath }: Pick<Io, "env" | "temporaryPath">): Io["env"] {
  const nowhere = temporaryPath();
  const others = Object.entries(env).filter(([name]) => !/^(?:HELM_|KUBE)/i.test(name));
  return {
    ...Object.fromEntries(others),
    HELM_PLUGINS: `${nowhere}/plugins`,
    HELM_CONFIG_HOME: `${nowhere}/config`,
    HELM_CACHE_HOME: `${nowhere}/cache`,
    HELM_DATA_HOME: `${nowhere}/data`,
    KUBECONFIG: `${nowhere}/kubeconfig`,
  };
}

/** What Helm says although it renders: most of all, that it leaves something out. */
function remarkOf({ shown }: Chart, said: string): Failure | undefined {
  const lines = said.split("\n").filter((line) => line.trim() !== "" && !line.includes("found symbolic link in path"));
  if (lines.length === 0) return undefined;
  const isLeftOut = lines.some((line) => line.includes("skipping unknown hook"));
  return {
    message: `Helm says of ${quote(shown)}: ${toldOnOneLine(lines.join(" "))}`,
    help: isLeftOut ? "an object with such a hook is not in the release: mend its annotation helm.sh/hook" : undefined,
  };
}

const tooSlow = ({ shown }: Chart): Failure => ({
  message: `${quote(shown)} is not rendered: Helm was ended after ${SECONDS} seconds`,
  help: "look for a range without an end in its templates, or try again on a machine that is less busy",
});

const tooLarge = ({ shown }: Chart, most: number): Failure => ({
  message: `${quote(shown)} is not linted: Helm prints more than ${most / MEGABYTE} MB of it, the most that is read of one input`,
  help: "raise the limit with --max-size MB",
});

const killed = ({ shown }: Chart): Failure => ({
  message: `${quote(shown)} is not rendered: the system or somebody else has ended Helm`,
  help: "try again; on a machine with more memory, where Helm had used it up",
});
