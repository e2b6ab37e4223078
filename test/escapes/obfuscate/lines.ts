import { existsSync } from "node:fs";
import { createDice, type Dice } from "./dice.ts";
import { layers } from "./layers.ts";
import { places } from "./places.ts";
import { spellings } from "./spellings.ts";
import { starters } from "./starters.ts";
import type { Dialect, Layer, Place, Spelling, Starter, Wrapper } from "./technique.ts";
import { wrappers } from "./wrappers.ts";

/** A technique at its place in a line, with what its own choices come from. */
interface Use<Technique> {
  readonly technique: Technique;
  readonly seed: number;
}

/** How a line is made: from the outermost text to the program in its middle. */
export interface Recipe {
  /** Made to try one technique. */
  readonly around: boolean;
  readonly layers: readonly Use<Layer>[];
  readonly place: Use<Place> | undefined;
  readonly core:
    | {
        readonly kind: "command";
        readonly wrappers: readonly Use<Wrapper>[];
        readonly spelling: Use<Spelling> | undefined;
      }
    | { readonly kind: "starter"; readonly starter: Use<Starter> };
}

const listed = (kind: string, rows: readonly { readonly name: string; readonly needs?: string }[]): readonly string[] =>
  possible(rows).map(({ name }) => `${kind}: ${name}`);

/** Every technique that this host has the programs for, as `kind: name`. */
export const techniques: readonly string[] = [
  ...listed("spelling", spellings),
  ...listed("place", places),
  ...listed("wrapper", wrappers),
  ...listed("starter", starters),
  ...listed("layer", layers),
];

export function techniquesOf({ layers: used, place, core }: Recipe): readonly string[] {
  return [
    ...used.map(({ technique }) => `layer: ${technique.name}`),
    ...(place === undefined ? [] : [`place: ${place.technique.name}`]),
    ...(core.kind === "starter"
      ? [`starter: ${core.starter.technique.name}`]
      : [
          ...core.wrappers.map(({ technique }) => `wrapper: ${technique.name}`),
          ...(core.spelling === undefined ? [] : [`spelling: ${core.spelling.technique.name}`]),
        ]),
  ];
}

function possible<Row extends { readonly needs?: string }>(rows: readonly Row[]): readonly Row[] {
  return rows.filter(({ needs }) => needs === undefined || existsSync(needs));
}

const usable = {
  spellings: possible(spellings),
  places: possible(places),
  wrappers: possible(wrappers),
  starters: possible(starters),
  layers: possible(layers),
};

/** What is dear is rare: a use of each technique takes about the same share of the whole time, from a millisecond on. */
const weight = ({ cost = 1 }: { readonly cost?: number }): number => 1 / Math.max(1, cost);

/** The recipe of a number, always the same: every technique in turn, the others at random. */
export function recipeFor(seed: number): Recipe {
  const dice = createDice(seed);
  const use = <Row>(technique: Row): Use<Row> => ({ technique, seed: dice.below(2 ** 32) });
  const drawn: Use<Layer>[] = [];
  let dialect: Dialect = "bash";
  for (let depth = dice.below(4); depth > 0; depth -= 1) {
    const within: Dialect = dialect;
    const layer = use(dice.pickFrom(fitting(usable.layers, within), weight));
    drawn.push(layer);
    dialect = innerDialect(layer.technique, within);
  }
  const place = dice.chance(0.3) ? use(dice.pickFrom(usable.places, weight)) : undefined;
  if (dice.chance(0.2)) {
    return {
      around: false,
      layers: drawn,
      place,
      core: { kind: "starter", starter: use(dice.pickFrom(fitting(usable.starters, dialect), weight)) },
    };
  }
  const wrapped: Use<Wrapper>[] = [];
  for (let depth = dice.below(3); depth > 0; depth -= 1) {
    const choices = fitting(usable.wrappers, dialect).filter(({ head }) => head === undefined || wrapped.length === 0);
    wrapped.push(use(dice.pickFrom(choices, weight)));
  }
  const spelling = dice.chance(0.9) ? use(dice.pickFrom(fitting(usable.spellings, dialect), weight)) : undefined;
  return { around: false, layers: drawn, place, core: { kind: "command", wrappers: wrapped, spelling } };
}

