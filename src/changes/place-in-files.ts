import { type AbsolutePath, parseAbsolutePath } from "../base/index.ts";
import type { Change, Changes } from "./change.ts";

/** Where the other side of a change lies: what is to land, or, when it has landed, what was there before. */
export function placeInFiles(
  { path, swap }: Pick<Change, "path" | "swap">,
  { roots, swaps }: Pick<Changes, "roots" | "swaps">,
  files: string,
): string | undefined {
  const found = swap === undefined ? undefined : swaps[swap];
  const top = found === undefined ? undefined : topOf(found, roots);
  if (found === undefined || top === undefined) return undefined;
  return `${files}/${found.name}${path.slice(top.length)}`;
}

/** The path that a swap is about, on the host. */
export function topOf(
  { root, path }: { readonly root: number; readonly path: string },
  roots: readonly AbsolutePath[],
): AbsolutePath | undefined {
  const base = roots[root];
  return base === undefined ? undefined : parseAbsolutePath(path, base);
}
