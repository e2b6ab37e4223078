import { beforeAll, describe, expect, test } from "vitest";
import type { Action, Via } from "../../src/base/index.ts";
import { readScript } from "../../src/shell/index.ts";
import { formatFailure, generate, judge, shrink, type Tally } from "./campaign.ts";
import type { Reader, ReadingLike } from "./coverage.ts";
import { openOracle, oracleObstacle, type Observed } from "./oracle-sandbox.ts";

const SEED = 20_260_101;
const COUNT = 3200;
const SHOWN = 10;

const obstacle = oracleObstacle();
// A machine without the means may skip; where the sandbox is required (CI) a skip is a failure.
const required = process.env["REQUIRE_SANDBOX"] === "1";

test("the oracle can be built here, or this machine may do without it", () => {
  expect(required ? obstacle : undefined).toBeUndefined();
});

describe.skipIf(obstacle !== undefined)(
  `bash itself as the judge of the reader${obstacle ? ` (skipped: ${obstacle})` : ""}`,
  () => {
    const texts = generate(SEED, COUNT);
    let observed: readonly Observed[] = [];
    let tally: Tally | undefined;
    const readings = new Map<string, ReadingLike>();
    const readOnce: Reader = (text) => {
      const reading = readings.get(text) ?? readScript(text);
      readings.set(text, reading);
      return reading;
    };

    beforeAll(async () => {
      await using oracle = openOracle();
      observed = await oracle.observe(texts);
      tally = judge(readOnce, texts, observed);
    }, 240_000);

    test("control: the oracle sees what is executed, under any spelling and by any way", async () => {
      await using oracle = openOracle();
      const [seen] = await oracle.observe([
        `m1 'a b' & exec -a z /usr/bin/m2 "$(m3 | env A=1 m4)" <(m5) >/dev/null; m6`,
      ]);
      const words = seen?.executed.map(({ path, argv }) => [path, ...argv.slice(1)].join(" ")).toSorted();
      expect(words).toEqual([
        "/bin/env A=1 m4",
        "/bin/m1 a b",
        "/bin/m3",
        "/bin/m4",
        "/bin/m5",
        "/usr/bin/m2  /dev/fd/63",
      ]);
    });

    test("every program that bash executed was announced by the reader, or stands under an opaque mark", async () => {
      await using oracle = openOracle();
      const failures = tally?.failures ?? [];
      const smallest = await Promise.all(
        failures.slice(0, SHOWN).map((failure) => shrink(oracle, readScript, failure)),
      );
      expect(smallest.map(formatFailure).join("\n")).toBe("");
      expect(failures).toHaveLength(0);
    }, 240_000);

    test("the scripts are worth running: most execute something, few run into the time limit", () => {
      expect(texts.length).toBeGreaterThanOrEqual(3000);
      expect(tally?.executed).toBeGreaterThan(2 * texts.length);
      expect(observed.filter((one) => one.executed.length > 0).length).toBeGreaterThan(0.7 * texts.length);
      expect(tally?.timedOut).toBeLessThan(0.02 * texts.length);
    });

    test("the reader sees through most of them, instead of refusing everything", () => {
      expect(tally?.exact).toBeGreaterThan(0.4 * texts.length);
    });

    const blindness: readonly (readonly [string, (via: Via) => boolean])[] = [
      ["substitutions", ({ kind, name }) => kind === "construct" && name.includes("substitution")],
      ["what wrappers start", ({ kind }) => kind === "wrapper"],
      ["shell text inside words", ({ name }) => /eval|-c|trap/u.test(name)],
    ];

    test.for(blindness)("control: a reader that is blind to %s is caught", ([, hidden]) => {
      const blind: Reader = (text) => {
        const { actions, problems } = readOnce(text);
        return { problems, actions: actions.filter((action) => !action.via.some(hidden)) };
      };
      expect(judge(blind, texts, observed).failures.length).toBeGreaterThan(10);
    });

    test("control: a reader that forgets the arguments is caught", () => {
      const forgetful: Reader = (text) => {
        const { actions, problems } = readOnce(text);
        return { problems, actions: actions.map(withoutArguments) };
      };
      expect(judge(forgetful, texts, observed).failures.length).toBeGreaterThan(10);
    });
  },
);

const withoutArguments = (action: Action): Action =>
  action.kind === "exec" ? { ...action, words: action.words.slice(0, 1) } : action;
