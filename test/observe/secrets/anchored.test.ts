import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { amongAnchors } from "../../../src/observe/secrets/anchored.ts";
import { formRules } from "../../../src/observe/secrets/detector.ts";
import type { SecretMatch } from "../../../src/observe/secrets/match.ts";
import { honest, inContext, secrets } from "./samples.ts";

const rules = formRules();
const among = amongAnchors(rules);

const listed = (matches: readonly SecretMatch[]): readonly string[] =>
  [...new Set(matches.map(({ kind, start, end }) => `${start}-${end} ${kind}`))].toSorted();

/** What each rule finds in the whole of a text. */
const everywhere = (text: string): readonly string[] => listed(rules.flatMap(({ find }) => find(text)));

const planted = [
  ...[...secrets.values()].filter((text) => !text.includes("-----")),
  ...[...inContext.values()].map(({ text }) => text),
];
const beginnings = [...new Set(rules.flatMap(({ anchors }) => anchors))];
const glue = [
  "",
  " ",
  "\n",
  '"',
  "'",
  "=",
  ":",
  "/",
  "@",
  ".",
  "-",
  "_",
  "\0",
  "é",
  "Ł",
  "文",
  "a",
  "7",
  "${",
  "https",
];

describe("rules that are asked about what is around their anchors alone", () => {
  test("each finds something in the samples", () => {
    // Of most vendors no sample tells more than the name.
    const tried = [...planted, ...beginnings.map((beginning) => `${beginning}aB3dE5gH7jK9mN1pQ2rS4tU6vW8x`)];
    const silent = rules.filter(({ find }) => !tried.some((text) => find(` ${text} `).length > 0));
    expect(silent.map(({ anchors }) => anchors)).toEqual([]);
  });

  test("find what they find in the whole text, wherever it stands", { timeout: 120_000 }, () => {
    const piece = fc.oneof(
      fc.constantFrom(...planted),
      fc.constantFrom(...planted).chain((text) => fc.nat({ max: text.length }).map((length) => text.slice(0, length))),
      fc.constantFrom(...beginnings),
      fc.constantFrom(...honest.values()),
      fc.constantFrom(...glue),
      fc.string({ maxLength: 40, unit: "binary" }),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const text = pieces.join("");
        expect(listed(among(text))).toEqual(everywhere(text));
      }),
      { seed: 5, numRuns: 150 },
    );
  });

  test.for(planted)("at every offset: %s", (secret) => {
    for (let offset = 0; offset < 40; offset += 1) {
      const text = `${"x ".repeat(20).slice(0, offset)} ${secret}\n`;
      expect(listed(among(text))).toEqual(everywhere(text));
      expect(among(text).length, text).toBeGreaterThan(0);
    }
  });
});
