import { done, type Tried } from "../fault.ts";
import type { FileDesk } from "../tool.ts";
import type { Found, OpenedFile } from "./found.ts";
import { searchFile } from "./own-search.ts";
import type { Query } from "./query.ts";
import { compileRegex, type Regex } from "./regex.ts";
import { searchWithRipgrep } from "./ripgrep.ts";
import { isBinary } from "./text-kind.ts";

/** Searches files, with ripgrep as long as that can do it and by ourselves otherwise: the answers are the same. */
export interface Searcher extends Disposable {
  readonly search: (files: readonly OpenedFile[]) => Tried<Results>;
  /** Says what is wrong with the pattern, if nothing was there to be searched for it. */
  readonly check: () => Tried<undefined>;
}

export type Results = readonly (readonly [OpenedFile, Found])[];

/** Milliseconds, by the process's own clock. */
interface Deadline {
  readonly left: () => number;
}

/** Larger files are searched by ourselves: in one that has no lines ripgrep would need as much memory. */
const mostForRipgrep = 64 * 1024 * 1024;

export function createSearcher(query: Query, desk: Pick<FileDesk, "ripgrep">, { left }: Deadline): Searcher {
  let { ripgrep } = desk;
  let regex: Tried<Regex> | undefined;
  let isKnown = false;
  const compiled = (): Tried<Regex> => (regex ??= compileRegex(query));

  const searchAlone = (files: readonly OpenedFile[]): Tried<Results> => {
    const own = compiled();
    if (!own.ok) return own;
    const results: (readonly [OpenedFile, Found])[] = [];
    for (const file of files) {
      if (left() <= 0) break;
      const found = searchFile(file, query, own.value, () => left() <= 0);
      if (found !== undefined) results.push([file, found]);
    }
    return done(results);
  };

  const search = (files: readonly OpenedFile[]): Tried<Results> => {
    const usual = files.filter(({ size }) => size <= mostForRipgrep);
    if (files.length === 0) return done([]);
    if (ripgrep === undefined || usual.length === 0) return searchAlone(files);
    const found = searchWithRipgrep(ripgrep, query, { files: usual, mostMs: left() });
    if (found === undefined) {
      // What it does not know it won't know of the next files either.
      ripgrep = undefined;
      return searchAlone(files);
    }
    isKnown = true;
    const alone =
      usual.length === files.length ? done([]) : searchAlone(files.filter(({ size }) => size > mostForRipgrep));
    if (!alone.ok) return alone;
    const all = new Map([...[...found].filter(([{ fd }]) => !isBinary(fd)), ...alone.value]);
    return done(files.flatMap((file) => withFound(file, all.get(file))));
  };

  const check = (): Tried<undefined> => {
    const own = isKnown ? done(undefined) : compiled();
    return own.ok ? done(undefined) : own;
  };

  return { search, check, [Symbol.dispose]: () => (regex?.ok === true ? regex.value[Symbol.dispose]() : undefined) };
}

function withFound(file: OpenedFile, found: Found | undefined): Results {
  return found === undefined ? [] : [[file, found]];
}
