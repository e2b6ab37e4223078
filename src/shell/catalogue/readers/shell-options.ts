import type { Word } from "../../../base/index.ts";
import { impliedWord, staticValue } from "../word-parts.ts";

/** Long options that bash also takes with one dash, before all others. */
const longNames: ReadonlyMap<string, "flag" | "value"> = new Map([
  ["init-file", "value"],
  ["rcfile", "value"],
  ...[
    "debug debugger dump-po-strings dump-strings help login noediting noprofile norc posix pretty-print protected",
    "restricted verbose version wordexp",
  ].flatMap((names) => names.split(" ").map((name) => [name, "flag"] as const)),
]);

/**
 * Shell options in the ordinary grammar: every `o` and `O` of a cluster takes a word of its own behind it, `+x` is read as
 * `-x`, and a lone `-` ends them as `--` does.
 */
export function spellShellOptions(words: readonly Word[]): readonly Word[] {
  const { read, next } = readLongOptions(words);
  let index = next;
  for (let word = words[index]; word !== undefined; word = words[index]) {
    const value = staticValue(word);
    if (value === undefined || !/^[-+]/u.test(value)) break;
    index += 1;
    if (/^(?:[-+]|--)$/u.test(value)) {
      read.push(impliedWord("--", word));
      break;
    }
    const letters = value.slice(1).replace(/[oO]/gu, "");
    if (letters !== "") read.push(value === `-${letters}` ? word : impliedWord(`-${letters}`, word));
    const modes = value.startsWith("--") ? [] : (value.match(/[oO]/gu) ?? []);
    for (const letter of modes) {
      read.push(impliedWord(`-${letter}`, word));
      const mode = words[index];
      if (mode !== undefined) read.push(mode);
      index += 1;
    }
  }
  return read.concat(words.slice(index));
}

function readLongOptions(words: readonly Word[]): { readonly read: Word[]; readonly next: number } {
  const read = words.slice(0, 1);
  let next = 1;
  if (!/bash[\d.]*$/u.test(staticValue(words[0]) ?? "")) return { read, next };
  for (let word = words[next]; word !== undefined; word = words[next]) {
    const name = /^--?(?<name>[a-z-]+)$/u.exec(staticValue(word) ?? "")?.groups?.["name"];
    const takes = longNames.get(name ?? "");
    if (name === undefined || takes === undefined) break;
    read.push(impliedWord(`--${name}`, word));
    if (takes === "value") read.push(...words.slice(next + 1, next + 2));
    next += takes === "value" ? 2 : 1;
  }
  return { read, next };
}
