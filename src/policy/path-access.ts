import {
  type AbsolutePath,
  type Context,
  isBeneath,
  parseAbsolutePath,
  type RuleRef,
  type RuleSource,
  literalGlob,
  parsePathGlob,
  type PathGlob,
  matchesPathGlob,
} from "../base/index.ts";
import type { EffectiveProfile, PathEntry } from "./effective-profile.ts";
import { findGlob, findGlobs, type GlobHit, type GlobIndex, indexGlobs, pathParts } from "./glob-index.ts";
import { guardDepth, isGuard, isTie } from "./guarded-paths.ts";
import { insideFiles } from "./inside-root.ts";
import { isPassing, isReadableDevice, isSystemPath } from "./system-folders.ts";

/**
 * What the profile's file lists say of a path. `readable` and `hidden` are what holds where no list speaks:
 * system folders can be read, the rest is not there.
 */
export type PathAccess = "denied" | "hidden" | "readable" | "read-only" | "writable";

/** A pattern of file names with the entry that made it. */
export interface NamePattern {
  readonly glob: PathGlob;
  readonly ref: RuleRef;
}

/** The file lists of a profile, ready for matching. */
export interface FileLists {
  readonly allowed: GlobIndex<PathEntry>;
  readonly readOnly: GlobIndex<PathEntry>;
  readonly denied: GlobIndex<PathEntry>;
  readonly guards: GlobIndex<PathEntry>;
  readonly blocked: readonly NamePattern[];
  /** True when no list says anything: then the project can be read, and rules alone grant more. */
  readonly silent: boolean;
  /** Where the walls have put something for there is nothing, and so nothing to be kept from anybody. */
  readonly standIns: ReadonlySet<string>;
  /** Set when a folder stands in for `/`: what no list names lies in there, and may be written. */
  readonly root: RuleRef | undefined;
}

export interface PathStanding {
  readonly access: PathAccess;
  /** The entry that decided, when one did. */
  readonly entry?: RuleRef;
  /** How many literal names that entry starts with. */
  readonly depth?: number;
  /** The entry is a built-in guard: it gives way to a rule that is as specific. */
  readonly guard?: boolean;
}

/** Longer paths than the kernel takes are never judged piece by piece. */
export const longestPath = 4096;

export function compileFileLists(profile: Pick<EffectiveProfile, "files" | "sandbox" | "origins">): FileLists {
  const { sandbox, origins } = profile;
  const files = insideFiles(profile);
  const index = (entries: readonly PathEntry[]): GlobIndex<PathEntry> =>
    indexGlobs(
      entries.map(
        (entry) => [entry.glob ? parsePathGlob(entry.path, "inside") : literalGlob(entry.path), entry] as const,
      ),
    );
  const readOnly = files.readOnly.filter((entry) => !isDefault(entry));
  return {
    allowed: index(files.allowed),
    readOnly: index(readOnly),
    denied: index([...files.denied, ...files.unseen]),
    guards: index(files.guards),
    blocked: namePatterns(files.blockedPatterns, "/permissions/file_access/blocked_patterns"),
    silent: files.allowed.length + readOnly.length === 0,
    standIns: new Set(),
    root: rootEntry(sandbox.root, origins.get("/sandbox/root")),
  };
}

/** True for the entry that stands in where a profile says nothing: it shows the project, but forbids no rule to grant more. */
export function isDefault({ source }: PathEntry): boolean {
  return source.file === "built-in" && source.pointer === "/default";
}

function rootEntry(root: AbsolutePath | undefined, source: RuleSource | undefined): RuleRef | undefined {
  if (root === undefined) return undefined;
  return { text: root, source: source ?? { file: "profile", pointer: "/sandbox/root" } };
}

/** Patterns of file names, `*.pem`; one with a slash counts from any folder. */
export function namePatterns(patterns: readonly string[], pointer: string): readonly NamePattern[] {
  return patterns.map((text) => ({
    glob: parsePathGlob(text.startsWith("/") ? text : `**/${text}`, "exact"),
    ref: { text, source: { file: "profile", pointer } },
  }));
}

