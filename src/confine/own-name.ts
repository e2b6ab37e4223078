import { type AbsolutePath, isBeneath, kernelFolders, parseAbsolutePath } from "../base/index.ts";
import type { Mount } from "./launch.ts";
import type { PathFacts } from "./path-facts.ts";
import { coverOf, hostPath, type Spot } from "./spot.ts";

const slash = parseAbsolutePath("/");

/** The folder that stands in for `/`, where a sandbox can have it under its name on the host, too. */
export interface OwnName {
  readonly path: AbsolutePath;
  /** It must be made in the folder itself to be mounted on. */
  readonly scaffold: boolean;
}

export function ownName(
  root: AbsolutePath | undefined,
  spots: readonly Spot[],
  { at }: PathFacts,
): OwnName | undefined {
  if (root === undefined || root === slash || kernelFolders.some((folder) => isBeneath(root, folder))) return undefined;
  const mount = coverOf(spots, root)?.mount;
  // A link or a file of that name in there leads elsewhere, or nowhere.
  const isFree = at.get(root)?.real === root && at.get(root)?.kind !== "file";
  if (mount?.kind !== "bind") return undefined;
  const scaffold = isBeneath(mount.source, root);
  return scaffold && !isFree ? undefined : { path: root, scaffold };
}

/**
 * All that is mounted once more below that name, so that a path which has been mapped into the folder leads to the same place, and
 * meets the same walls, as the path that it was.
 */
export function ownNameMounts(name: OwnName | undefined, spots: readonly Spot[]): readonly Mount[] {
  if (name === undefined) return [];
  return spots.flatMap(({ path, mount }): readonly Mount[] => {
    const target = hostPath(name.path, path);
    // Nothing of the root's is looked for in there.
    if (kernelFolders.includes(path)) return [{ kind: "stand-in", target }];
    if (kernelFolders.some((folder) => isBeneath(path, folder))) return [];
    return mount.kind === "bind" || mount.kind === "mask" || mount.kind === "stand-in" ? [{ ...mount, target }] : [];
  });
}
