import {
  accessSync,
  constants,
  lstatSync,
  readdirSync,
  readFileSync,
  realpathSync,
  type Stats,
  statSync,
} from "node:fs";
import { basename, dirname } from "node:path";
import { type AbsolutePath, parseAbsolutePath, bytesOf, textOf } from "../base/index.ts";
import { isClosed, openWay } from "./open-beneath.ts";
import type { GitEntry } from "./survey-trees.ts";

/** No honest file of settings or links is longer. */
const longestFile = 1 << 20;

/** What the file says, if it is a small one; links are not followed. */
export function readSmallFile(path: string): string | undefined {
  const stats = lookAt(path);
  if (stats?.isFile() !== true || stats.size > longestFile) return undefined;
  try {
    return textOf(readFileSync(bytesOf(path)));
  } catch {
    return undefined; // gone, or not for this user to read
  }
}

/** The repository that an entry is or leads to. git follows links wherever it goes. */
export function repositoryAt({ kind, path }: GitEntry): AbsolutePath | undefined {
  const real = realPathOf(path);
  if (real === undefined || kind === "folder" || kind === "bare") return real;
  return lookAt(real)?.isFile() === true ? realPathOf(namedIn(real, path, "gitdir: ")) : real;
}

/** The repository with which one shares its settings and hooks, if it does: a further working tree's. */
export function sharedWith(gitFolder: AbsolutePath): AbsolutePath | undefined {
  const path = `${gitFolder}/commondir`;
  const real = realPathOf(path);
  return real === undefined ? undefined : realPathOf(namedIn(real, path, ""));
}

/** What a further working tree's own folder in its repository says: which repository it is, and what is set for it alone. */
export const tieNames = ["commondir", "config.worktree"] as const;

/** The own folders of a repository's further working trees, each with where the tree's file `.git` is said to be. */
export function extraTreesOf(
  gitFolder: AbsolutePath,
): readonly { own: AbsolutePath; file: AbsolutePath | undefined }[] {
  return namesIn(`${gitFolder}/worktrees`).map((name) => {
    const own = parseAbsolutePath(`${gitFolder}/worktrees/${name}`);
    const file = readSmallFile(`${own}/gitdir`)?.trimEnd();
    return { own, file: file === undefined ? undefined : parseAbsolutePath(file, own) };
  });
}

/** Whether this is a tree's file `.git`, and says that the tree's own folder is that one. Whoever writes there can name any file. */
export function isTieTo(own: AbsolutePath, file: AbsolutePath): boolean {
  if (basename(file) !== ".git" || realPathOf(own) !== own) return false;
  return realPathOf(namedIn(file, file, "gitdir: ")) === own;
}

/** What the file names, seen from where it is found, as it is spelled: what `..` means depends on links before it. */
function namedIn(file: string, path: string, start: string): string | undefined {
  const text = readSmallFile(file)?.replace(/[\r\n]+$/u, "");
  if (text?.startsWith(start) !== true || text === start || text.includes("\0")) return undefined;
  const target = text.slice(start.length);
  return target.startsWith("/") ? target : `${dirname(path)}/${target}`;
}

/** Where a path leads, all links followed. */
export function realPathOf(path: string | undefined): AbsolutePath | undefined {
  try {
    if (path === undefined) return undefined;
    return parseAbsolutePath(textOf(realpathSync.native(bytesOf(path), { encoding: "buffer" })));
  } catch {
    return undefined; // leads nowhere
  }
}

/** True when where it leads can't be seen for a folder that is closed, or a file that can't be read. */
export function isBehindClosed({ path }: GitEntry): boolean {
  try {
    const real = textOf(realpathSync.native(bytesOf(path), { encoding: "buffer" }));
    accessSync(bytesOf(real), constants.R_OK);
    statSync(bytesOf(namedIn(real, path, "gitdir: ") ?? real));
    return false;
  } catch (error) {
    return isClosed(error);
  }
}

/** What stands at a path, itself and not where it leads, also in folders that their owner has closed; nothing for nothing. */
export function lookAt(path: string): Stats | undefined {
  try {
    return lstatSync(bytesOf(path), { throwIfNoEntry: false });
  } catch (error) {
    return isClosed(error) ? lookBehind(parseAbsolutePath(path)) : undefined; // ELOOP, ENAMETOOLONG
  }
}

function lookBehind(path: AbsolutePath): Stats | undefined {
  using way = openWay(parseAbsolutePath(dirname(path)), "look");
  return way.pinned === undefined
    ? undefined
    : lstatSync(bytesOf(`${way.pinned}/${basename(path)}`), { throwIfNoEntry: false });
}

export function isLink(path: string): boolean {
  return lookAt(path)?.isSymbolicLink() === true;
}

/** The names in a folder, none where there is none to be read. */
export function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(bytesOf(folder));
  } catch {
    return []; // ENOENT, ENOTDIR, EACCES
  }
}

/** Device and inode, empty for nothing. */
export function identityOf(path: string): string {
  const stats = lookAt(path);
  return stats === undefined ? "" : `${stats.dev}:${stats.ino}`;
}

/** The same with the time of its last change. */
export function stampOf(path: string): string {
  const stats = lookAt(path);
  return stats === undefined ? "" : `${stats.dev}:${stats.ino}:${stats.ctimeMs}`;
}
