import { type AbsolutePath, isBeneath, parseAbsolutePath } from "../base/index.ts";
import type { Mount } from "./launch.ts";

/** A place in the sandbox's file tree that differs from what surrounds it. */
export interface Spot {
  /** As the sandbox sees it, links resolved. */
  readonly path: AbsolutePath;
  readonly access: "writable" | "read-only" | "private" | "none";
  readonly mount: Mount;
  /** True for what a list names in so many words: its folders must not be moved away from around it. */
  readonly named: boolean;
}

export function depthOf(path: AbsolutePath): number {
  return path === "/" ? 0 : path.split("/").length - 1;
}

/** The deepest spot that holds `path`, or nothing where only the sandbox's own empty root is. */
export function coverOf(spots: Iterable<Spot>, path: AbsolutePath): Spot | undefined {
  let found: Spot | undefined;
  for (const spot of spots) {
    if (isBeneath(path, spot.path) && (found === undefined || spot.path.length > found.path.length)) found = spot;
  }
  return found;
}

/** Every folder strictly between `outer` and `inner`, outermost first. */
export function foldersBetween(outer: AbsolutePath, inner: AbsolutePath): readonly AbsolutePath[] {
  const parts = inner.split("/").slice(1);
  return parts
    .map((_, index) => parseAbsolutePath(`/${parts.slice(0, index).join("/")}`))
    .filter((folder) => folder !== outer && isBeneath(folder, outer));
}

/** Where a path of the sandbox lies on the host. */
export function hostPath(root: AbsolutePath | undefined, path: AbsolutePath): AbsolutePath {
  return root === undefined ? path : parseAbsolutePath(`${root}/${path}`);
}
