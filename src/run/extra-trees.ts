import { type AbsolutePath, isBeneath, parseAbsolutePath } from "../base/index.ts";
import { type Gathering, insidePath, take } from "./gathering.ts";
import { extraTreesOf, isTieTo, stampOf, tieNames } from "./inspect-repository.ts";

/** Each mount of a sandbox costs time that grows with their number. */
const mostTrees = 100;

/**
 * Further working trees that lie elsewhere obey the repository, too. That of one in these folders is git's to remove, together with the
 * tree; so is that of one which is gone, and what is made of it instead is looked at at the end. What no tree says of itself counts for nothing: a command
 * may have named a file that it is not to see.
 */
export function takeExtraTrees(gitFolder: AbsolutePath, gathering: Gathering): void {
  const { root, isInside, resolve } = gathering;
  for (const { own, file } of extraTreesOf(gitFolder).slice(0, mostTrees)) {
    const shown =
      file !== undefined && (root === undefined || isBeneath(file, root)) ? insidePath(file, root) : undefined;
    if (shown !== undefined && isInside(shown)) continue;
    const ties = [...tieNames, "gitdir"];
    if (file === undefined || !isTieTo(own, file)) {
      for (const tie of ties.map((name) => parseAbsolutePath(`${own}/${name}`))) {
        gathering.watched.set(tie, stampOf(tie));
      }
      continue;
    }
    for (const name of ties) take(insidePath(`${own}/${name}`, root), gathering);
    const isItself = shown !== undefined && resolve(shown).real === shown;
    gathering.elsewhere.push({ own: insidePath(own, root), file: isItself ? shown : undefined });
  }
}
