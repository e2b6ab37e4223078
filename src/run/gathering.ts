import { type AbsolutePath, isBeneath, parseAbsolutePath } from "../base/index.ts";
import type { PathFact, TreeElsewhere, TreeQuestion } from "../confine/index.ts";
import { identityOf, stampOf } from "./inspect-repository.ts";
import { namedByUser } from "./named-by-settings.ts";
import type { PathResolver } from "./resolve-path.ts";

export interface TreeSide {
  readonly root: AbsolutePath | undefined;
  readonly resolve: PathResolver;
  readonly warden: string;
  readonly home: string;
}

/** What is being found in folders that can be written. */
export interface Gathering extends TreeSide {
  readonly folders: readonly AbsolutePath[];
  readonly isInside: (path: AbsolutePath) => boolean;
  readonly onHost: (path: AbsolutePath) => AbsolutePath;
  /** What a profile names as writable is not guarded. */
  readonly opened: ReadonlySet<AbsolutePath>;
  readonly guarded: Set<AbsolutePath>;
  /** Closed folders, guarded as a whole. */
  readonly sealed: Set<AbsolutePath>;
  readonly watched: Map<AbsolutePath, string>;
  readonly repositories: Set<string>;
  /** What the user's own settings of git name, for any repository. */
  readonly namedByUser: readonly string[];
  /** Host paths of what settings name for working trees that are there. */
  readonly named: Set<AbsolutePath>;
  readonly steps: Map<AbsolutePath, string>;
  readonly elsewhere: TreeElsewhere[];
}

export function createGathering(side: TreeSide, question: TreeQuestion, matches: readonly AbsolutePath[]): Gathering {
  const folders = outermost([...question.folders, ...matches].map(side.resolve));
  return {
    ...side,
    folders,
    isInside: (path) => folders.some((folder) => isBeneath(path, folder)),
    onHost: (path) => parseAbsolutePath(`${side.root ?? ""}${path}`),
    opened: new Set(question.opened.map((path) => side.resolve(path).real)),
    guarded: new Set(),
    sealed: new Set(),
    watched: new Map(),
    repositories: new Set(),
    namedByUser: namedByUser(side.home),
    named: new Set(),
    steps: new Map(),
    elsewhere: [],
  };
}

function outermost(facts: readonly PathFact[]): readonly AbsolutePath[] {
  const folders = [...new Set(facts.flatMap(({ kind, real }) => (kind === "folder" ? [real] : [])))];
  return folders.filter((folder) => !folders.some((other) => other !== folder && isBeneath(folder, other)));
}

export function insidePath(path: string, root: AbsolutePath | undefined): AbsolutePath {
  return parseAbsolutePath(root === undefined || root === "/" ? path : `/${path.slice(root.length)}`);
}

/** A repository as it is: what changes in it a wall holds. */
export function know(path: string, { repositories }: Gathering): void {
  const identity = identityOf(path);
  if (identity !== "") repositories.add(identity);
}

/** Nothing can be mounted in a closed folder, but on it: then nobody opens it. False when the profile opens it. */
export function seal(folder: AbsolutePath, { isInside, opened, guarded, sealed }: Gathering): boolean {
  if (!isInside(folder) || opened.has(folder)) return false;
  guarded.add(folder);
  sealed.add(folder);
  return true;
}

/** A path that exists can be held by a mount; of any other only the look at the end tells whether it was made. */
export function take(path: AbsolutePath, gathering: Gathering): void {
  const { real, kind, closed } = gathering.resolve(path);
  if (!gathering.isInside(path) || (closed !== undefined && seal(closed, gathering))) return;
  const missing = kind === "absent" || isStandIn(real, gathering);
  if (!missing && gathering.isInside(real)) gathering.guarded.add(real);
  if (missing || real !== path) {
    const host = gathering.onHost(path);
    gathering.watched.set(host, stampOf(host));
  }
}

/** What another sandbox's warden put there, to keep it from being made. */
function isStandIn(path: AbsolutePath, { resolve }: Gathering): boolean {
  const { standIn, kind } = resolve(path);
  return standIn && kind === "folder";
}
