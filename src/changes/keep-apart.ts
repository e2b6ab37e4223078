import { lstatSync } from "node:fs";
import { bytesOf } from "../base/index.ts";
import type { Changes, Swap } from "./change.ts";
import type { Cover } from "./cover.ts";
import { moveEntry } from "./move-entry.ts";

/** Keeps all that was written as it was written, where it can't be told what that means. */
export function keepApart(cover: Cover, files: string, why: string): Changes {
  const roots = [...cover.roots.keys()].filter((number) => keepRoot(cover, number, files));
  return {
    roots: cover.roots,
    swaps: [],
    dressings: [],
    changes: [],
    conflicts: [],
    left: [],
    apart: { why, roots },
  };
}

/** True when there was something of it. */
export function keepRoot(cover: Cover, number: number, files: string): boolean {
  const upper = `${cover.folder}/upper/${number}`;
  if (lstatSync(upper, { throwIfNoEntry: false }) === undefined) return false;
  moveEntry(upper, `${files}/root-${number}`, cover.store.warden);
  return true;
}

/** What had been taken out already lies where it was written again. */
export function putBack(cover: Cover, swaps: readonly Swap[], files: string): void {
  for (const { root, path, name, fresh } of swaps) {
    if (fresh === undefined) continue;
    const upper = `${cover.folder}/upper/${root}`;
    const isFolder = lstatSync(bytesOf(upper), { throwIfNoEntry: false }) !== undefined;
    moveEntry(`${files}/${name}`, isFolder ? `${upper}/${path}` : upper, cover.store.warden);
  }
}