export function matchingName(patterns: readonly NamePattern[], path: AbsolutePath): RuleRef | undefined {
  if (patterns.length === 0) return undefined;
  const parts = pathParts(path);
  return patterns.find(({ glob }) => matchesPathGlob(glob, parts))?.ref;
}

/** Judges one normalised path as it is spelled, without following links. */
export function standingOf(lists: FileLists, path: AbsolutePath, context: Pick<Context, "projectRoot">): PathStanding {
  if (path.length > longestPath) return { access: "hidden" };
  if (lists.standIns.has(path)) return { access: "writable" };
  const parts = pathParts(path);
  const denied = findGlob(lists.denied, parts)?.value;
  if (denied !== undefined) return { access: "denied", entry: refOf(denied) };
  if (isReadableDevice(path)) return { access: "writable" };
  const listed = listedStanding(lists, parts);
  if (listed !== undefined) return listed;
  if (isPassing(path)) return { access: "writable" };
  if (path === "/" || isSystemPath(path)) return { access: "readable" };
  if (lists.root !== undefined) return { access: "writable", entry: lists.root };
  return { access: lists.silent && isBeneath(path, context.projectRoot) ? "readable" : "hidden" };
}

/** The guard of a path of which no list speaks, with how many names it takes to name what is guarded. */
export function unlistedGuard(lists: FileLists, path: AbsolutePath): { entry: RuleRef; depth: number } | undefined {
  const parts = pathParts(path);
  const guard = findGlob(lists.guards, parts)?.value;
  const isListed = guard === undefined || (!isTie(guard) && listedStanding(lists, parts) !== undefined);
  return isListed ? undefined : { entry: refOf(guard), depth: guardDepth(guard, parts) };
}

/** Between `allowed` and `read_only` the more specific entry wins, a tie or a read-only pattern is read-only. */
function listedStanding(lists: FileLists, parts: readonly string[]): PathStanding | undefined {
  const allowed = findGlob(lists.allowed, parts);
  for (const readOnly of findGlobs(lists.readOnly, parts)) {
    const guard = isGuard(readOnly.value);
    const depth = guard ? guardDepth(readOnly.value, parts) : readOnly.depth;
    if (allowed !== undefined && isOpened(readOnly, guard, depth, allowed)) continue;
    return { access: "read-only", entry: refOf(readOnly.value), depth, guard };
  }
  return allowed === undefined ? undefined : { access: "writable", entry: refOf(allowed.value) };
}

function isOpened(
  { literal }: GlobHit<PathEntry>,
  guard: boolean,
  depth: number,
  allowed: GlobHit<PathEntry>,
): boolean {
  if (guard) return allowed.literal && allowed.depth >= depth;
  return literal && allowed.depth > depth;
}

function refOf(entry: PathEntry): RuleRef {
  return { text: entry.text, source: entry.source };
}

/**
 * What the profile's file lists say of `path`, judged both as spelled and as `context` knows it to be
 * with links resolved: a denial of either counts, and the narrower of the two holds.
 */
export function pathAccess(lists: FileLists, path: AbsolutePath, context: Context): PathAccess {
  return standingOfBoth(lists, path, context).access;
}

const width = { denied: 0, hidden: 1, readable: 2, "read-only": 2, writable: 3 } as const satisfies Record<
  PathAccess,
  number
>;

export function standingOfBoth(lists: FileLists, path: AbsolutePath, context: Context): PathStanding {
  const spelled = standingOf(lists, path, context);
  const real = realPath(path, context);
  if (real === path || spelled.access === "denied") return spelled;
  const followed = standingOf(lists, real, context);
  return width[followed.access] < width[spelled.access] ? followed : spelled;
}

/** The path with links resolved; what lies in the project stays there even when the project was reached by a link. */
export function realPath(path: AbsolutePath, context: Context): AbsolutePath {
  const real = context.realPaths.get(path) ?? path;
  for (const folder of [context.projectRoot, context.home]) {
    const realFolder = context.realPaths.get(folder);
    if (realFolder !== undefined && realFolder !== "/" && isBeneath(real, realFolder)) {
      return parseAbsolutePath(`${folder}${real.slice(realFolder.length)}`);
    }
  }
  return real;
}
