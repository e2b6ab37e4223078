import { baseName } from "./base-name.ts";
import type { CommandRule, CommandRules, ProgramRules } from "./compiled-policy.ts";
import type { Invocation } from "./invocation.ts";
import { once } from "./once.ts";

/** Filed here when no single word is certain to stand in every command that the rule matches. */
const anyWord = "";

/**
 * Files command rules by program name and then by one word they insist on, so that ten thousand rules about
 * other commands, or about other operands of this one, cost a command nothing.
 */
export function indexCommands(rules: readonly CommandRule[], effect: "grant" | "refusal"): CommandRules {
  const byName = new Map<string, CommandRule[]>();
  const anyName: CommandRule[] = [];
  for (const rule of rules) {
    const name = baseName(rule.command.words[0] ?? "");
    const filed = name.includes("*") ? anyName : byName.get(name);
    if (filed === undefined) byName.set(name, [rule]);
    else filed.push(rule);
  }
  const wordOf = effect === "grant" ? spelledWord : insistedWord;
  const filedByWord = (all: readonly CommandRule[]): ProgramRules => ({
    all,
    byWord: once(() => Map.groupBy(all, wordOf)),
  });
  return {
    byName: new Map([...byName].map(([name, all]) => [name, filedByWord(all)] as const)),
    anyName,
    count: rules.length,
  };
}

/** A grant matches words as they stand, so that any of them will do. */
function spelledWord({ command }: CommandRule): string {
  return command.words.findLast((word, index) => index > 0 && !word.includes("*")) ?? anyWord;
}

/**
 * A refusal matches normal forms: what must stand there is a word that is no path, which may be spelled in other ways, or an
 * option under its canonical name.
 */
function insistedWord({ command }: CommandRule): string {
  const { sub, operands, options } = command.form;
  const plain = [...sub, ...operands.map((word) => (word.kind === "static" ? word.value : ""))];
  const certain = plain.findLast((word) => /^[^-~./*$][^/*]*$/u.test(word) && command.words.includes(word));
  const option = options.findLast(({ name }) => !name.includes("*"))?.name;
  return certain ?? option ?? anyWord;
}

/** The allow rules that could match. */
export function* grantCandidates(rules: CommandRules, name: string, { present }: Invocation): Generator<CommandRule> {
  const named = rules.byName.get(name);
  if (named !== undefined) yield* filedUnder(named.byWord(), present);
  yield* rules.anyName;
}

/** The deny or ask rules that could match. Words that only exist at run time could be any word that a rule insists on. */
export function* refusalCandidates(rules: CommandRules, name: string, invocation: Invocation): Generator<CommandRule> {
  const named = rules.byName.get(name);
  const certain = name === invocation.form.name && !invocation.opaque;
  if (named !== undefined) yield* certain ? filedUnder(named.byWord(), invocation.present) : named.all;
  yield* rules.anyName;
}

function* filedUnder(
  byWord: ReadonlyMap<string, readonly CommandRule[]>,
  present: ReadonlySet<string>,
): Generator<CommandRule> {
  yield* byWord.get(anyWord) ?? [];
  if (byWord.size > present.size)
    for (const word of present) yield* (word === anyWord ? undefined : byWord.get(word)) ?? [];
  else for (const [word, filed] of byWord) if (word !== anyWord && present.has(word)) yield* filed;
}
