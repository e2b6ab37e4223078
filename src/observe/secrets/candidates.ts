import type { SecretMatch, SecretRule } from "./match.ts";

const bits = { run: 1, word: 2, digit: 4, separator: 8 } as const;

/** What each sign can be in a secret, by its code; other signs end a run. Dots and signs of base64 end a word in it. */
const classes: Uint8Array = Uint8Array.from({ length: 128 }, (_, code) => {
  const sign = String.fromCharCode(code);
  if (/[+/=.~]/u.test(sign)) return bits.run;
  if (!/[A-Za-z0-9_-]/u.test(sign)) return 0;
  return bits.run | bits.word | (/\d/u.test(sign) ? bits.digit : 0) | (/[_-]/u.test(sign) ? bits.separator : 0);
});

/** Every form has a digit and is longer, or consists of letters and is longer still. */
const shortest = { withDigit: 15, letters: 20 };

/** Forms without `_` and `-` begin with `AKIA`, `AIza`, `AC`, `SK`, `dapi` or `eyJ`, or come after a dot. */
const firstSigns: ReadonlySet<number> = new Set(["A", "S", "d", "e"].map((sign) => sign.charCodeAt(0)));

/** What tells of a secret of any form that follows. */
const hint = /ACCESS_?KEY|access_?key|Access_?Key|accessKey|_authToken=|hooks\.slack|discord/gu;
const hintReach = 256;

/** Signs around a run in which its name, or what ends it, stands. */
const around = { before: 64, after: 16 };
/** Signs of an address in which a password may stand. */
const longestAddress = 1200;
const colon = 58;
const slash = 47;
const dot = 46;

interface Part {
  readonly start: number;
  readonly end: number;
}

/**
 * A rule asked only about the parts of a text in which there can be a secret at all: everything else is looked at once, sign by
 * sign, which is several times as fast as to search it for each form.
 */
export function amongCandidates(rule: SecretRule): SecretRule {
  return (text) => {
    const parts = partsOf(text);
    if (parts.length === 0) return [];
    const [first] = parts;
    if (parts.length === 1 && first?.end === text.length && first.start === 0) return rule(text);
    // No form reaches over a NUL.
    return placeBack(rule(parts.map(({ start, end }) => text.slice(start, end)).join("\0")), parts);
  };
}

function placeBack(matches: readonly SecretMatch[], parts: readonly Part[]): readonly SecretMatch[] {
  const starts: number[] = [];
  let length = 0;
  for (const { start, end } of parts) {
    starts.push(length);
    length += end - start + 1;
  }
  return matches.map(({ kind, start, end }) => {
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((starts[middle] ?? 0) <= start) low = middle;
      else high = middle - 1;
    }
    const shift = (parts[low]?.start ?? 0) - (starts[low] ?? 0);
    return { kind, start: start + shift, end: end + shift };
  });
}

function partsOf(text: string): readonly Part[] {
  const found: Part[] = [...text.matchAll(hint)].map(({ index }) => ({
    start: index - around.before,
    end: index + hintReach,
  }));
  let begin = -1;
  let isCandidate = false;
  let word = -1;
  let seen = 0;
  for (let at = 0; at <= text.length; at += 1) {
    const code = at === text.length ? 0 : text.charCodeAt(at);
    const kind = code < 128 ? (classes[code] ?? 0) : 0;
    if ((kind & bits.word) !== 0) {
      if (begin === -1) begin = at;
      if (word === -1) word = at;
      seen |= kind;
      continue;
    }
    if (word !== -1 && at - word >= shortest.withDigit)
      isCandidate ||= mayBeSecret(text, { start: word, end: at }, seen);
    word = -1;
    seen = 0;
    if (kind !== 0) {
      if (begin === -1) begin = at;
      continue;
    }
    if (isCandidate) found.push({ start: begin - around.before, end: at + around.after });
    begin = -1;
    isCandidate = false;
    if (code === colon && isAddress(text, at)) found.push({ start: at - around.before, end: at + longestAddress });
  }
  return joined(found, text.length);
}

function mayBeSecret(text: string, { start, end }: Part, seen: number): boolean {
  const isSeparated = (seen & bits.separator) !== 0;
  if ((seen & bits.digit) === 0 && end - start < shortest.letters) return false;
  return isSeparated || firstSigns.has(text.charCodeAt(start)) || text.charCodeAt(start - 1) === dot;
}

/** True for `://` with an `@` after it, before which a password may stand. */
function isAddress(text: string, at: number): boolean {
  if (text.charCodeAt(at + 1) !== slash || text.charCodeAt(at + 2) !== slash) return false;
  const sign = text.slice(at, at + longestAddress).indexOf("@");
  return sign !== -1;
}

function joined(parts: readonly Part[], length: number): readonly Part[] {
  const whole: { start: number; end: number }[] = [];
  for (const part of parts.toSorted((one, other) => one.start - other.start)) {
    const [start, end] = [Math.max(0, part.start), Math.min(length, part.end)];
    const last = whole.at(-1);
    if (last === undefined || start > last.end) whole.push({ start, end });
    else last.end = Math.max(last.end, end);
  }
  return whole;
}
