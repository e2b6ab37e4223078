import type { Word, Written } from "../../base/index.ts";

/** The literal text that a word certainly starts with: all of it when it is static. */
export function certainStart(word: Word): string {
  return word.kind === "static" ? word.value : word.prefix;
}

export function staticValue(word: Word | undefined): string | undefined {
  return word?.kind === "static" ? word.value : undefined;
}

/**
 * The rest of a word after `count` characters of its value. Its span is exact when the source is unquoted; else
 * it is empty, which says that the part cannot be rewritten in place.
 */
export function dropStart(word: Word, count: number): Word {
  if (word.kind === "static") {
    const plain = word.at.end - word.at.start === word.value.length;
    const at = plain ? { start: word.at.start + count, end: word.at.end } : emptyAt(word);
    return { kind: "static", value: word.value.slice(count), at, ...partOf(word, count) };
  }
  return { ...word, prefix: word.prefix.slice(count), at: emptyAt(word), ...partOf(word, count) };
}

/** The value of a word from `from` up to `to`, which must be known; it is written where the word is. */
export function takePart(word: Word, from: number, to: number): Word {
  const value = certainStart(word).slice(from, to);
  return { ...impliedWord(value, word), ...(value.split("/").includes("..") ? {} : partOf(word, from)) };
}

function partOf(word: Word, count: number): Pick<Word, "within"> {
  const { at, skip } = writtenAt(word);
  return at.end === at.start ? {} : { within: { at, skip: skip + count } };
}

/** Where a word's value is written; an empty span where it is not. */
export function writtenAt({ at, within }: Word): Written {
  return within ?? { at, skip: 0 };
}

/** A word that the source does not spell, such as the implied `.` of `ls`; its empty span says so. */
export function impliedWord(value: string, near: Word | undefined): Word {
  return { kind: "static", value, at: near === undefined ? { start: 0, end: 0 } : emptyAt(near) };
}

/** Words joined with blanks, as `ssh`, `watch` and `eval` join theirs. */
export function joinWords(words: readonly Word[]): Word | undefined {
  const [first] = words;
  const last = words.at(-1);
  if (first === undefined || last === undefined) return undefined;
  if (words.length === 1) return first;
  const at = { start: last.at.end, end: last.at.end };
  if (words.every((word) => word.kind === "static")) {
    return { kind: "static", value: words.map((word) => word.value).join(" "), at };
  }
  const opaque = words.findIndex((word) => word.kind === "opaque");
  const prefix = words
    .slice(0, opaque + 1)
    .map(certainStart)
    .join(" ");
  const text = words.map((word) => (word.kind === "static" ? word.value : word.text)).join(" ");
  return { kind: "opaque", text, prefix, splits: false, glob: false, at };
}

/** A static word split at blanks, as programs do that do not ask a shell; one opaque word stays whole. */
export function splitWord(word: Word): readonly Word[] {
  if (word.kind === "opaque") return [word];
  const parts = word.value.split(/[ \t\n]+/u).filter((part) => part !== "");
  if (parts.length === 1) return [word];
  return parts.map((value) => ({ kind: "static", value, at: emptyAt(word) }));
}

function emptyAt(word: Word): Word["at"] {
  return { start: word.at.end, end: word.at.end };
}
