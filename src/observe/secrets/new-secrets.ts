import type { SecretMatch } from "./match.ts";

/** A secret in a file, for messages: where it is and what, never the secret. */
export interface FoundSecret {
  readonly kind: string;
  /** From 1. */
  readonly line: number;
}

/** More in one file are not told. */
const mostNew = 100;
/** To look for one secret means to read the whole old text. */
const mostLooks = 1000;

interface Text {
  readonly text: string;
  readonly found: readonly SecretMatch[];
}

/** What was found in a text and stood nowhere in the old one, the first of many. Linear in the length of both. */
export function newSecrets({ text, found }: Text, old: () => Text): readonly FoundSecret[] {
  const wasThere = found.length === 0 ? (): boolean => false : createKnown(old());
  const lineAt = createLineCounter(text);
  const told: FoundSecret[] = [];
  for (const { kind, start, end } of found) {
    if (told.length === mostNew) break;
    if (!wasThere(text.slice(start, end))) told.push({ kind, line: lineAt(start) });
  }
  return told;
}

/** Whether a secret stood there, be it not as one. */
function createKnown({ text, found }: Text): (secret: string) => boolean {
  const known = new Set(found.map(({ start, end }) => text.slice(start, end)));
  let looks = 0;
  return (secret) => {
    if (known.has(secret)) return true;
    looks += 1;
    if (text === "" || looks > mostLooks || !text.includes(secret)) return false;
    known.add(secret);
    return true;
  };
}

/** For offsets that do not fall. */
function createLineCounter(text: string): (offset: number) => number {
  let line = 1;
  let next = text.indexOf("\n");
  return (offset) => {
    for (; next !== -1 && next < offset; next = text.indexOf("\n", next + 1)) line += 1;
    return line;
  };
}
