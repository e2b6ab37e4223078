import { lstatSync, readFileSync, statSync } from "node:fs";
import { dirname } from "node:path";
import { type AbsolutePath, parseAbsolutePath } from "../base/index.ts";
import { type GitSetting, parseGitSettings } from "./git-settings.ts";

/** No honest file of settings or links is longer. */
const longestFile = 1 << 20;

/** What the file says, if it is a small one; links are not followed. */
export function readSmallFile(path: string): string | undefined {
  try {
    const stats = lstatSync(path);
    return stats.isFile() && stats.size <= longestFile ? readFileSync(path, "utf8") : undefined;
  } catch {
    return undefined; // not there, or not for this user to read
  }
}

/** Where a file `.git` or `commondir` leads. */
export function followGitFile(path: string): AbsolutePath | undefined {
  const text = readSmallFile(path);
  const target = text?.replace(/^gitdir:[ \t]*/u, "").replace(/[\r\n]+$/u, "");
  if (target === undefined || target === "" || target.includes("\0")) return undefined;
  return parseAbsolutePath(target, parseAbsolutePath(dirname(path)));
}

/** Device and inode of what stands at a path, itself and not where it leads; empty for nothing. */
export function identityOf(path: string): string {
  const stats = lstatSync(path, { throwIfNoEntry: false });
  return stats === undefined ? "" : `${stats.dev}:${stats.ino}`;
}

/** The same with the time of its last change. */
export function stampOf(path: string): string {
  const stats = lstatSync(path, { throwIfNoEntry: false });
  return stats === undefined ? "" : `${stats.dev}:${stats.ino}:${stats.ctimeMs}`;
}

export function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
}

/** What a repository's settings add to the places that say what git runs. Not all of it exists. */
export function namedBySettings(bases: Bases): readonly AbsolutePath[] {
  const settings = parseGitSettings(readSmallFile(`${bases.gitFolder}/config`) ?? "") ?? [];
  return settings.flatMap((setting) => pathIn(setting, bases));
}

interface Bases {
  readonly gitFolder: AbsolutePath;
  readonly workTree: AbsolutePath | undefined;
  readonly home: string;
}

/** Hooks in a place of their own, and further files of settings. */
function pathIn({ section, key, value }: GitSetting, { gitFolder, workTree, home }: Bases): readonly AbsolutePath[] {
  const hooks = section === "core" && key === "hookspath";
  const include = (section === "include" || section === "includeif") && key === "path";
  if (value === undefined || value === "" || !(hooks || include)) return [];
  const spelled = value.startsWith("~/") ? `${home}${value.slice(1)}` : value;
  return [parseAbsolutePath(spelled, hooks ? (workTree ?? gitFolder) : gitFolder)];
}
