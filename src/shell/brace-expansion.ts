import { limits } from "./limits.ts";
import type { PieceStart } from "./word-start.ts";

/** One piece of a word: a character or a longer text; `plain` characters may still be syntax. */
export interface Atom {
  readonly kind: "plain" | "quoted" | "opaque" | "pattern";
  readonly text: string;
  /** For opaque pieces: may become several words or none. */
  readonly splits: boolean;
  /** For opaque pieces: what may come first in them. */
  readonly start?: PieceStart;
}

type Atoms = readonly Atom[];

/** Thrown inside this file alone, to leave a recursion that grew beyond its bound. */
class TooMany extends Error {}

/**
 * Expands `{a,b}` and `{1..3}` as bash does, before anything else. `undefined` when the result would be
 * larger than the bounds; the same single word when there is nothing to expand.
 */
export function expandBraces(atoms: Atoms): readonly Atoms[] | undefined {
  const braces = atoms.reduce((count, atom) => count + (isPlain(atom, "{") ? 1 : 0), 0);
  if (braces === 0) return [atoms];
  if (braces > limits.braces || atoms.length > limits.braceCharacters) return undefined;
  try {
    return expand(atoms);
  } catch (error) {
    if (error instanceof TooMany) return undefined;
    throw error;
  }
}

function isPlain(atom: Atom | undefined, text: string): boolean {
  return atom?.kind === "plain" && atom.text === text;
}

function expand(atoms: Atoms): readonly Atoms[] {
  const group = findGroup(atoms);
  if (group === undefined) return [atoms];
  const rest = expand(atoms.slice(group.end));
  const before = atoms.slice(0, group.start);
  const alternatives = group.sequence ?? group.parts.flatMap((part) => expand(part));
  if (alternatives.length * rest.length > limits.braceWords) throw new TooMany();
  const size = rest.reduce((sum, tail) => sum + tail.length, 0) * alternatives.length;
  if (size > limits.braceCharacters) throw new TooMany();
  return alternatives.flatMap((middle) => rest.map((tail) => [...before, ...middle, ...tail]));
}

interface Group {
  readonly start: number;
  readonly end: number;
  readonly parts: readonly Atoms[];
  readonly sequence: readonly Atoms[] | undefined;
}

/** The first brace pair that expands: a comma at its own level, or a sequence. */
function findGroup(atoms: Atoms): Group | undefined {
  for (let start = 0; start < atoms.length; start += 1) {
    if (!isPlain(atoms[start], "{")) continue;
    const close = findClose(atoms, start);
    if (close === undefined) continue;
    const parts = splitParts(atoms.slice(start + 1, close));
    if (parts.length > 1) return { start, end: close + 1, parts, sequence: undefined };
    const sequence = readSequence(atoms.slice(start + 1, close));
    if (sequence !== undefined) return { start, end: close + 1, parts, sequence };
  }
  return undefined;
}

function findClose(atoms: Atoms, start: number): number | undefined {
  let depth = 0;
  for (let index = start; index < atoms.length; index += 1) {
    if (isPlain(atoms[index], "{")) depth += 1;
    else if (isPlain(atoms[index], "}")) depth -= 1;
    if (depth === 0) return index;
  }
  return undefined;
}

function splitParts(atoms: Atoms): readonly Atoms[] {
  const parts: Atom[][] = [[]];
  let depth = 0;
  for (const atom of atoms) {
    if (isPlain(atom, "{")) depth += 1;
    else if (isPlain(atom, "}")) depth -= 1;
    if (depth === 0 && isPlain(atom, ",")) parts.push([]);
    else parts.at(-1)?.push(atom);
  }
  return parts;
}

const numbers = /^(?<from>[+-]?\d{1,15})\.\.(?<to>[+-]?\d{1,15})(?:\.\.(?<by>[+-]?\d{1,15}))?$/u;
const letters = /^(?<from>[A-Za-z])\.\.(?<to>[A-Za-z])(?:\.\.(?<by>[+-]?\d{1,15}))?$/u;

function readSequence(atoms: Atoms): readonly Atoms[] | undefined {
  if (!atoms.every((atom) => atom.kind === "plain")) return undefined;
  const text = atoms.map((atom) => atom.text).join("");
  const ends = numbers.exec(text)?.groups ?? letters.exec(text)?.groups;
  const from = ends?.["from"];
  const to = ends?.["to"];
  if (from === undefined || to === undefined) return undefined;
  const lettered = /[A-Za-z]/u.test(from);
  // between the cases lie a backtick and a backslash
  if (lettered && /[a-z]/u.test(from) !== /[a-z]/u.test(to)) throw new TooMany();
  const first = lettered ? from.charCodeAt(0) : Number(from);
  const last = lettered ? to.charCodeAt(0) : Number(to);
  const by = Math.abs(Number(ends?.["by"] ?? 1)) || 1;
  if (Math.abs(last - first) / by >= limits.braceWords) throw new TooMany();
  const padded = !lettered && [from, to].some((end) => /^[+-]?0\d/u.test(end));
  const width = padded ? Math.max(from.length, to.length) : 0;
  const values: string[] = [];
  for (let value = first; first <= last ? value <= last : value >= last; value += first <= last ? by : -by) {
    values.push(lettered ? String.fromCharCode(value) : pad(value, width));
  }
  return values.map((value) => [{ kind: "quoted", text: value, splits: false }]);
}

function pad(value: number, width: number): string {
  const digits = String(Math.abs(value));
  return value < 0 ? `-${digits.padStart(width - 1, "0")}` : digits.padStart(width, "0");
}
