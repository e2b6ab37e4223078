import { dirname } from "node:path";
import { type AbsolutePath, parseAbsolutePath } from "../base/index.ts";
import { type GitSetting, parseGitSettings } from "./git-settings.ts";
import { readSmallFile, realPathOf, sharedWith } from "./inspect-repository.ts";

interface Reading {
  readonly home: string;
  /** Files that were read: two may include each other. */
  readonly read: Set<string>;
}

/**
 * What a repository's settings add to the places that say what git runs by itself, with all that they include, whatever its
 * condition. Either absolute or to be seen from the root of the working tree. Not all of it exists.
 */
export function namedByRepository(gitFolder: AbsolutePath, home: string): readonly string[] {
  const folders = [gitFolder, sharedWith(gitFolder) ?? gitFolder];
  return readAll(
    folders.flatMap((folder) => [`${folder}/config`, `${folder}/config.worktree`]),
    home,
  );
}

/** The same of the system's and the user's settings, which hold in every repository. */
export function namedByUser(home: string): readonly string[] {
  return readAll(["/etc/gitconfig", `${home}/.config/git/config`, `${home}/.gitconfig`], home);
}

function readAll(files: readonly string[], home: string): readonly string[] {
  const reading = { home, read: new Set<string>() };
  return [...new Set(files.flatMap((file) => readNames(file, reading)))];
}

function readNames(file: string, reading: Reading): readonly string[] {
  if (reading.read.has(file)) return [];
  reading.read.add(file);
  return (parseGitSettings(readSmallFile(realPathOf(file) ?? file) ?? "") ?? []).flatMap((setting) => {
    const spelled = spelledIn(setting, reading.home);
    if (spelled === undefined) return [];
    if (!isInclude(setting)) return [spelled];
    const included = parseAbsolutePath(spelled, parseAbsolutePath(dirname(file)));
    return [included, ...readNames(included, reading)];
  });
}

function isInclude({ section, key }: GitSetting): boolean {
  return (section === "include" || section === "includeif") && key === "path";
}

/** A folder of hooks, one from which new repositories get theirs, further settings, and the program that each `git status` asks. */
function spelledIn(setting: GitSetting, home: string): string | undefined {
  const { section, key, value = "" } = setting;
  const name = `${section}.${key}`;
  const [program = ""] = value.trim().split(/\s/u);
  const path = name === "core.fsmonitor" ? (program.includes("/") ? program : "") : value;
  const counts = ["core.hookspath", "core.fsmonitor", "init.templatedir"].includes(name) || isInclude(setting);
  if (!counts || path === "" || path.includes("\0")) return undefined;
  return path.startsWith("~/") ? `${home}${path.slice(1)}` : path;
}
