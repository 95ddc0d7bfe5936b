import { shellWord } from "../rule/shell-word.ts";
import { count, list, quote } from "../rule/text.ts";
import type { Location } from "../yaml/span.ts";
import { placeOf } from "./chart.ts";
import { failedTemplate } from "./failed-template.ts";
import { type Failing, type Failure, toldOnOneLine } from "./failure.ts";
import { schemaFailures } from "./schema-failures.ts";
import { unreadableYaml } from "./unreadable-yaml.ts";

/** Why Helm has not rendered a chart, from what it prints on standard error. Helm 3 and 4 differ in the words. */
export function helmFailures(failing: Failing, stderr: string): readonly Failure[] {
  const { chart } = failing;
  const said = errorIn(stderr);
  const fails = (reason: string, help?: string, location?: Location): Failure => ({
    message: `${quote(chart.shown)} cannot be rendered: ${toldOnOneLine(reason)}`,
    ...(help !== undefined && { help }),
    ...(location && { location }),
  });
  const missing = /missing in charts\/ directory: (.+)/.exec(said)?.[1];
  if (missing !== undefined) return [missingCharts(failing, missing.split(", "))];
  if (/library charts are not installable/.test(said))
    return [fails("it is a library, which is a part of other charts", "name a chart that depends on it")];
  if (/chart requires kubeVersion/.test(said))
    return [fails(said, "name the version of the cluster: --kube-version VERSION")];
  if (said.startsWith("validation: chart.metadata.")) return [fails(`Helm says: ${said}`, undefined, placeOf(chart))];
  return (
    schemaFailures(failing, said) ??
    unreadableYaml(failing, said) ?? [failedTemplate(failing, said, fails) ?? fails(`Helm says: ${said}`)]
  );
}

/** What Helm says last, without its log lines and what it advises. */
function errorIn(stderr: string): string {
  const start = /^Error: /m.exec(stderr);
  const said = start ? stderr.slice(start.index + start[0].length) : stderr;
  return said.replace(/\s*Use --debug flag to render out invalid YAML\s*$/, "").trim() || "nothing";
}

function missingCharts({ chart }: Failing, names: readonly string[]): Failure {
  const first = chart.dependencies.find(({ name }) => names.includes(name));
  const what = `${count(names.length, "chart")} that it depends on ${names.length === 1 ? "is" : "are"} not in its charts folder`;
  return {
    message: `${quote(chart.shown)} cannot be rendered: ${what}, ${list(names.map(quote))}`,
    help: `fetch what is missing: helm dependency build ${shellWord(chart.shown)}`,
    location: placeOf(chart, first),
  };
}
