import type { SecretMatch, SecretRule } from "./match.ts";

/** Signs of ASCII as UTF-16 or UTF-32 writes them, whichever byte comes first: in Latin-1 they have one or three NULs between them. */
interface WideRun {
  readonly start: number;
  readonly end: number;
  /** Bytes of a sign. */
  readonly width: number;
  readonly text: string;
}

const nul = "\0";
const shortest = 6;

/** A run of signs, and the last one without its NULs where they come first. */
const forms = [2, 4].map((width) => {
  const sign = String.raw`[^\0\x80-\uffff]`;
  return { width, run: new RegExp(String.raw`(?:${sign}\0{${width - 1}}){${shortest},}(?:${sign})?`, "gu") };
});

/** Finds in a text of Latin-1 what a rule finds in its parts that are UTF-16 or UTF-32. */
export function amongWide(rule: SecretRule): SecretRule {
  return (text) => (text.includes(nul) ? wideRuns(text).flatMap((run) => findIn(run, rule)) : []);
}

function wideRuns(text: string): readonly WideRun[] {
  return forms.flatMap(({ width, run }) =>
    [...text.matchAll(run)].map(({ 0: found, index }) => ({
      start: index,
      end: index + found.length,
      width,
      text: found.replaceAll(nul, ""),
    })),
  );
}

function findIn({ start, end, width, text }: WideRun, rule: SecretRule): readonly SecretMatch[] {
  return rule(text).map((match) => ({
    kind: match.kind,
    start: start + match.start * width,
    end: Math.min(end, start + match.end * width),
    width,
  }));
}

/** As it is written where a sign has `width` bytes. */
export function widened(text: string, width: number): string {
  return Array.from(text, (sign) => sign + nul.repeat(width - 1)).join("");
}

const longestEnd = 128 * 1024;

/** The run that a text ends in, be it in the middle of a sign. */
export function wideEnd(text: string): WideRun | undefined {
  return forms.map(({ width }) => endingRun(text, width)).find((run) => run !== undefined);
}

function endingRun(text: string, width: number): WideRun | undefined {
  const between = nul.repeat(width - 1);
  let end = text.length;
  while (end > text.length - width && text.charCodeAt(end - 1) === 0) end -= 1;
  let start = end - 1;
  const belongs = (at: number): boolean => isSign(text.charCodeAt(at)) && text.startsWith(between, at + 1);
  while (start - width >= 0 && text.length - start < longestEnd && belongs(start - width)) start -= width;
  if (start === end - 1 || !isSign(text.charCodeAt(end - 1))) return undefined;
  return { start, end, width, text: text.slice(start, end).replaceAll(nul, "") };
}

function isSign(code: number): boolean {
  return code > 0 && code < 128;
}
