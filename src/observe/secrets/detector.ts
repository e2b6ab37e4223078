import { type SecretKind, secretKinds } from "../secret-kinds.ts";
import { amongAnchors, type AnchoredRule } from "./anchored.ts";
import { createCustomRules, createExclusions, reachesOverBlanks } from "./custom-patterns.ts";
import { isGenuine } from "./is-genuine.ts";
import { libraryRules } from "./library-rules.ts";
import { markerOf, mergeMatches, type SecretMatch, type SecretRule } from "./match.ts";
import { type FoundSecret, newSecrets } from "./new-secrets.ts";
import { findPrivateKeys } from "./private-keys.ts";
import { amongWide } from "./wide.ts";

export interface SecretPatterns {
  readonly custom: readonly string[];
  readonly exclude: readonly string[];
}

/** Finds secrets in text and in bytes. Bytes count as Latin-1, so that every offset is theirs, and what is UTF-16 or UTF-32 in them is found as well. */
export interface SecretDetector {
  /** In order; none overlaps another. Linear in the text's length. */
  readonly match: (text: string) => readonly SecretMatch[];
  /** With `[redacted:kind]` in place of every secret. */
  readonly redact: (text: string) => string;
  /** True for what the profile says is no secret. */
  readonly excludes: (word: string) => boolean;
  /** True when a pattern may reach over blanks: then no part of a line tells that it is none. */
  readonly wide: boolean;
  /** What is in `after` and was not in `before`, wherever it stood there. */
  readonly findNew: (after: string | Uint8Array, before?: string | Uint8Array) => readonly FoundSecret[];
}

/** Throws a `ConfigError` for a pattern that can't be compiled. */
export function createDetector({ custom, exclude }: SecretPatterns): SecretDetector {
  const rules = [amongAnchors(formRules()), findPrivateKeys, createCustomRules(custom)];
  const isExcluded = createExclusions(exclude);
  const find: SecretRule = (text) =>
    rules.flatMap((rule) => rule(text)).filter((found) => !isExcluded(wordAround(text, found)));
  const findWide = amongWide(find);
  const match = (text: string): readonly SecretMatch[] => mergeMatches([...find(text), ...findWide(text)]);
  return {
    match,
    excludes: isExcluded,
    wide: custom.some(reachesOverBlanks),
    redact: (text) => redactMatches(text, match(text)),
    findNew: (after, before) => {
      const searched = (
        content: string | Uint8Array,
      ): { readonly text: string; readonly found: readonly SecretMatch[] } => {
        const text = textOf(content);
        return { text, found: match(text) };
      };
      return newSecrets(searched(after), () => searched(before ?? ""));
    },
  };
}

/** Every rule for a secret that shows by its form what it is, but for keys, which have many lines. */
export function formRules(): readonly AnchoredRule[] {
  return [...secretKinds.filter(({ kind }) => kind !== "private-key").map(kindRule), ...libraryRules()];
}

function kindRule({ kind, anchors, pattern, accept, reach }: SecretKind): AnchoredRule {
  const find: SecretRule = (text) =>
    [...text.matchAll(pattern)]
      .filter(([found]) => accept?.(found) !== false && isGenuine(found))
      .map(({ 0: found, index }) => ({ kind, start: index, end: index + found.length }));
  return { anchors, reach, find };
}

function redactMatches(text: string, matches: readonly SecretMatch[]): string {
  let copied = 0;
  const parts: string[] = [];
  for (const found of matches) {
    parts.push(text.slice(copied, found.start), markerOf(found));
    copied = found.end;
  }
  return copied === 0 ? text : parts.join("") + text.slice(copied);
}

const mostAround = 256;

/** What an exclusion is asked about: the secret, and what is written on to it. */
function wordAround(text: string, { start, end }: SecretMatch): string {
  const before = /[^\s"'`,;=:(]*$/u.exec(text.slice(Math.max(0, start - mostAround), start))?.[0] ?? "";
  const after = /^[^\s"'`,;)]*/u.exec(text.slice(end, end + mostAround))?.[0] ?? "";
  return before + text.slice(start, end) + after;
}

function textOf(content: string | Uint8Array): string {
  if (typeof content === "string") return content;
  return Buffer.from(content.buffer, content.byteOffset, content.byteLength).toString("latin1");
}
