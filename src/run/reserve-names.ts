import { basename, dirname } from "node:path";
import { type AbsolutePath, parseAbsolutePath } from "../base/index.ts";
import type { TreeQuestion } from "../confine/index.ts";
import { type Gathering, insidePath } from "./gathering.ts";
import { identityOf, namesIn } from "./inspect-repository.ts";

function canReserve(path: AbsolutePath, { resolve, isInside }: Gathering): boolean {
  const { kind, creatable, standIn, real } = resolve(path);
  if (!isInside(path) || real !== path) return false;
  if (kind === "folder") return standIn;
  return kind === "absent" && creatable && resolve(parseAbsolutePath(dirname(path))).kind === "folder";
}

/** Not in an empty folder, which must look like one to what fills it: `git clone URL .`, a generator of projects after `git init`. */
export function reservedIn(
  { workTree, names: { reserved } }: TreeQuestion,
  gathering: Gathering,
): readonly AbsolutePath[] {
  const paths = reserved.map((name) => parseAbsolutePath(`${workTree}/${name}`));
  const candidates = paths.filter((path) => canReserve(path, gathering));
  const names = new Set(candidates.map((path) => basename(path)));
  const host = gathering.onHost(workTree);
  return namesIn(host).some((name) => name !== ".git" && !names.has(name)) ? candidates : [];
}

/** A repository without hooks gets none. */
export function missingHooks(gathering: Gathering): readonly AbsolutePath[] {
  const { watched, root } = gathering;
  const missing = [...watched.keys()]
    .filter((path) => basename(path) === "hooks" && gathering.repositories.has(identityOf(dirname(path))))
    .map((path) => insidePath(path, root))
    .filter((path) => canReserve(path, gathering));
  for (const path of missing) watched.delete(gathering.onHost(path));
  return missing;
}
