import { basename, dirname } from "node:path";
import { type AbsolutePath, isBeneath, parseAbsolutePath } from "../base/index.ts";
import { parseGitSettings } from "./git-settings.ts";
import { extraTreesOf, lookAt, readSmallFile, realPathOf, repositoryAt, sharedWith } from "./inspect-repository.ts";

/**
 * Where the repository of a working tree is kept, if that is elsewhere: of a further working tree the folder that it shares
 * with the others, of a submodule its own below the outer repository. What the tree says of it counts only where the
 * repository says the same of the tree: commands could have written the one, and never both.
 */
export function linkedRepository(workTree: AbsolutePath): AbsolutePath | undefined {
  const file = parseAbsolutePath(`${workTree}/.git`);
  const stats = lookAt(file);
  const own = stats?.isFile() === true ? repositoryAt({ kind: "file", path: file }) : undefined;
  if (own === undefined || isBeneath(own, realPathOf(workTree) ?? workTree)) return undefined;
  const folder = basename(dirname(own)) === "worktrees" ? sharedBy(own, file) : ownOf(own, workTree);
  return folder !== undefined && isRepository(folder) && lookAt(folder)?.uid === stats?.uid ? folder : undefined;
}

/** `worktrees/NAME` of the shared folder says where the tree's file `.git` is (gitrepository-layout(5)). */
function sharedBy(own: AbsolutePath, file: AbsolutePath): AbsolutePath | undefined {
  const shared = parseAbsolutePath(dirname(dirname(own)));
  const back = extraTreesOf(shared).find((tree) => tree.own === own)?.file;
  const leadsBack = back !== undefined && realPathOf(back) === realPathOf(file);
  return leadsBack && sharedWith(own) === shared ? shared : undefined;
}

/** A submodule's settings say where its tree is. */
function ownOf(own: AbsolutePath, workTree: AbsolutePath): AbsolutePath | undefined {
  const settings = parseGitSettings(readSmallFile(`${own}/config`) ?? "") ?? [];
  const tree = settings.findLast(({ section, key }) => section === "core" && key === "worktree")?.value;
  if (tree === undefined || sharedWith(own) !== undefined) return undefined;
  return realPathOf(parseAbsolutePath(tree, own)) === realPathOf(workTree) ? own : undefined;
}

function isRepository(folder: AbsolutePath): boolean {
  const isFolder = (name: string): boolean => lookAt(`${folder}/${name}`)?.isDirectory() === true;
  return lookAt(`${folder}/HEAD`)?.isFile() === true && isFolder("objects") && isFolder("refs");
}
