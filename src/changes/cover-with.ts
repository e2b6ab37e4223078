import {
  constants,
  copyFileSync,
  linkSync,
  lstatSync,
  mkdirSync,
  readlinkSync,
  type Stats,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { dirname } from "node:path";
import { type AbsolutePath, bytesOf, EnforcementError, isBeneath, printable, textOf } from "../base/index.ts";
import { type Cover, coverFolders, type Covering } from "./cover.ts";
import { runWarden } from "./run-warden.ts";
import { dropChanges } from "./settle-changes.ts";
import type { Shade } from "./shade.ts";
import { removeFolder, type Store } from "./store.ts";

/** The name of a file that says of a cover: nobody has written this, and nobody waits for it. */
export const shadowMark = "shadow";

/** Covers folders with what would be there, to be looked at and dropped. Throws an `EnforcementError` where that can't be shown. */
export function coverWith(
  store: Store,
  roots: readonly AbsolutePath[],
  { shades, ...covering }: Covering & { readonly shades: readonly Shade[] },
): Cover {
  const cover = coverFolders(store, roots, covering);
  try {
    writeFileSync(`${cover.folder}/${shadowMark}`, "");
    const placed = shades.map(({ path, from }) => ({ from, ...placeOf(cover, path) }));
    const gone = placed.filter(({ from }) => from === undefined);
    for (const { place, isWhole } of gone) if (isWhole) removeFolder(place, store.warden);
    for (const { place, from, isWhole } of placed) {
      if (isWhole && from !== undefined) removeFile(place, store.warden);
      if (from !== undefined) put(from, place);
    }
    hide(
      gone.flatMap(({ place, isWhole }) => (isWhole ? [] : [place])),
      cover,
    );
    return cover;
  } catch (error) {
    dropChanges(cover);
    throw error;
  }
}

/** Where it lies in the cover. */
function placeOf(
  { roots, folder, isWhole }: Cover,
  path: AbsolutePath,
): { readonly place: string; readonly isWhole: boolean } {
  let number = -1;
  for (const [at, root] of roots.entries())
    if (isBeneath(path, root) && root.length > (roots[number]?.length ?? -1)) number = at;
  const root = roots[number];
  if (root !== undefined)
    return { place: `${folder}/upper/${number}${path.slice(root.length)}`, isWhole: isWhole[number] === true };
  throw new EnforcementError(
    "enforcement/start-failed",
    `the profile shows \`${printable(path)}\` to no command that could write it`,
  );
}

function put(from: string | Buffer, place: string): void {
  mkdirSync(bytesOf(dirname(place)), { recursive: true });
  if (typeof from !== "string") return writeFileSync(bytesOf(place), from);
  const stats = lstatSync(bytesOf(from));
  if (stats.isDirectory()) mkdirSync(bytesOf(place), { recursive: true });
  else if (stats.isSymbolicLink()) symlinkSync(bytesOf(textOf(readlinkSync(bytesOf(from), "buffer"))), bytesOf(place));
  else putFile(from, place);
}

function putFile(from: string, place: string): void {
  try {
    linkSync(bytesOf(from), bytesOf(place));
  } catch {
    // EXDEV, EPERM, EMLINK: then it is copied
    copyFileSync(bytesOf(from), bytesOf(place), constants.COPYFILE_FICLONE);
  }
}

/** What a folder is put over stays, for what is in it. */
function removeFile(place: string, warden: string): void {
  const stats = lookAt(place);
  if (stats !== undefined && !stats.isDirectory()) removeFolder(place, warden);
}

/** Longer command lines are refused by the kernel. */
const mostAtOnce = 200;

/** Leaves no way to what lies below at these places. */
function hide(places: readonly string[], { store, folder }: Cover): void {
  const hidden = new Set<string>();
  const isOut = (place: string): boolean => {
    for (let at = dirname(place); at.length > folder.length; at = dirname(at))
      if (hidden.has(at) || lookAt(at)?.isDirectory() === false) return true;
    return false;
  };
  for (const place of places.toSorted((one, other) => one.length - other.length)) {
    if (isOut(place) || lookAt(place) !== undefined) continue;
    mkdirSync(bytesOf(dirname(place)), { recursive: true });
    hidden.add(place);
  }
  const all = [...hidden];
  for (let at = 0; at < all.length; at += mostAtOnce)
    runWarden(store.warden, ["--whiteout", ...all.slice(at, at + mostAtOnce)]);
}

function lookAt(place: string): Stats | undefined {
  return lstatSync(bytesOf(place), { throwIfNoEntry: false });
}
