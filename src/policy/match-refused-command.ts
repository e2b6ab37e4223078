import { type Context, type OptionUse, parseAbsolutePath, type Word } from "../base/index.ts";
import { baseName } from "./base-name.ts";
import { refusalCandidates } from "./command-index.ts";
import { type CommandRule, type CommandRules, wordBreak } from "./compiled-policy.ts";
import type { Invocation } from "./invocation.ts";
import { operandTexts, sameOperand } from "./match-operand.ts";
import { matchesStars, parseStars } from "./star-pattern.ts";
import { isSystemProgram } from "./system-folders.ts";

/**
 * Whether a deny or ask rule speaks of a command (semantics 17–20). `hidden`: it does if a word that only exists at
 * run time turns out to be what the rule names.
 */
export type RefusalMatch = { readonly kind: "match" | "hidden"; readonly rule: CommandRule };

export function findRefusal(rules: CommandRules, invocation: Invocation, context: Context): RefusalMatch | undefined {
  if (rules.count === 0) return undefined;
  let hidden: CommandRule | undefined;
  for (const name of invocation.names) {
    for (const rule of refusalCandidates(rules, name, invocation)) {
      if (!namesProgram(rule, name, invocation, context)) continue;
      const match = matchRule(rule, name, invocation, context);
      if (match === "match") return { kind: "match", rule };
      if (match === "hidden") hidden ??= rule;
    }
  }
  return hidden === undefined ? undefined : { kind: "hidden", rule: hidden };
}

type Answer = "match" | "hidden" | "no";

/** A bare name means the program wherever it stands; a path outside the system means that one file. */
function namesProgram(rule: CommandRule, name: string, invocation: Invocation, context: Context): boolean {
  const named = rule.command.words[0] ?? "";
  if (!named.includes("/")) return true;
  if (named.includes("*"))
    return [...invocation.paths, invocation.program ?? ""].some((path) => matchesStars(parseStars(named), path));
  const path = parseAbsolutePath(
    named.startsWith("~/") ? `${context.home}${named.slice(1)}` : named,
    context.projectRoot,
  );
  if (isSystemProgram(path)) return baseName(path) === name;
  return invocation.paths.includes(path) || invocation.program === named;
}

function matchRule(rule: CommandRule, name: string, invocation: Invocation, context: Context): Answer {
  if (matchesAsSpelled(rule, name, invocation)) return "match";
  const ruled = rule.command.form;
  if (!matchesStars(parseStars(baseName(rule.command.words[0] ?? "")), name)) return "no";
  return ruled.known && invocation.form.known
    ? matchForms(rule, invocation, context)
    : matchLoosely(rule, invocation, context);
}

function matchesAsSpelled({ command, open, stars }: CommandRule, name: string, { words }: Invocation): boolean {
  const texts = words.slice(1).map((word) => (word.kind === "static" ? word.value : word.text));
  if (stars !== undefined) {
    const spelled = baseName(command.words[0] ?? "") === command.words[0] ? name : command.words[0];
    return matchesStars(stars, [spelled, ...texts].join(wordBreak) + wordBreak);
  }
  const wanted = command.words.slice(1);
  return (open || wanted.length === texts.length) && wanted.every((word, index) => word === texts[index]);
}

/** Compares normal forms: sub-command, options in any order, operands in this order with others between them. */
function matchForms({ command, open }: CommandRule, { words, form }: Invocation, context: Context): Answer {
  const ruled = command.form;
  const wantedSub = ruled.sub.filter((word) => !/^\*+$/u.test(word));
  const sub = matchStart(wantedSub, form.sub);
  const first = form.operands[0];
  const subHidden = sub === "short" && first?.kind === "opaque" && couldBe(first, wantedSub[form.sub.length] ?? "");
  if (sub !== "all" && !subHidden) return "no";
  const rest =
    sub === "all" && wantedSub.length === ruled.sub.length
      ? form.sub.slice(wantedSub.length)
      : sub === "all"
        ? form.sub
        : [];
  const wantedOperands = operandTexts(ruled.operands).filter((text) => !/^\*+$/u.test(text));
  const operands = [...rest.map((text) => [text]), ...form.operands.map((word) => operandTexts([word]))];
  const groups = [...ruled.sameOperands, ...form.sameOperands];
  if (!isSubsequence(wantedOperands, operands, (wanted, given) => sameOperand(wanted, given, { groups, context })))
    return "no";
  if (
    !open &&
    !hasStars(command.words) &&
    (form.operands.length !== ruled.operands.length || form.sub.length !== ruled.sub.length)
  )
    return "no";
  const options = matchOptions([...ruled.globals, ...ruled.options], [...form.globals, ...form.options]);
  if (options === "no") return words.some((word) => mayBeOption(word)) && beforeDashes(words) ? "hidden" : "no";
  return subHidden ? "hidden" : options;
}

