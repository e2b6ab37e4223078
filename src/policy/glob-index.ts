import { isLiteralGlob, literalStart, matchesPathGlob, type PathGlob } from "../base/index.ts";

interface Filed<T> {
  readonly glob: PathGlob;
  readonly literal: boolean;
  readonly value: T;
}

/** Patterns filed under the literal folders they start with, so that those elsewhere cost nothing. */
export type GlobIndex<T> = ReadonlyMap<string, readonly Filed<T>[]>;

export interface GlobHit<T> {
  readonly value: T;
  readonly literal: boolean;
  /** How many literal parts the pattern starts with: the more, the more specific. */
  readonly depth: number;
}

export function indexGlobs<T>(entries: Iterable<readonly [PathGlob, T]>): GlobIndex<T> {
  const index = new Map<string, Filed<T>[]>();
  for (const [glob, value] of entries) {
    const start = literalStart(glob).join("/");
    const filed = index.get(start) ?? [];
    filed.push({ glob, literal: isLiteralGlob(glob), value });
    index.set(start, filed);
  }
  return index;
}

/** Every pattern that matches the path, the most specific first. */
export function* findGlobs<T>(index: GlobIndex<T>, parts: readonly string[]): Generator<GlobHit<T>> {
  if (index.size === 0) return;
  const starts = [""];
  for (const part of parts) starts.push(starts.length === 1 ? part : `${starts[starts.length - 1] ?? ""}/${part}`);
  for (let depth = starts.length - 1; depth >= 0; depth -= 1) {
    for (const { glob, literal, value } of index.get(starts[depth] ?? "") ?? []) {
      if (literal || matchesPathGlob(glob, parts)) yield { value, literal, depth };
    }
  }
}

export function findGlob<T>(index: GlobIndex<T>, parts: readonly string[]): GlobHit<T> | undefined {
  return findGlobs(index, parts).next().value ?? undefined;
}

/** The names along an absolute path. */
export function pathParts(path: string): readonly string[] {
  return path.split("/").filter((part) => part !== "");
}
