import { quoteWord } from "./quote-word.ts";

type Quoting = "none" | "single" | "double" | "ansi";

/** Where a character of a word's value stands in the word's source, and between which quotes. */
export interface ValueSpot {
  readonly offset: number;
  readonly quoting: Quoting;
}

/**
 * Where the character number `skip` of a word's value is written. Nothing when what comes before it is not literal: an
 * expansion, an escape that stands for another character.
 */
export function findValueSpot(source: string, skip: number): ValueSpot | undefined {
  let [at, value] = [0, 0];
  let quoting: Quoting = "none";
  while (at < source.length) {
    const opener: Opener | undefined = quoting === "none" ? openerAt(source, at) : undefined;
    if (opener !== undefined) {
      quoting = opener.quoting;
      at += opener.text.length;
    } else if (quoting !== "none" && source.startsWith(closing[quoting], at)) {
      quoting = "none";
      at += 1;
    } else {
      const length = characterAt(source, at, quoting);
      if (value === skip) return { offset: at, quoting };
      if (length === 0) return undefined;
      if (!source.startsWith("\\\n", at) || quoting === "single") value += 1;
      at += length;
    }
  }
  return undefined;
}

const closing = { single: "'", double: '"', ansi: "'" } as const satisfies Record<Exclude<Quoting, "none">, string>;

interface Opener {
  readonly text: string;
  readonly quoting: Quoting;
}

const openers: readonly Opener[] = [
  { text: "$'", quoting: "ansi" },
  { text: '$"', quoting: "double" },
  { text: "'", quoting: "single" },
  { text: '"', quoting: "double" },
];

function openerAt(source: string, at: number): Opener | undefined {
  return openers.find(({ text }) => source.startsWith(text, at));
}

/** How many characters of source stand for one of the value; 0 where that is not certain. */
function characterAt(source: string, at: number, quoting: Quoting): number {
  const char = source[at] ?? "";
  if (quoting === "single") return 1;
  if (char === "\\") return escapeAt(source, at, quoting);
  return quoting !== "ansi" && (char === "$" || char === "`") ? 0 : 1;
}

function escapeAt(source: string, at: number, quoting: Quoting): number {
  if (quoting === "ansi") return 0;
  return quoting === "none" || /^[\\"$`\n]/u.test(source.slice(at + 1)) ? 2 : 1;
}

/** Spells a text so that it means itself between these quotes. */
export function spellWithin(text: string, quoting: Quoting): string {
  if (quoting === "none") return quoteWord(text);
  if (quoting === "single") return text.replaceAll("'", String.raw`'\''`);
  return text.replace(quoting === "double" ? /[\\"$`]/gu : /[\\']/gu, String.raw`\$&`);
}

/** What ends these quotes. */
export function closeQuotes(quoting: Quoting): string {
  return quoting === "none" ? "" : closing[quoting];
}
