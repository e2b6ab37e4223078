import { readFileSync } from "node:fs";
import { dirname } from "node:path";
import { type AbsolutePath, type Disarmed, isBeneath, parseAbsolutePath, printable, bytesOf } from "../base/index.ts";
import type { SeenTrees } from "../confine/index.ts";
import { disarmNamed, linkOnTheWay } from "./disarm-named.ts";
import { disarmRepository, moveAside } from "./disarm-repository.ts";
import { disarmSteps } from "./disarm-steps.ts";
import { identityOf, isBehindClosed, lookAt, repositoryAt, sharedWith, stampOf } from "./inspect-repository.ts";
import { openWay } from "./open-beneath.ts";
import { type GitEntry, type Survey, surveyTrees } from "./survey-trees.ts";

/** More than a command makes by accident; each costs a look at its files. */
const mostFresh = 1000;

export interface Sweep {
  readonly disarmed: readonly Disarmed[];
  /** Why not everything was looked at. */
  readonly unswept: string | undefined;
}

/**
 * Goes through the folders again when a command has ended, and disarms what it made that would run on the host: a mount can't hold what
 * does not exist yet. Hooks lose their right to be executed, settings those that may name programs; what editors and shells read is
 * moved aside, unless the new repository around it tracks it. `known` is what stands there since the end, where that is known already.
 */
export function sweepTrees(seen: SeenTrees, warden: string, known?: Survey): Sweep {
  const survey = known ?? surveyTrees({ warden, folders: seen.folders, left: seen.left, links: false });
  const visited = new Set(seen.repositories);
  const fresh = survey.entries.filter((entry) => isFresh(entry, seen));
  const made = [...seen.watched].filter(([path, before]) => isChanged(path, before)).map(([path]) => path);
  const disarmed = [
    ...fresh.slice(0, mostFresh).flatMap((entry) => disarmEntry(entry, seen, visited)),
    ...disarmSteps(survey.entries, seen),
    ...made.flatMap((path) => moveAside(linkOnTheWay(path, seen) ?? path)),
  ];
  return { disarmed, unswept: unsweptOf(survey, fresh.length, seen) };
}

function unsweptOf({ cut, unseen }: Survey, fresh: number, seen: SeenTrees): string | undefined {
  const [closed] = unseen.filter((path) => !seen.unseen.has(identityOf(path)));
  const reasons = [
    ...(cut ? ["there is more than may be looked at"] : []),
    ...(fresh > mostFresh ? [`only the first ${mostFresh} of ${fresh} new repositories were looked at`] : []),
    ...(closed === undefined ? [] : [`${printable(closed)} can't be listed`]),
  ];
  return reasons.length === 0 ? undefined : reasons.join("; ");
}

function isChanged(path: AbsolutePath, before: string): boolean {
  const now = stampOf(path);
  return now !== "" && now !== before;
}

/** A file or a link may lead anywhere by now, so that it is followed again. */
function isFresh({ kind, path }: GitEntry, { repositories }: SeenTrees): boolean {
  return kind === "file" || kind === "link" || !repositories.has(identityOf(path));
}

function disarmEntry(entry: GitEntry, seen: SeenTrees, visited: Set<string>): readonly Disarmed[] {
  const { kind, path } = entry;
  const workTree = parseAbsolutePath(dirname(path));
  using _way = openWay(workTree, "change");
  const target = repositoryAt(entry);
  if (target === undefined) return disarmBlindly(entry, seen);
  const repository = disarmOnce(target, seen, visited);
  const programs = disarmNamed({ base: kind === "bare" ? target : workTree, gitFolder: target }, seen);
  if (kind === "bare" || repository === undefined) return [...(repository ?? []), ...programs];
  const tracked = readIndex(target);
  return [
    ...repository,
    ...programs,
    ...seen.names.workTree
      .map((name) => ({ name, path: parseAbsolutePath(`${workTree}/${name}`) }))
      .filter((made) => !seen.watched.has(made.path) && isNewer(made.path, seen))
      .flatMap((made) =>
        isTracked(tracked, made.name) ? [{ path: made.path, how: "left" } as const] : moveAside(made.path),
      ),
  ];
}

/** What leads into a closed folder leads to a repository again as soon as somebody opens it. */
function disarmBlindly(entry: GitEntry, { repositories }: SeenTrees): readonly Disarmed[] {
  const path = parseAbsolutePath(entry.path);
  return isBehindClosed(entry) && !repositories.has(identityOf(path)) ? moveAside(path) : [];
}

/** Nothing for a repository that had been seen, or lies where no command can write. What it shares with another one is looked at too. */
function disarmOnce(folder: AbsolutePath, seen: SeenTrees, visited: Set<string>): readonly Disarmed[] | undefined {
  const identity = lookAt(folder)?.isDirectory() === true ? identityOf(folder) : "";
  if (identity === "" || visited.has(identity) || !seen.folders.some((root) => isBeneath(folder, root)))
    return undefined;
  visited.add(identity);
  using _way = openWay(folder, "change");
  const shared = sharedWith(folder);
  return [...disarmRepository(folder), ...(shared === undefined ? [] : (disarmOnce(shared, seen, visited) ?? []))];
}

/**
 * By the time of the last change, which no program can set, but the machine's clock may have been put back meanwhile. A kernel's clock may be
 * a few milliseconds behind.
 */
function isNewer(path: AbsolutePath, { startedMs, startedTicks }: SeenTrees): boolean {
  const stats = lookAt(path);
  const putBackMs = performance.now() - startedTicks - (Date.now() - startedMs);
  return stats !== undefined && stats.ctimeMs >= startedMs - Math.max(0, putBackMs) - 20;
}

/** In a clone even an editor's settings are its content, and taking them away would be one more change to commit. */
function isTracked(index: Buffer, name: string): boolean {
  return index.includes(`${name}/`) || index.includes(`${name}\0`);
}

function readIndex(gitFolder: AbsolutePath): Buffer {
  try {
    return readFileSync(bytesOf(`${gitFolder}/index`));
  } catch {
    return Buffer.alloc(0); // nothing has been added yet
  }
}
