import fc from "fast-check";
import { compare, type Miss, type Reader } from "./coverage.ts";
import { scripts } from "./grammar.ts";
import { minimise } from "./minimise.ts";
import { mutants } from "./mutate.ts";
import type { Observed, Oracle } from "./oracle-sandbox.ts";
import { seeds } from "./seeds.ts";

export interface Failure {
  readonly script: string;
  readonly misses: readonly Miss[];
}

export interface Tally {
  readonly scripts: number;
  /** Programs really executed, in all. */
  readonly executed: number;
  /** Scripts in which something was executed, by how the reader accounted for it. */
  readonly exact: number;
  readonly opaque: number;
  readonly refused: number;
  readonly timedOut: number;
  readonly failures: readonly Failure[];
}

/** The seeds as they are, then grammar scripts and mutants in equal parts: `count` in all, always the same for one seed. */
export function generate(seed: number, count: number): readonly string[] {
  const rest = Math.max(0, count - seeds.length);
  const grown = fc.sample(scripts, { seed, numRuns: Math.ceil(rest / 2) });
  const bred = fc.sample(mutants, { seed: seed + 1, numRuns: Math.floor(rest / 2) });
  return [...seeds, ...grown, ...bred].filter((text) => !text.includes("\0"));
}

/** Runs the scripts for real and holds what was executed against what the reader says. */
export async function runCampaign(oracle: Oracle, reader: Reader, texts: readonly string[]): Promise<Tally> {
  return judge(reader, texts, await oracle.observe(texts));
}

export function judge(reader: Reader, texts: readonly string[], observed: readonly Observed[]): Tally {
  const counts = { exact: 0, opaque: 0, refused: 0, missed: 0 };
  const failures: Failure[] = [];
  let executed = 0;
  texts.forEach((script, at) => {
    const seen = observed[at];
    if (seen === undefined || seen.executed.length === 0) return;
    executed += seen.executed.length;
    const verdict = compare(reader(script), seen.executed);
    counts[verdict.kind] += 1;
    if (verdict.kind === "missed") failures.push({ script, misses: verdict.misses });
  });
  const timedOut = observed.filter((one) => one.timedOut).length;
  const { exact, opaque, refused } = counts;
  return { scripts: texts.length, executed, exact, opaque, refused, timedOut, failures };
}

/** The smallest script found that fails in the same way (same kind of miss). */
export async function shrink(oracle: Oracle, reader: Reader, failure: Failure): Promise<Failure> {
  const kinds = new Set(failure.misses.map(({ what }) => what));
  const failsAlike = async (texts: readonly string[]): Promise<readonly boolean[]> => {
    const observed = await oracle.observe(texts);
    return texts.map((text, at) => {
      const verdict = compare(reader(text), observed[at]?.executed ?? []);
      return verdict.kind === "missed" && verdict.misses.some(({ what }) => kinds.has(what));
    });
  };
  const script = await minimise(failure.script, failsAlike);
  return judge(reader, [script], await oracle.observe([script])).failures[0] ?? failure;
}

/** One failure as text: the script, then each program that nobody announced. */
export function formatFailure({ script, misses }: Failure): string {
  const lines = misses.map(({ what, executed }) => `  ${what}: ${executed.path} ${JSON.stringify(executed.argv)}`);
  return [JSON.stringify(script), ...new Set(lines)].join("\n");
}
