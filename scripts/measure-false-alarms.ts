/**
 * How often does the reader refuse, or call opaque, what bash accepts and people really write? Measured on the
 * shell scripts of this machine, on the READMEs and package scripts of the installed packages, on the
 * project's own corpus, and on any folder of scripts, READMEs and workflow files given by hand:
 *   node scripts/measure-false-alarms.ts [--list] [--extra FOLDER]
 */
import { spawnSync } from "node:child_process";
import { parseArgs } from "node:util";
import { readScript } from "../src/shell/index.ts";
import { readCorpus } from "../test/differential/corpus.ts";
import { median } from "./bench-document.ts";
import { collectFrom, installedPackages, machineScripts, type Sample } from "./false-alarm-sources.ts";

interface Alarm {
  readonly sample: Sample;
  readonly why: string;
}

interface Figures {
  readonly source: string;
  readonly samples: number;
  readonly agree: number;
  /** bash accepts, the reader does not. */
  readonly falseAlarms: readonly Alarm[];
  /** bash rejects, the reader has no problem with it. */
  readonly blind: readonly Alarm[];
  readonly opaque: readonly Alarm[];
  readonly microseconds: number;
}

const { values } = parseArgs({ options: { list: { type: "boolean", default: false }, extra: { type: "string" } } });
const say = (line: string): boolean => process.stdout.write(`${line}\n`);

const corpus = (file: string): readonly Sample[] => readCorpus(file).map((text) => ({ origin: file, text }));
const sources = new Map<string, readonly Sample[]>([
  ["ordinary commands", corpus("ordinary.txt")],
  ["ordinary, opaque by nature", corpus("ordinary-opaque.txt")],
  ["shell scripts of this machine", machineScripts()],
  ...installedPackages(),
  ...(values.extra === undefined ? [] : collectFrom(values.extra)),
]);

say("source | samples | agrees with bash -n | false alarms | accepted though bash rejects | opaque | µs each (median)");
for (const [source, samples] of sources) report(measure(source, samples));

function measure(source: string, samples: readonly Sample[]): Figures {
  const falseAlarms: Alarm[] = [];
  const blind: Alarm[] = [];
  const opaque: Alarm[] = [];
  const times: number[] = [];
  for (const sample of samples) {
    const { actions, problems } = readScript(sample.text);
    times.push(microsecondsOf(sample.text));
    const accepted = bashAccepts(sample.text);
    const [problem] = problems;
    if (accepted && problem !== undefined) falseAlarms.push({ sample, why: `${problem.code}: ${problem.text}` });
    if (!accepted && problem === undefined) blind.push({ sample, why: "bash -n rejects it" });
    const mark = actions.find((action) => action.kind === "opaque");
    if (accepted && problem === undefined && mark !== undefined)
      opaque.push({ sample, why: `${mark.what}: ${mark.text}` });
  }
  const agree = samples.length - falseAlarms.length - blind.length;
  return { source, samples: samples.length, agree, falseAlarms, blind, opaque, microseconds: median(times) };
}

/** The best of a few readings: the time of a process that is warm and not disturbed. */
function microsecondsOf(text: string): number {
  const rounds = Array.from({ length: 5 }, () => {
    const start = performance.now();
    readScript(text);
    return performance.now() - start;
  });
  return Math.min(...rounds) * 1000;
}

function bashAccepts(text: string): boolean {
  return spawnSync("bash", ["-n"], { input: text, stdio: ["pipe", "ignore", "ignore"] }).status === 0;
}

function report({ source, samples, agree, falseAlarms, blind, opaque, microseconds }: Figures): void {
  const share = (count: number): string => `${count} (${((100 * count) / Math.max(1, samples)).toFixed(2)} %)`;
  const cells = [source, samples, share(agree), share(falseAlarms.length), share(blind.length), share(opaque.length)];
  say([...cells, microseconds.toFixed(0)].join(" | "));
  if (!values.list) return;
  for (const [kind, alarms] of Object.entries({ "false alarm": falseAlarms, blind, opaque })) {
    for (const { sample, why } of alarms)
      say(`  ${kind} [${sample.origin}] ${why}\n    ${JSON.stringify(sample.text.slice(0, 300))}`);
  }
}
