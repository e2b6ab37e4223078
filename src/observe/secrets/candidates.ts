import type { SecretMatch, SecretRule } from "./match.ts";

const bits = { token: 1, digit: 2, lower: 4 } as const;

/** What each sign can be in a secret, by its code; other signs end a run. */
const classes: Uint8Array = Uint8Array.from({ length: 128 }, (_, code) => {
  const sign = String.fromCharCode(code);
  if (!/[A-Za-z0-9_+/=.~-]/u.test(sign)) return 0;
  return bits.token | (/\d/u.test(sign) ? bits.digit : 0) | (/[a-z]/u.test(sign) ? bits.lower : 0);
});

/** Shorter runs are no secret; without digits longer ones may be, and are mostly names when they hold small letters. */
const shortest = { withDigit: 15, capital: 20, letters: 30 };

/** Signs around a run in which its name, or what ends it, stands. */
const around = { before: 64, after: 16 };
/** Signs of an address in which a password may stand. */
const longestAddress = 1200;
const colon = 58;
const slash = 47;

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
  const parts: Part[] = [];
  const add = (from: number, to: number): void => {
    const start = Math.max(0, from);
    const end = Math.min(text.length, to);
    const last = parts.at(-1);
    if (last === undefined || start > last.end) parts.push({ start, end });
    else if (end > last.end) parts[parts.length - 1] = { start: last.start, end };
  };
  let begin = -1;
  let seen = 0;
  for (let at = 0; at <= text.length; at += 1) {
    const code = at === text.length ? 0 : text.charCodeAt(at);
    const kind = code < 128 ? (classes[code] ?? 0) : 0;
    if (kind !== 0) {
      if (begin === -1) begin = at;
      seen |= kind;
      continue;
    }
    if (begin !== -1 && mayBeSecret(at - begin, seen)) add(begin - around.before, at + around.after);
    begin = -1;
    seen = 0;
    if (code === colon && text.charCodeAt(at + 1) === slash && text.charCodeAt(at + 2) === slash) {
      const at2 = text.indexOf("@", at + 3);
      if (at2 !== -1 && at2 - at < longestAddress) add(at - around.before, at + longestAddress);
    }
  }
  return parts;
}

function mayBeSecret(length: number, seen: number): boolean {
  if (length < shortest.withDigit) return false;
  if ((seen & bits.digit) !== 0 || length >= shortest.letters) return true;
  return (seen & bits.lower) === 0 && length >= shortest.capital;
}
