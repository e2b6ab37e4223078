import { createAnchorFinder } from "./anchors.ts";
import type { SecretMatch, SecretRule } from "./match.ts";

/** A rule whose every match has one of some words in it, or right before it. */
export interface AnchoredRule {
  readonly anchors: readonly string[];
  /** Sticky: from an anchor on to where a match may end; no match where it finds nothing. A word, if nothing is said. */
  readonly reach?: RegExp | undefined;
  /** Finds in any text; asked only about what is around anchors. */
  readonly find: SecretRule;
}

/** All that forms of one word consist of. */
const word = /[\w.+/=~-]*/uy;
/** Signs that a match may begin before its anchor, and that a rule may look at behind its end. */
const around = { before: 24, after: 16 };

/** Finds what the rules find in the whole text, and asks each of them only about what is around its anchors. */
export function amongAnchors(rules: readonly AnchoredRule[]): SecretRule {
  const anchors = [...new Set(rules.flatMap((rule) => rule.anchors))];
  const owners = anchors.map((anchor) => rules.filter((rule) => rule.anchors.includes(anchor)));
  const findAnchors = createAnchorFinder(anchors);
  return (text) => {
    const found = new Map<AnchoredRule, Part[]>();
    // A sign beyond Latin-1 may look like an anchor's, so that the rule is asked in vain; none of an anchor's is missed.
    findAnchors(Buffer.from(text, "latin1"), (anchor, at) => {
      for (const rule of owners[anchor] ?? []) {
        const parts = found.get(rule) ?? [];
        found.set(rule, parts);
        addPart(parts, rule, { text, at });
      }
    });
    return [...found].flatMap(([rule, parts]) => parts.flatMap((part) => findIn(text, part, rule)));
  };
}

interface Part {
  readonly start: number;
  end: number;
}

function addPart(
  parts: Part[],
  { reach }: AnchoredRule,
  { text, at }: { readonly text: string; readonly at: number },
): void {
  const last = parts.at(-1);
  // The word that it stands in is a part already.
  if (reach === undefined && last !== undefined && at < last.end - around.after) return;
  const end = endOf(reach ?? word, text, at);
  if (end === undefined) return;
  const part = { start: Math.max(0, at - around.before), end: Math.min(text.length, end + around.after) };
  if (last === undefined || part.start > last.end) parts.push(part);
  else last.end = Math.max(last.end, part.end);
}

function endOf(reach: RegExp, text: string, at: number): number | undefined {
  reach.lastIndex = at;
  return reach.test(text) ? reach.lastIndex : undefined;
}

function findIn(text: string, { start, end }: Part, { find }: AnchoredRule): readonly SecretMatch[] {
  return find(text.slice(start, end)).map((match) => ({
    ...match,
    start: match.start + start,
    end: match.end + start,
  }));
}
