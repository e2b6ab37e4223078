import type { Word } from "../../../base/index.ts";
import { quoteWord } from "../../quote-word.ts";
import type { InnerCommand } from "../command-reading.ts";
import { impliedWord } from "../word-parts.ts";
import { opaqueWord } from "./open-command.ts";

interface Filling {
  readonly placeholder: string;
  /** One value of each source; absent: nobody knows which. */
  readonly row: readonly Word[] | undefined;
  /** What stands for values that nobody knows. */
  readonly data: Word;
  readonly near: Word;
}

/** A value by its source, and with what is taken off: `{2}`, `{.}`, `{1//}`, `{/.}`; `{#}` and `{%}` count jobs. */
const numbered = String.raw`\{(?:(?<nth>-?\d+)(?<cut>\.|\/\/|\/\.|\/)?|(?<all>\.|\/\/|\/\.|\/)|(?<count>[#%]))\}`;
const plain = /^[\w./,:=@%+-]+$/u;

const cuts: Readonly<Record<string, (value: string) => string>> = {
  ".": (value) => value.replace(/\.[^./]*$/u, ""),
  "/": (value) => value.replace(/^.*\//su, ""),
  "//": (value) => (value.includes("/") ? value.replace(/\/[^/]*$/su, "") || "/" : "."),
  "/.": (value) => value.replace(/^.*\//su, "").replace(/\.[^.]*$/u, ""),
};

/** The text that a shell gets for one row of values. What is not known arrives as an argument of that shell. */
export function fillTemplate(template: string, filling: Filling): readonly InnerCommand[] {
  const { placeholder, row, data, near } = filling;
  // Perl code of the caller's own.
  if (template.includes("{=")) return [{ kind: "text", text: opaqueWord(template, near.at), args: [] }];
  const places = new RegExp(`${placeholder.replaceAll(/[\\^$.*+?()[\]{}|/]/gu, "\\$&")}|${numbered}`, "gu");
  const isCode = fillsName(template, places);
  const args: Word[] = [impliedWord("parallel", near)];
  let isSure = true;
  let isUsed = false;
  const given = (word: Word, at: number): string => {
    if (word.kind === "static" && (isCode || plain.test(word.value))) return word.value;
    if (isCode || !isBare(template, at)) isSure = false;
    if (word.kind === "static") return quoteWord(word.value);
    return `"\${${args.push(word) - 1}}"`;
  };
  const valued = (nth: number | undefined, cut: string | undefined, at: number): string => {
    const values = row === undefined ? [data] : nth === undefined ? row : row.slice(nth - 1, nth || undefined);
    const wanted = values.length === 0 || (nth !== undefined && nth < 1) ? [data] : values;
    return wanted.map((word) => given(cutOf(word, cut, data), at)).join(" ");
  };
  let text = "";
  let from = 0;
  for (const { 0: found, index, groups = {} } of template.matchAll(places)) {
    const { nth, cut, all, count } = groups;
    isUsed ||= count === undefined;
    const there = count === undefined ? valued(nth === undefined ? undefined : Number(nth), cut ?? all, index) : "1";
    text += template.slice(from, index) + there;
    from = index + found.length;
  }
  text += template.slice(from);
  const whole = isUsed ? text : `${text} ${valued(undefined, undefined, template.length)}`;
  if (!isSure) return [{ kind: "text", text: opaqueWord(template, near.at), args: [] }];
  return [{ kind: "text", text: impliedWord(whole, near), args: args.length > 1 ? args : [] }];
}

/** Where the command's name comes from a value, no value is quoted: `parallel {} ::: 'rm a'` is `rm a`. */
function fillsName(template: string, places: RegExp): boolean {
  const first = template.search(places);
  return first >= 0 && /^[^ \t\n=]*$/u.test(template.slice(0, first));
}

function cutOf(word: Word, cut: string | undefined, data: Word): Word {
  if (cut === undefined) return word;
  return word.kind === "static" ? { ...word, value: cuts[cut]?.(word.value) ?? word.value } : data;
}

/** True where a quoted value stays one word: outside of quotes. At the end of the text everything has to be closed. */
function isBare(text: string, at: number): boolean {
  const before = text.slice(0, at).replace(/\\.|'[^']*'|"(?:\\.|[^"\\$`])*"/gsu, "");
  return !/['"`\\]|\$\(|<</u.test(before);
}
