import type { CommandRule, CommandRules } from "./compiled-policy.ts";
import { baseName } from "./base-name.ts";

/** Filed here when no single word is certain to stand in every command that the rule matches. */
const anyWord = "";

/**
 * Files command rules by program name and then by one word they insist on, so that ten thousand rules about
 * other commands, or about other operands of this one, cost a command nothing.
 */
export function indexCommands(rules: readonly CommandRule[]): CommandRules {
  const byName = new Map<string, Map<string, CommandRule[]>>();
  const anyName: CommandRule[] = [];
  for (const rule of rules) {
    const name = baseName(rule.command.words[0] ?? "");
    if (name.includes("*")) {
      anyName.push(rule);
      continue;
    }
    const byWord = byName.get(name) ?? new Map<string, CommandRule[]>();
    byName.set(name, byWord);
    const word = insistedWord(rule);
    const filed = byWord.get(word);
    if (filed === undefined) byWord.set(word, [rule]);
    else filed.push(rule);
  }
  return { byName, anyName, count: rules.length };
}

/**
 * A word that must stand in a command as it is: neither an option, which has other spellings, nor a path,
 * which may be spelled in other ways.
 */
function insistedWord({ command }: CommandRule): string {
  const plain = [
    ...command.form.sub,
    ...command.form.operands.map((word) => (word.kind === "static" ? word.value : "")),
  ];
  const certain = plain.filter((word) => /^[^-~./*$][^/*]*$/u.test(word) && command.words.includes(word));
  return certain[certain.length - 1] ?? anyWord;
}

/** The rules that could match a command of this name holding these words. */
export function* candidateRules(rules: CommandRules, name: string, words: ReadonlySet<string>): Generator<CommandRule> {
  const byWord = rules.byName.get(name);
  if (byWord !== undefined) {
    yield* byWord.get(anyWord) ?? [];
    if (byWord.size > words.size) for (const word of words) yield* byWord.get(word) ?? [];
    else for (const [word, filed] of byWord) if (word !== anyWord && words.has(word)) yield* filed;
  }
  yield* rules.anyName;
}