function hasStars(words: readonly string[]): boolean {
  return words.some((word) => word.includes("*"));
}

/** Whether `wanted` stands at the start of `given`; `short` when `given` ends before it does. */
function matchStart(wanted: readonly string[], given: readonly string[]): "all" | "short" | "no" {
  for (const [index, word] of wanted.entries()) {
    const there = given[index];
    if (there === undefined) return "short";
    if (!matchesStars(parseStars(word), there)) return "no";
  }
  return "all";
}

function isSubsequence<T>(
  wanted: readonly string[],
  given: readonly T[],
  same: (wanted: string, given: T) => boolean,
): boolean {
  let next = 0;
  for (const item of given) {
    const text = wanted[next];
    if (text === undefined) return true;
    if (same(text, item)) next += 1;
  }
  return next === wanted.length;
}

/** Every wanted option must be among those given, with its value when the rule names one. */
function matchOptions(wanted: readonly OptionUse[], given: readonly OptionUse[]): Answer {
  let answer: Answer = "match";
  for (const { name, value } of wanted) {
    const found = given.filter((option) => option.name === name);
    if (found.length === 0) return "no";
    const text = value?.kind === "static" ? value.value : undefined;
    if (text === undefined) continue;
    if (found.some((option) => option.value?.kind === "static" && matchesStars(parseStars(text), option.value.value)))
      continue;
    if (!found.some((option) => option.value?.kind === "opaque" && couldBe(option.value, text))) return "no";
    answer = "hidden";
  }
  return answer;
}

function couldBe(word: Word, text: string): boolean {
  return word.kind === "opaque" && (text.startsWith(word.prefix) || word.prefix.startsWith(text));
}

/** True for a word that may turn into options at run time: unquoted text, not a pattern that names existing files. */
function mayBeOption(word: Word): boolean {
  return word.kind === "opaque" && word.splits && !word.glob;
}

function beforeDashes(words: readonly Word[]): boolean {
  const dashes = words.findIndex((word) => word.kind === "static" && word.value === "--");
  return (dashes === -1 ? words : words.slice(0, dashes)).slice(1).some(mayBeOption);
}

/** For a program nobody knows: the rule's plain words in order from the start, its options anywhere. */
function matchLoosely({ command, open }: CommandRule, { words }: Invocation, context: Context): Answer {
  const isOption = (text: string): boolean => /^-./u.test(text);
  const wanted = command.words.slice(1);
  const wantedOptions = wanted.filter(isOption);
  const wantedPlain = wanted.filter((text) => !isOption(text) && !/^\*+$/u.test(text));
  const given = words.slice(1);
  const texts = given.map((word) => (word.kind === "static" ? word.value : word.text));
  const plain = given.filter((_, index) => !isOption(texts[index] ?? ""));
  if (!open && !hasStars(wanted) && plain.length !== wantedPlain.length) return "no";
  let answer: Answer = "match";
  for (const [index, text] of wantedPlain.entries()) {
    const word = plain[index];
    if (word === undefined) return "no";
    if (sameOperand(text, operandTexts([word]), { groups: [], context })) continue;
    if (!couldBe(word, text)) return "no";
    answer = "hidden";
  }
  const missing = wantedOptions.some(
    (option) => !texts.some((text) => text === option || text.startsWith(`${option}=`)),
  );
  if (!missing) return answer;
  return beforeDashes(words) ? "hidden" : "no";
}
