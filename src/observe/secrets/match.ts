import { widened } from "./wide.ts";

/** Where in a text a secret stands. Offsets are UTF-16 units; the secret itself is never part of it. */
export interface SecretMatch {
  /** What it is, `github-token`. */
  readonly kind: string;
  readonly start: number;
  readonly end: number;
  /** Bytes of one of its signs, where that is not one. */
  readonly width?: number;
}

/** What is shown in its place. */
export function markerOf({ kind, width = 1 }: SecretMatch): string {
  return widened(`[redacted:${kind}]`, width);
}

/** Reads a whole text; in no particular order. */
export type SecretRule = (text: string) => readonly SecretMatch[];

/** In order, and as one where they overlap; the first of them says what it is. */
export function mergeMatches(matches: readonly SecretMatch[]): readonly SecretMatch[] {
  const merged: SecretMatch[] = [];
  for (const match of matches.toSorted((one, other) => one.start - other.start)) {
    const last = merged.at(-1);
    if (last === undefined || match.start >= last.end) merged.push(match);
    else if (match.end > last.end) merged[merged.length - 1] = { ...last, end: match.end };
  }
  return merged;
}
