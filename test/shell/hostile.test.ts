import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { listCommands, readArgv, readRuleCommand, readScript, unwrapFrame } from "../../src/shell/index.ts";
import { cpuMs } from "../base/cpu-time.ts";
import { readingCases } from "./read-script.cases.ts";

const seed = 20_260_101;
const pieces = [
  ..."$`'\"\\(){}[]<>|&;!#=~*?,.:@%^+-/ \t\na1x".split(""),
  "$(",
  "${",
  "$((",
  "<(",
  ">(",
  "<<E\n",
  "\nE\n",
  "eval ",
  "bash -c ",
  "if ",
  "then ",
  "fi",
  "case x in ",
  "esac",
  "[[ ",
  " ]]",
  "function f ",
  "f() ",
  "trap ",
  "cd ",
  "declare -A ",
  "\\\n",
  "coproc ",
  "for i in ",
  "; do ",
  "; done",
  "$'",
  '$"',
  "é",
  "😀",
];

/** Cuts two rows apart and puts the halves together. */
const grafted = fc
  .tuple(fc.nat(readingCases.length - 1), fc.nat(readingCases.length - 1), fc.nat(60), fc.nat(60))
  .map(
    ([one, other, left, right]) => `${readingCases[one]?.text.slice(0, left)}${readingCases[other]?.text.slice(right)}`,
  );

describe("hostile text", () => {
  test("never throws, whatever the text", () => {
    const text = fc.oneof(
      fc.array(fc.constantFrom(...pieces), { maxLength: 40 }).map((parts) => parts.join("")),
      grafted,
      fc.string(),
    );
    fc.assert(
      fc.property(text, (script) => {
        const { actions, problems } = readScript(script);
        for (const { at } of [...actions, ...problems])
          expect(at.start <= at.end && at.end <= script.length + 1).toBe(true);
        listCommands(script);
        unwrapFrame(script);
        readRuleCommand(script);
        readArgv(script.split(" "));
      }),
      { seed, numRuns: 1500 },
    );
  });

  const repeated = [
    "a;",
    "a=1;",
    "f(){ f;};",
    "`a`;",
    "$(a);",
    "<(a) ",
    "cd a;b c;",
    "{a,b}",
    "{1..9}",
    "((i++));",
    "x$i",
    "a|",
    "#\n",
    "\\\n",
    "*",
    "a=(1 2);",
    "xargs ",
    "sh -c sh ",
    "((",
    "<<A ",
    "{ ",
    "eval a;",
    "echo a|sh;",
    "a[1]=",
  ];

  test.for(repeated)("a long run of %j ends in bounded time", { timeout: 60_000 }, (text) => {
    expect(cpuMs(() => readScript(text.repeat(Math.floor(300_000 / text.length))))).toBeLessThan(20_000);
  });
});
