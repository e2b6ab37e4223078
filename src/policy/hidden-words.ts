import type { Word } from "../base/index.ts";

/** What a deny or ask rule says of a command. `hidden`: it matches if some word turns out at run time to be what the rule names. */
export type RefusalAnswer = "match" | "hidden" | "no";

/** True when a word that only exists at run time could turn out to be this text. */
export function couldBe(word: Word | undefined, text: string): boolean {
  return word?.kind === "opaque" && (text.startsWith(word.prefix) || word.prefix.startsWith(text));
}

/**
 * True when unquoted text could turn into options at run time. A last word alone is taken for the operands it looks like
 * (`rm $f`, `xargs rm`), unless another word already points at the rule.
 */
export function mayHideOption(words: readonly Word[], pointed: "pointed" | "unpointed"): boolean {
  const dashes = words.findIndex((word) => word.kind === "static" && word.value === "--");
  const options = dashes === -1 ? words : words.slice(0, dashes);
  const looked = pointed === "pointed" ? options : options.filter((word) => word !== words.at(-1));
  return looked.slice(1).some((word) => word.kind === "opaque" && word.splits && !word.glob);
}

export function hasStars(words: readonly string[]): boolean {
  return words.some((word) => word.includes("*"));
}

export function isStars(text: string): boolean {
  return /^\*+$/u.test(text);
}