/** A recipe around one technique, so that each is tried often enough to say something about it. */
export function recipeAround(name: string, seed: number): Recipe {
  const [kind = "", wanted = ""] = name.split(/: (.*)/su);
  const { layers: drawn, place, core } = recipeFor(seed);
  const outer = drawn.slice(0, 1);
  const at = (rows: readonly { readonly name: string }[]): number => rows.findIndex((row) => row.name === wanted);
  const plain = { kind: "command", wrappers: [], spelling: undefined } as const;
  const use = <Row>(rows: readonly Row[], index: number): Use<Row> => {
    const technique = rows[index];
    if (technique === undefined) throw new Error(`${name}: no such technique`);
    return { technique, seed };
  };
  const candidates: readonly Omit<Recipe, "around">[] =
    kind === "layer"
      ? [
          { layers: [use(usable.layers, at(usable.layers)), ...outer], place, core },
          { layers: [use(usable.layers, at(usable.layers))], place: undefined, core: plain },
        ]
      : kind === "place"
        ? [{ layers: outer, place: use(usable.places, at(usable.places)), core }]
        : kind === "starter"
          ? [outer, []].map((around): Omit<Recipe, "around"> => ({
              layers: around,
              place,
              core: { kind: "starter", starter: use(usable.starters, at(usable.starters)) },
            }))
          : kind === "wrapper"
            ? [outer, []].map((around): Omit<Recipe, "around"> => ({
                layers: around,
                place,
                core: { ...plain, wrappers: [use(usable.wrappers, at(usable.wrappers))] },
              }))
            : [outer, []].map((around): Omit<Recipe, "around"> => ({
                layers: around,
                place: undefined,
                core: { ...plain, spelling: use(usable.spellings, at(usable.spellings)) },
              }));
  const found = candidates.find(isWellFormed);
  if (found === undefined) throw new Error(`${name}: fits nowhere`);
  return { around: true, ...found };
}

/** Recipes that differ from this one by one technique less. */
export function simpler(recipe: Recipe): readonly Recipe[] {
  const { layers: used, place, core } = recipe;
  const without = <Row>(rows: readonly Row[]): readonly (readonly Row[])[] =>
    rows.map((_, at) => rows.toSpliced(at, 1));
  return [
    ...without(used).map((fewer) => ({ ...recipe, layers: fewer })),
    ...(place === undefined ? [] : [{ ...recipe, place: undefined }]),
    ...(core.kind === "starter"
      ? [{ ...recipe, core: { kind: "command", wrappers: [], spelling: undefined } as const }]
      : []),
    ...(core.kind === "command"
      ? without(core.wrappers).map((fewer) => ({ ...recipe, core: { ...core, wrappers: fewer } }))
      : []),
    ...(core.kind === "command" && core.spelling !== undefined
      ? [{ ...recipe, core: { ...core, spelling: undefined } }]
      : []),
  ].filter(isWellFormed);
}

function fitting<Row extends { readonly dialect?: Dialect }>(rows: readonly Row[], dialect: Dialect): readonly Row[] {
  return rows.filter((row) => dialect === "bash" || row.dialect !== "bash");
}

function innerDialect({ inner }: Layer, outer: Dialect): Dialect {
  return inner === "same" ? outer : inner;
}

function isWellFormed({ layers: used, core }: Omit<Recipe, "around">): boolean {
  let dialect: Dialect = "bash";
  for (const { technique } of used) {
    if (technique.dialect === "bash" && dialect === "sh") return false;
    dialect = innerDialect(technique, dialect);
  }
  const rows =
    core.kind === "starter"
      ? [core.starter.technique]
      : [
          ...core.wrappers.map(({ technique }) => technique),
          ...(core.spelling === undefined ? [] : [core.spelling.technique]),
        ];
  const heads =
    core.kind === "command" ? core.wrappers.filter(({ technique }, at) => at > 0 && technique.head === true) : [];
  return heads.length === 0 && rows.every((row) => dialect === "bash" || row.dialect !== "bash");
}

/** The line for a program. Its name alone finds it along `PATH`. */
export function render({ layers: used, place, core }: Recipe, program: string): string {
  const placed =
    place === undefined ? { before: "", path: program } : place.technique.make(program, createDice(place.seed));
  let text = `${placed.before}${coreText(core, placed.path, place === undefined)}`;
  for (const { technique, seed } of used.toReversed()) text = technique.make(text, createDice(seed));
  return text;
}

function coreText(core: Recipe["core"], path: string, isPlain: boolean): string {
  if (core.kind === "starter") return core.starter.technique.make(path, createDice(core.starter.seed));
  const { before, word } = spelled(core.spelling, path, isPlain);
  let command = `${word} a1`;
  for (const { technique, seed } of core.wrappers.toReversed()) command = technique.make(command, createDice(seed));
  return `${before}${command}`;
}

function spelled(
  spelling: Use<Spelling> | undefined,
  path: string,
  isPlain: boolean,
): { readonly before: string; readonly word: string } {
  if (spelling === undefined) return { before: "", word: path.includes(" ") ? `'${path}'` : path };
  const { technique, seed } = spelling;
  const dice: Dice = createDice(seed);
  const name = path.slice(path.lastIndexOf("/") + 1);
  const text = isPlain && (technique.only === "name" || (technique.only !== "path" && dice.chance(0.4))) ? name : path;
  return technique.make(text, dice);
}
