import { availableParallelism } from "node:os";
import { type Ground, type Tried } from "./ground.ts";
import { type Recipe, recipeAround, recipeFor, render, simpler, techniques, techniquesOf } from "./lines.ts";

/** The seed of what is tried everywhere; another one may be asked for. */
export const seed = Number(process.env["OBFUSCATE_SEED"] ?? 1);

/** How many lines one command is given. */
const portion = 400;

/** The lines of this seed: each technique by itself equally often, then as many as it takes at random. */
export function recipesFor(count: number): readonly Recipe[] {
  const times = Math.floor(count / techniques.length);
  const each = techniques.flatMap((name) =>
    Array.from({ length: times }, (_, at) => recipeAround(name, seed * 100_003 + at * 7919 + 1)),
  );
  const others = Array.from({ length: count - each.length }, (_, at) => recipeFor(seed * 1_000_003 + at));
  // The dear ones stand together: spread, so that no command gets more than its share.
  const all = [...each, ...others];
  const commands = Math.max(1, Math.ceil(all.length / portion));
  return Array.from({ length: commands }, (_, first) => all.filter((_recipe, at) => at % commands === first)).flat();
}

/** Runs all lines, on all processors, and tells which of them started the program. */
export async function runAll(
  lines: readonly string[],
  run: (lines: readonly string[]) => Promise<Tried>,
): Promise<Tried> {
  const commands = Math.max(1, Math.ceil(lines.length / portion));
  const size = Math.ceil(lines.length / commands);
  const starts = Array.from({ length: commands }, (_, at) => at * size);
  const ran = new Set<number>();
  const slow: number[] = [];
  const broken: string[] = [];
  const work = async (): Promise<void> => {
    for (let start = starts.shift(); start !== undefined; start = starts.shift()) {
      const from = start;
      const tried = await run(lines.slice(from, from + size));
      for (const at of tried.ran) ran.add(at < 0 ? at : from + at);
      slow.push(...tried.slow.map((at) => from + at));
      broken.push(...tried.broken);
    }
  };
  await Promise.all(Array.from({ length: Math.min(4, availableParallelism()) }, work));
  return { ran, slow, broken };
}

/** Techniques of which less than `share` of the lines have started the program. */
export function weakTechniques(
  controls: readonly { readonly recipe: Recipe; readonly started: boolean }[],
  share: number,
): readonly string[] {
  const uses = controls.flatMap(({ recipe, started }) =>
    [...new Set(techniquesOf(recipe))].map((name) => ({ name, started })),
  );
  return [...Map.groupBy(uses, ({ name }) => name)]
    .map(([name, each]) => ({ name, all: each.length, started: each.filter(({ started }) => started).length }))
    .filter(({ all, started }) => started < share * all)
    .map(({ name, all, started }) => `${name}: ${started} of ${all}`);
}

/** The shortest lines found that do the same as the ones that got through, to be printed. */
export async function shrinkFindings(
  ground: Ground,
  found: readonly Recipe[],
  { program, profile }: { readonly program: string; readonly profile: object },
): Promise<readonly string[]> {
  const said: string[] = [];
  for (const recipe of found.slice(0, 8)) {
    let smallest = recipe;
    for (let round = 0; round < 8; round += 1) {
      const candidates = simpler(smallest);
      const { ran } = await ground.runLines(
        candidates.map((one) => render(one, program)),
        profile,
      );
      const [next] = candidates.filter((_, at) => ran.has(at));
      if (next === undefined) break;
      smallest = next;
    }
    said.push(`seed ${seed}; ${techniquesOf(smallest).join(", ")}:\n${render(smallest, program)}`);
  }
  return said;
}
