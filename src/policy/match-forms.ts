import type { CommandForm, Context, OptionUse } from "../base/index.ts";
import type { CommandRule } from "./compiled-policy.ts";
import { couldBe, hasStars, isStars, mayHideOption, type RefusalAnswer } from "./hidden-words.ts";
import type { Invocation } from "./invocation.ts";
import { operandTexts, sameOperand } from "./match-operand.ts";
import { matchesStars, parseStars } from "./star-pattern.ts";

/**
 * Compares normal forms (semantics 18–20): the sub-command, the rule's options in any order and spelling, its operands in
 * their order with others between them. More options never take a command out of an exact rule.
 */
export function matchForms(
  { command, open }: CommandRule,
  { words, form, located }: Invocation,
  context: Context,
): RefusalAnswer {
  const ruled = command.form;
  const sub = matchSub(ruled.sub, form);
  if (sub.answer === "no") return "no";
  const wanted = operandTexts(ruled.operands).filter((text) => !isStars(text));
  const given = [...sub.rest, ...operandTexts(form.operands)];
  const groups = [...ruled.sameOperands, ...form.sameOperands];
  if (!isSubsequence(wanted, given, (text, operand) => sameOperand(text, operand, { groups, located, context })))
    return "no";
  // In an exact rule's eyes, text that may become no word at all is neither there nor not there.
  const exact = !open && !hasStars(command.words);
  const firm = form.operands.filter((word) => word.kind === "static" || !word.splits || word.glob);
  if (exact && (firm.length !== ruled.operands.length || sub.rest.length > 0)) return "no";
  const options = matchOptions([...ruled.globals, ...ruled.options], [...form.globals, ...form.options]);
  if (options === "no") return mayHideOption(words, wanted.length > 0 ? "pointed" : "unpointed") ? "hidden" : "no";
  return sub.answer === "hidden" || (exact && firm.length < form.operands.length) ? "hidden" : options;
}

/** The rule's sub-command words must start the command's; what is left of those may stand for operands of the rule. */
function matchSub(
  ruled: readonly string[],
  { sub, operands }: CommandForm,
): { readonly answer: RefusalAnswer; readonly rest: readonly string[] } {
  if (ruled.some(isStars)) {
    const wanted = ruled.filter((word) => !isStars(word));
    return { answer: isSubsequence(wanted, sub, (text, word) => text === word) ? "match" : "no", rest: sub };
  }
  for (const [index, word] of ruled.entries()) {
    const there = sub[index];
    if (there === undefined) return { answer: couldBe(operands[0], word) ? "hidden" : "no", rest: [] };
    if (!matchesStars(parseStars(word), there)) return { answer: "no", rest: [] };
  }
  return { answer: "match", rest: sub.slice(ruled.length) };
}

function isSubsequence(
  wanted: readonly string[],
  given: readonly string[],
  same: (wanted: string, given: string) => boolean,
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
function matchOptions(wanted: readonly OptionUse[], given: readonly OptionUse[]): RefusalAnswer {
  let answer: RefusalAnswer = "match";
  for (const { name, value } of wanted) {
    const found = given.filter((option) => option.name === name);
    if (found.length === 0) return "no";
    const text = value?.kind === "static" ? value.value : undefined;
    if (text === undefined) continue;
    const pattern = parseStars(text);
    if (found.some((option) => option.value?.kind === "static" && matchesStars(pattern, option.value.value))) continue;
    if (!found.some((option) => couldBe(option.value, text))) return "no";
    answer = "hidden";
  }
  return answer;
}
