import type { CommandForm, Word } from "../base/index.ts";
import type { InnerCommand } from "./catalogue/command-reading.ts";

type InnerWords = Extract<InnerCommand, { kind: "words" }>;

/** The words of an inner command to which more are added when it runs: by `find` in the place of `{}`, by `xargs` at the end. */
export function openWords(form: CommandForm, inner: InnerWords): readonly Word[] {
  const { words, open, option } = inner;
  const last = words.at(-1);
  if (!open || last === undefined) return words;
  // what find puts there starts with the folder it searched, never with a dash
  if (option !== undefined && form.name === "find") return fill(words, "{}", false);
  const replace = form.options.findLast(({ name }) => name === "--replace");
  if (replace === undefined && form.name === "xargs")
    return [...words, unknown("…", { at: last.at, prefix: "", splits: true })];
  const holder = replace?.value?.kind === "static" ? replace.value.value : "{}";
  const filled = fill(words, holder, true);
  return filled.some((word, index) => word !== words[index])
    ? filled
    : [...words, unknown("…", { at: last.at, prefix: "", splits: true })];
}

function fill(words: readonly Word[], holder: string, splits: boolean): readonly Word[] {
  return words.map((word) => {
    if (word.kind === "opaque" || holder === "" || !word.value.includes(holder)) return word;
    const prefix = word.value.slice(0, word.value.indexOf(holder));
    return unknown(word.value, { at: word.at, prefix, splits: splits && prefix === "" });
  });
}

function unknown(text: string, { at, prefix, splits }: { at: Word["at"]; prefix: string; splits: boolean }): Word {
  return { kind: "opaque", text, prefix, splits, glob: false, at: { start: at.end, end: at.end } };
}
