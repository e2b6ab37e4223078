import { statfsSync } from "node:fs";
import { basename, dirname } from "node:path";
import { type AbsolutePath, parseAbsolutePath } from "../base/index.ts";
import type { TreeQuestion } from "../confine/index.ts";
import { type Gathering, insidePath } from "./gathering.ts";
import { identityOf, namesIn } from "./inspect-repository.ts";

/**
 * File systems that are known to hold sockets (statfs(2), linux/magic.h). On others, such as those that share folders of
 * another system, the look at the end has to do.
 */
const withSockets: ReadonlySet<number> = new Set([
  0xef53, 0x58465342, 0x9123683e, 0x01021994, 0x858458f6, 0x794c7630, 0x2fc12fc1, 0xf2f52010, 0xca451a4e,
]);

function canReserve(path: AbsolutePath, { resolve, isInside, onHost }: Gathering): boolean {
  const { kind, creatable, standIn, real } = resolve(path);
  if (!isInside(path) || real !== path) return false;
  if (kind === "file") return standIn;
  const folder = parseAbsolutePath(dirname(path));
  if (kind !== "absent" || !creatable || resolve(folder).kind !== "folder") return false;
  return withSockets.has(statfsSync(onHost(folder)).type);
}

/** Not in an empty folder, which must look like one to what fills it: `git clone URL .`, a generator of projects. */
export function reservedIn(
  { workTree, names: { reserved } }: TreeQuestion,
  gathering: Gathering,
): readonly AbsolutePath[] {
  const paths = reserved.map((name) => parseAbsolutePath(`${workTree}/${name}`));
  const candidates = paths.filter((path) => canReserve(path, gathering));
  const names = new Set(candidates.map((path) => basename(path)));
  const host = gathering.onHost(workTree);
  return namesIn(host).some((name) => !names.has(name)) ? candidates : [];
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
