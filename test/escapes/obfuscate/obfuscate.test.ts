import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { sandboxMissing, users } from "../../run/workbench.ts";
import { type Ground, prepareGround } from "./ground.ts";
import { type Recipe, recipeFor, render, techniques, techniquesOf } from "./lines.ts";
import { profilesFor } from "./profiles.ts";
import { recipesFor, runAll, seed, shrinkFindings, weakTechniques } from "./slices.ts";

/** In all. */
const lines = Number(process.env["OBFUSCATE_LINES"] ?? 2 * techniques.length);
const all = recipesFor(lines);
/** A control costs as much as what it controls: each technique by itself, and some at random. */
const controlled = all.filter(({ around }, at) => around || at % 8 === 0);
const controls: { readonly recipe: Recipe; readonly started: boolean }[] = [];
/** A technique that starts the program less often than this where nothing forbids it proves nothing. */
const leastShare = 0.5;
const minutes = 60_000;

/** Findings with their lines, or nothing. */
async function findings(
  ground: Ground,
  recipes: readonly Recipe[],
  wanted: { readonly program: string; readonly profile: object },
): Promise<readonly string[]> {
  const tried = await runAll(
    recipes.map((recipe) => render(recipe, wanted.program)),
    (some) => ground.runLines(some, wanted.profile),
  );
  expect(tried.broken).toEqual([]);
  const found = [...tried.ran].map((at) => recipes[at]);
  const known = found.filter((recipe) => recipe !== undefined);
  const unknown = known.length < found.length ? ["a line that can't be told"] : [];
  return [...unknown, ...(await shrinkFindings(ground, known, wanted))];
}

describe("the list of techniques", () => {
  test("gives every one a name of its own", () => {
    expect(new Set(techniques).size).toBe(techniques.length);
    expect(techniques.length).toBeGreaterThan(400);
  });

  test("makes the same lines of the same seed", () => {
    const made = (): readonly string[] => recipesFor(4000).map((recipe) => render(recipe, "/folder/marker"));
    expect(made()).toEqual(made());
  });
});

describe.skipIf(sandboxMissing() !== undefined).each(users)("obfuscated lines, as $name", (user) => {
  let ground: Ground;
  beforeAll(() => {
    ground = prepareGround(user);
  });
  afterAll(() => ground[Symbol.dispose]());

  /** Each user tries a part of their own. */
  const mine = <Row>(rows: readonly Row[]): readonly Row[] =>
    rows.filter((_, at) => at % users.length === users.indexOf(user));

  test("the lines start the program where no rule forbids it", { timeout: 5 * minutes }, async () => {
    const recipes = mine(controlled);
    const { open } = profilesFor(ground);
    const tried = await runAll(
      recipes.map((recipe) => render(recipe, ground.marker)),
      (some) => ground.runLines(some, open),
    );
    expect(tried.broken).toEqual([]);
    expect(tried.ran.size).toBeGreaterThan(0.85 * recipes.length);
    controls.push(...recipes.map((recipe, at) => ({ recipe, started: tried.ran.has(at) })));
  });

  test(`a denied program never runs, in ${lines} lines`, { timeout: 5 * minutes }, async () => {
    const wanted = { program: ground.marker, profile: profilesFor(ground).denying };
    expect(await findings(ground, mine(all), wanted)).toEqual([]);
  });

  test("a denied program is not laundered by allowed ones", { timeout: 5 * minutes }, async () => {
    const laundering = all
      .filter((_, at) => at % 3 === 0)
      .filter((recipe) =>
        techniquesOf(recipe).some((name) => /python|perl|node|make|git|npm|tar|awk|sed|compiled/u.test(name)),
      );
    const wanted = { program: ground.marker, profile: profilesFor(ground).guarded };
    expect(await findings(ground, mine(laundering), wanted)).toEqual([]);
  });

  test("a program that no rule lists never runs below what shells are allowed", { timeout: 5 * minutes }, async () => {
    const wanted = { program: ground.stray, profile: profilesFor(ground).listed };
    expect(await findings(ground, mine(all.filter((_, at) => at % 4 === 0)), wanted)).toEqual([]);
  });

  test("the same program runs once a rule lists it", { timeout: 5 * minutes }, async () => {
    const some = mine(
      Array.from({ length: Math.ceil(lines / 20) }, (_, at) => recipeFor(seed * 1_000_003 + at)),
    ).filter(({ place, core }) => place === undefined && core.kind === "command");
    const { listedWithStray } = profilesFor(ground);
    const tried = await runAll(
      some.map((recipe) => render(recipe, ground.stray)),
      (part) => ground.runLines(part, listedWithStray),
    );
    expect(tried.broken).toEqual([]);
    expect(tried.ran.size).toBeGreaterThan(some.length / 2);
  });

  test("a line that is the whole command is no different", { timeout: 5 * minutes }, async () => {
    const some = mine(Array.from({ length: 60 }, (_, at) => recipeFor(seed * 2_000_003 + at)));
    const { denyingByRule } = profilesFor(ground);
    const tried = await runAll(
      some.map((recipe) => render(recipe, ground.marker)),
      (part) => ground.runAlone(part, denyingByRule),
    );
    expect([...tried.ran].map((at) => render(some[at] ?? recipeFor(0), ground.marker))).toEqual([]);
  });
});

describe.skipIf(sandboxMissing() !== undefined)("the techniques", () => {
  test(`start the program in ${leastShare} of the lines that use them, where no rule forbids it`, () => {
    expect(controls.length).toBeGreaterThan(techniques.length);
    expect(weakTechniques(controls, leastShare)).toEqual([]);
  });
});
