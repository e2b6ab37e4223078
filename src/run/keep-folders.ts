import { dirname } from "node:path";
import { type AbsolutePath, isBeneath, parseAbsolutePath } from "../base/index.ts";
import type { KeptEntry, KeptFolder } from "../confine/index.ts";
import { type Gathering, insidePath, know, take } from "./gathering.ts";
import { identityOf, lookAt, namesIn } from "./inspect-repository.ts";
import { isSpent, keepEntry } from "./keep-entry.ts";
import { namedByRepository } from "./named-by-settings.ts";
import { openWay } from "./open-beneath.ts";
import type { GitEntry } from "./survey-trees.ts";

/** Of one name. What is more is held by a mount, and so can't be removed. */
const mostKept = { entries: 200, bytes: 1 << 20 } as const;

/** A repository in the project that is not the project's own: to remove or to move it is honest work, and no mount may be in the way. */
export function isNested(entry: GitEntry, workTree: AbsolutePath, gathering: Gathering): boolean {
  return isBeneath(insidePath(entry.path, gathering.root), workTree) && !isOwn(entry, workTree, gathering);
}

export function isOwn({ kind, path }: GitEntry, workTree: AbsolutePath, { root }: Gathering): boolean {
  const inside = insidePath(path, root);
  return (kind === "bare" ? inside : dirname(inside)) === workTree;
}

export interface Placed {
  readonly gitFolder: AbsolutePath;
  readonly workTree: AbsolutePath | undefined;
}

/** Remembers what a nested repository holds. What its settings name in a working tree is kept with that. */
export function keepRepository({ gitFolder, workTree }: Placed, names: readonly string[], gathering: Gathering): void {
  const host = gathering.onHost(gitFolder);
  const named = workTree === undefined ? namedFrom(gitFolder, namedByRepository(host, gathering.home), gathering) : [];
  keep("repository", gitFolder, [...names, ...takeOthers(gitFolder, named, gathering)], gathering);
  know(host, gathering);
}

export function keepWorkTree(
  workTree: AbsolutePath,
  { names, named }: { readonly names: readonly string[]; readonly named: readonly string[] },
  gathering: Gathering,
): void {
  const paths = namedFrom(workTree, named, gathering);
  keep("work tree", workTree, [...names, ...takeOthers(workTree, paths, gathering)], gathering);
}

/** Where the names lead that a repository's settings and the user's own give, seen from a folder. An absolute path is the host's. */
export function namedFrom(
  base: AbsolutePath,
  named: readonly string[],
  { onHost, root, named: known, namedByUser }: Gathering,
): readonly AbsolutePath[] {
  return [...named, ...namedByUser].map((spelled) => {
    const path = parseAbsolutePath(spelled, onHost(base));
    known.add(path);
    return insidePath(path, root);
  });
}

/** Names of what lies in the folder; the rest is held by mounts. */
function takeOthers(folder: AbsolutePath, paths: readonly AbsolutePath[], gathering: Gathering): readonly string[] {
  const isIn = (path: AbsolutePath): boolean => path !== folder && isBeneath(path, folder);
  for (const path of paths) if (!isIn(path)) take(path, gathering);
  return paths.filter(isIn).map((path) => path.slice(folder.length + 1));
}

function keep(role: KeptFolder["role"], folder: AbsolutePath, wanted: readonly string[], gathering: Gathering): void {
  const path = gathering.onHost(folder);
  using _way = openWay(path, "look");
  const identity = identityOf(path);
  if (identity === "") return;
  const names: string[] = [];
  const entries = new Map<string, KeptEntry>();
  for (const name of new Set(wanted)) {
    const inside = parseAbsolutePath(`${folder}/${name}`);
    if (gathering.opened.has(inside)) continue;
    const budget = { ...mostKept };
    const entry =
      role === "repository" && name === "hooks"
        ? keepHooks(path)
        : keepEntry(parseAbsolutePath(`${path}/${name}`), budget);
    // Where a link leads nothing else keeps it.
    if (isSpent(budget) || entry?.kind === "link") take(inside, gathering);
    if (isSpent(budget)) continue;
    names.push(name);
    if (entry !== undefined) entries.set(name, entry);
  }
  gathering.kept.set(`${role} ${identity}`, { role, path, identity, names, entries });
}

/** Samples are many, long, and never run. */
function keepHooks(gitFolder: AbsolutePath): KeptEntry | undefined {
  const hooks = parseAbsolutePath(`${gitFolder}/hooks`);
  if (lookAt(hooks)?.isDirectory() !== true) return keepEntry(hooks, { ...mostKept });
  using _way = openWay(hooks, "look");
  const entries = new Map<string, KeptEntry>();
  for (const name of namesIn(hooks).filter((each) => !each.endsWith(".sample"))) {
    const entry = keepEntry(parseAbsolutePath(`${hooks}/${name}`), { ...mostKept });
    if (entry !== undefined) entries.set(name, entry);
  }
  return { kind: "folder", entries };
}
