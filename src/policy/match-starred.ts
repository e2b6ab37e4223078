import type { Word } from "../base/index.ts";
import { type CommandRule, wordBreak } from "./compiled-policy.ts";
import { mayHideOption, type RefusalAnswer } from "./hidden-words.ts";
import type { Invocation } from "./invocation.ts";
import { matchesStars, type StarPattern } from "./star-pattern.ts";

type Spelled = Omit<Invocation, "spellings">;

/**
 * A refusal whose first word holds a `*`: as for a grant, it stands for any run of characters over all the words. They are
 * compared as spelled and in normal form, under every name of the program.
 */
export function matchStarred({ stars }: CommandRule, invocation: Invocation): RefusalAnswer {
  if (stars === undefined) return "no";
  if (invocation.spellings().some((text) => matchesStars(stars, text))) return "match";
  if (!mayHideOption(invocation.words, "unpointed")) return "no";
  const spelled = invocation.words.slice(1);
  return headsOf(invocation).some((head) => couldMatch(stars, head, spelled)) ? "hidden" : "no";
}

/** The words joined, under every name of the program. */
export function spellingsOf(spelled: Spelled): readonly string[] {
  const tails = tailsOf(spelled);
  const texts = headsOf(spelled).flatMap((head) => tails.map((tail) => joined([head, ...tail])));
  return [...new Set(texts)];
}

function headsOf({ names, paths, program }: Spelled): readonly string[] {
  // The folders of the system's programs are one and the same below `/usr`.
  const merged = paths.map((path) => path.replace(/^\/usr(?=\/s?bin\/)/u, ""));
  return [...new Set([...names, ...paths, ...merged, ...(program === undefined ? [] : [program])])];
}

/** What may stand after the program's name: the words, the sub-command with its operands, and both orders with its options. */
function tailsOf({ words, form }: Spelled): readonly (readonly string[])[] {
  const spelled = words.slice(1).map(textOf);
  if (!form.known) return [spelled];
  const options = form.options.flatMap(({ name, value }) => (value === undefined ? [name] : [name, textOf(value)]));
  const operands = form.operands.map(textOf);
  const { sub } = form;
  return [spelled, [...sub, ...operands], [...sub, ...options, ...operands], [...sub, ...operands, ...options]];
}

function textOf(word: Word): string {
  return word.kind === "static" ? word.value : word.text;
}

function joined(words: readonly string[]): string {
  return words.join(wordBreak) + wordBreak;
}

/** True unless what is certain at the start or at the end already speaks against the pattern. */
function couldMatch(pattern: StarPattern, head: string, words: readonly Word[]): boolean {
  const first = words.findIndex(({ kind }) => kind === "opaque");
  const last = words.findLastIndex(({ kind }) => kind === "opaque");
  const unknown = words[first];
  const start =
    joined([head, ...words.slice(0, first).map(textOf)]) + (unknown?.kind === "opaque" ? unknown.prefix : "");
  const end =
    wordBreak +
    words
      .slice(last + 1)
      .map((word) => textOf(word) + wordBreak)
      .join("");
  const [opening = "", closing = ""] = [pattern[0], pattern[pattern.length - 1]];
  return agree(start, opening, "startsWith") && agree(end, closing, "endsWith");
}

function agree(one: string, other: string, edge: "startsWith" | "endsWith"): boolean {
  return one[edge](other) || other[edge](one);
}
