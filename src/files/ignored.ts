import { closeSync, constants, fstatSync, lstatSync, openSync } from "node:fs";
import { basename, dirname, relative } from "node:path";
import { type AbsolutePath, parseAbsolutePath } from "../base/index.ts";
import { ignores, type IgnoreRules, parseIgnoreRules } from "./gitignore.ts";
import { readBytes } from "./open-file.ts";
import { fdPath } from "./fd-path.ts";

const ignoreFiles = [".gitignore", ".ignore"] as const;
const longestRules = 1024 * 1024;

export interface Rules {
  /** The names that lead from the folder of the file to the one that the walk began at. */
  readonly above: readonly string[];
  /** How many of a name's parts lead to the folder of the file. */
  readonly depth: number;
  readonly rules: IgnoreRules;
}

/** The file nearest to a name decides. */
export function isIgnored(rules: readonly Rules[], parts: readonly string[], isFolder: boolean): boolean {
  for (const { above, depth, rules: list } of rules.toReversed()) {
    const said = list.length === 0 ? undefined : ignores(list, [...above, ...parts.slice(depth)], isFolder);
    if (said !== undefined) return said;
  }
  return false;
}

/** What the folders above say, up to that of the repository; nothing outside of one. */
export function rulesAbove(start: AbsolutePath): readonly Rules[] {
  const found: Rules[] = [];
  const above: string[] = [];
  for (let folder = start; ; folder = parseAbsolutePath(dirname(folder))) {
    if (folder !== start) {
      const fd = openQuietly(undefined, folder, constants.O_RDONLY | constants.O_DIRECTORY);
      if (fd === undefined) return [];
      found.unshift({ above: [...above], depth: 0, rules: readRules(fd) });
      closeSync(fd);
    }
    if (lstatSync(`${folder}/.git`, { throwIfNoEntry: false }) !== undefined) return found;
    if (folder === "/") return [];
    above.unshift(basename(folder));
  }
}

export function readRules(folder: number): IgnoreRules {
  return ignoreFiles.flatMap((name) => {
    const fd = openQuietly(folder, name, constants.O_RDONLY | constants.O_NONBLOCK);
    if (fd === undefined) return [];
    try {
      const stats = fstatSync(fd);
      const read = stats.isFile()
        ? readBytes({ fd, real: parseAbsolutePath(name), stats, [Symbol.dispose]: () => undefined }, longestRules)
        : undefined;
      return read?.ok === true ? parseIgnoreRules(read.value.toString("utf8")) : [];
    } finally {
      closeSync(fd);
    }
  });
}

/** Tells of what stands below a folder whether git leaves it out; what stands in a folder that is left out is not asked about. */
export function createIgnored(root: AbsolutePath): (path: AbsolutePath, isFolder: boolean) => boolean {
  const above = rulesAbove(root);
  const known = new Map<string, IgnoreRules>();
  const rulesIn = (parts: readonly string[]): IgnoreRules => {
    const folder = parseAbsolutePath(parts.join("/"), root);
    const rules = known.get(folder) ?? rulesOf(folder);
    known.set(folder, rules);
    return rules;
  };
  return (path, isFolder) => {
    const parts = relative(root, path).split("/");
    const own = parts.map((_, depth) => ({ above: [], depth, rules: rulesIn(parts.slice(0, depth)) }));
    return isIgnored([...above, ...own], parts, isFolder);
  };
}

function rulesOf(folder: string): IgnoreRules {
  const fd = openQuietly(undefined, folder, constants.O_RDONLY | constants.O_DIRECTORY);
  if (fd === undefined) return [];
  try {
    return readRules(fd);
  } finally {
    closeSync(fd);
  }
}

export function openQuietly(folder: number | undefined, name: string, flags: number): number | undefined {
  try {
    return openSync(
      folder === undefined ? name : fdPath(folder, name),
      flags | constants.O_NOFOLLOW | constants.O_NOCTTY,
    );
  } catch {
    return undefined; // gone, or not ours to open
  }
}
