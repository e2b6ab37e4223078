import { type Dirent, readdirSync } from "node:fs";
import { type AbsolutePath, parseAbsolutePath } from "../base/index.ts";
import type { GlobMatch, GlobQuestion } from "../confine/index.ts";
import type { HostSide } from "./host-side.ts";
import { isClosed, openWay } from "./open-beneath.ts";
import type { PathResolver } from "./resolve-path.ts";

/** How much may be looked at and matched for all patterns of one launch together. */
export interface GlobBudget {
  entries: number;
  matches: number;
}

/** Beyond this a profile names folders instead: a command would wait longer for its walls than it runs. */
export const globLimits = { entries: 250_000, matches: 2_000 } as const;

interface Walk {
  readonly question: GlobQuestion;
  readonly side: HostSide;
  readonly resolve: PathResolver;
  readonly budget: GlobBudget;
  readonly matches: Map<AbsolutePath, GlobMatch>;
}

/** Existing paths that the pattern matches; undefined when the budget does not suffice. */
export function expandGlob(
  question: GlobQuestion,
  side: HostSide,
  resolve: PathResolver,
  budget: GlobBudget,
): readonly GlobMatch[] | undefined {
  const walk: Walk = { question, side, resolve, budget, matches: new Map() };
  for (const spelled of question.within) {
    const start = resolve(spelled);
    if (start.kind === "absent") continue;
    // The pattern speaks of the path as it is spelled; what is found is masked where it really lies.
    if (!walkFrom(walk, start.real, spelled.split("/").slice(1).filter(Boolean))) return undefined;
  }
  return [...walk.matches.values()];
}

/** Goes through folders with a list of its own: the depth of a tree is not ours to choose. */
function walkFrom(walk: Walk, start: AbsolutePath, startParts: readonly string[]): boolean {
  if (walk.question.matches(startParts)) return take(walk, start);
  const pending: { readonly folder: AbsolutePath; readonly parts: readonly string[] }[] = [
    { folder: start, parts: startParts },
  ];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    for (const entry of list(walk.side, next.folder)) {
      walk.budget.entries -= 1;
      if (walk.budget.entries < 0) return false;
      const parts = [...next.parts, entry.name];
      const path = parseAbsolutePath(`${next.folder === "/" ? "" : next.folder}/${entry.name}`);
      if (walk.question.matches(parts)) {
        if (!take(walk, path)) return false;
      } else if (entry.isDirectory() && parts.length < (walk.question.depth ?? Infinity) && !walk.side.isMount(path)) {
        pending.push({ folder: path, parts });
      }
    }
  }
  return true;
}

function take({ matches, resolve, budget }: Walk, path: AbsolutePath): boolean {
  const { kind, real, closed } = resolve(path);
  if (closed !== undefined && !matches.has(closed))
    matches.set(closed, { path: closed, shape: "folder", closed: true });
  if (kind === "absent" || matches.has(real)) return true;
  budget.matches -= 1;
  matches.set(real, { path: real, shape: kind });
  return budget.matches >= 0;
}

/** Folders of the kernel's, endless and full of what nobody made. */
const unsearched: ReadonlySet<string> = new Set(["/proc", "/sys", "/dev"]);

function list(side: HostSide, folder: AbsolutePath): readonly Dirent[] {
  const place = side.within(folder);
  if (unsearched.has(place)) return [];
  try {
    return readdirSync(place, { withFileTypes: true });
  } catch (error) {
    return isClosed(error) ? listClosed(parseAbsolutePath(place)) : []; // gone in this moment
  }
}

/** A command can open what its user has closed, and go by name where it can't look. */
function listClosed(place: AbsolutePath): readonly Dirent[] {
  using way = openWay(place, "look");
  return way.pinned === undefined ? [] : readdirSync(way.pinned, { withFileTypes: true });
}
