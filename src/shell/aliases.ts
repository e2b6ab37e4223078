import type { BuiltinReader } from "./builtin-use.ts";
import type { Tape } from "./tape.ts";

/** Names that are no part of the shell's grammar. */
const plainName =
  /^(?!(?:case|coproc|do|done|elif|else|esac|fi|for|function|if|in|select|then|time|until|while)=)[\w@%+:,.-]+=/u;

/**
 * `alias x=y`: what a later `x` means where aliases are expanded, as `sh` does. Bash does only with an option that is refused, but
 * nobody knows what stood before this text. A name that the text does not use is nobody's concern; listing changes nothing.
 */
export const aliasBuiltin: BuiltinReader = (tape, _place, { words }) => {
  const names: string[] = [];
  for (const word of words.slice(1)) {
    // unquoted, a variable may bring further names along
    if (word.kind === "opaque") return { weight: "refused" };
    if (!word.value.includes("=")) continue;
    if (!plainName.test(word.value)) return { weight: "refused" };
    names.push(word.value.slice(0, word.value.indexOf("=")));
  }
  if (names.length > 0) tape.aliases.push({ names, action: tape.actions.length });
  return { weight: "harmless" };
};

/** Now that every command is known: a definition is refused whose name is used. */
export function settleAliases(tape: Tape): void {
  for (const { names, action } of tape.aliases) {
    const defined = tape.actions[action];
    const isUsed = names.some((name) => tape.called.has(name) || tape.functions.has(name));
    if (isUsed && defined?.kind === "builtin") tape.actions[action] = { ...defined, weight: "refused" };
  }
}
