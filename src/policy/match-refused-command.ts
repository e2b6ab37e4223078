import type { Context } from "../base/index.ts";
import { absolutePath } from "./absolute-path-of.ts";
import { baseName } from "./base-name.ts";
import { refusalCandidates } from "./command-index.ts";
import { type CommandRule, type CommandRules, wordBreak } from "./compiled-policy.ts";
import { couldBe, hasStars, isStars, mayHideOption, type RefusalAnswer } from "./hidden-words.ts";
import type { Invocation } from "./invocation.ts";
import { matchForms } from "./match-forms.ts";
import { operandTexts, sameOperand } from "./match-operand.ts";
import { matchStarred } from "./match-starred.ts";
import { matchesStars, parseStars } from "./star-pattern.ts";
import { isSystemProgram } from "./system-folders.ts";

export interface RefusalMatch {
  readonly kind: Exclude<RefusalAnswer, "no">;
  readonly rule: CommandRule;
}

/** The deny or ask rule that speaks of a command, by whatever name and spelling (semantics 17–20). */
export function findRefusal(rules: CommandRules, invocation: Invocation, context: Context): RefusalMatch | undefined {
  if (rules.count === 0) return undefined;
  let hidden: CommandRule | undefined;
  for (const name of invocation.names) {
    for (const rule of refusalCandidates(rules, name, invocation)) {
      const answer = matchRule(rule, name, invocation, context);
      if (answer === "match") return { kind: "match", rule };
      if (answer === "hidden") hidden ??= rule;
    }
  }
  return hidden === undefined ? undefined : { kind: "hidden", rule: hidden };
}

/** A bare name means the program wherever it stands, and so does a path in the system; any other path means that one file. */
function namesProgram(rule: CommandRule, name: string, invocation: Invocation, context: Context): boolean {
  const named = rule.command.words[0] ?? "";
  if (!named.includes("/")) return matchesStars(parseStars(named), name);
  if (named.includes("*")) {
    const pattern = parseStars(named);
    return [...invocation.paths, invocation.program ?? ""].some((path) => matchesStars(pattern, path));
  }
  const path = absolutePath(named, { ...context, cwd: context.projectRoot });
  if (isSystemProgram(path)) return baseName(path) === name;
  return invocation.paths.includes(path) || invocation.program === named;
}

function matchRule(rule: CommandRule, name: string, invocation: Invocation, context: Context): RefusalAnswer {
  const starred = rule.command.words[0]?.includes("*") === true ? matchStarred(rule, invocation) : "no";
  if (starred === "match" || !namesProgram(rule, name, invocation, context)) return starred;
  if (matchesAsSpelled(rule, invocation)) return "match";
  const isKnown = rule.command.form.known && invocation.form.known && name === invocation.form.name;
  const answer = isKnown ? matchForms(rule, invocation, context) : matchLoosely(rule, invocation, context);
  return answer === "no" ? starred : answer;
}

/** The words after the program's name, as they stand. */
function matchesAsSpelled({ command, open }: CommandRule, { words }: Invocation): boolean {
  const texts = words.slice(1).map((word) => (word.kind === "static" ? word.value : word.text));
  const wanted = command.words.slice(1);
  if (hasStars(wanted)) {
    const pattern = parseStars(wanted.join(wordBreak) + wordBreak + (open ? "*" : ""));
    return matchesStars(pattern, texts.join(wordBreak) + wordBreak);
  }
  return (open || wanted.length === texts.length) && wanted.every((word, index) => word === texts[index]);
}

/** For a program nobody knows: the rule's plain words in order from the start, its options anywhere. */
function matchLoosely({ command, open }: CommandRule, { words, located }: Invocation, context: Context): RefusalAnswer {
  const wanted = command.words.slice(1);
  const plainWanted = wanted.filter((text) => !isOption(text) && !isStars(text));
  const given = words.slice(1);
  const texts = operandTexts(given);
  const plain = given.filter((_, index) => !isOption(texts[index] ?? ""));
  if (!open && !hasStars(wanted) && plain.length !== plainWanted.length) return "no";
  let answer: RefusalAnswer = "match";
  for (const [index, text] of plainWanted.entries()) {
    const word = plain[index];
    if (
      word !== undefined &&
      operandTexts([word]).some((operand) => sameOperand(text, operand, { groups: [], located, context }))
    )
      continue;
    if (!couldBe(word, text)) return "no";
    answer = "hidden";
  }
  const missing = wanted.filter(isOption).some((option) => !texts.some((text) => givesOption(text, option)));
  if (!missing) return answer;
  return mayHideOption(words, plainWanted.length > 0 ? "pointed" : "unpointed") ? "hidden" : "no";
}

function isOption(text: string): boolean {
  return /^-./u.test(text);
}

function givesOption(text: string, option: string): boolean {
  return (
    text === option || text.startsWith(`${option}=`) || (option.includes("*") && matchesStars(parseStars(option), text))
  );
}
