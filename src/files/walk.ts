import { closeSync, constants, type Dirent, fstatSync, lstatSync, openSync, opendirSync } from "node:fs";
import { basename, dirname } from "node:path";
import { type AbsolutePath, parseAbsolutePath, textOf } from "../base/index.ts";
import { ignores, type IgnoreRules, parseIgnoreRules } from "./gitignore.ts";
import { readBytes } from "./open-file.ts";
import { fdPath } from "./fd-path.ts";
import type { Reached } from "./reach.ts";
import type { FileDesk } from "./tool.ts";

/** A file that a walk came by. It is open as long as the walk stands at it. */
export interface Met {
  readonly real: AbsolutePath;
  /** Names from the folder on that the walk began at. */
  readonly parts: readonly string[];
  /** Opens it, and follows no link: what was swapped in meanwhile is not reached. */
  readonly open: () => number | undefined;
  readonly visible: "shown" | "asked";
}

/** What no search is about. */
const versionFolders: ReadonlySet<string> = new Set([".git", ".svn", ".hg", ".jj"]);
const ignoreFiles = [".gitignore", ".ignore"] as const;
const longestRules = 1024 * 1024;
const deepest = 200;

interface Rules {
  /** The names that lead from the folder of the file to the one that the walk began at. */
  readonly above: readonly string[];
  /** How many of a name's parts lead to the folder of the file. */
  readonly depth: number;
  readonly rules: IgnoreRules;
}

interface Standing {
  readonly fd: number;
  readonly real: AbsolutePath;
  readonly parts: readonly string[];
  readonly rules: readonly Rules[];
}

/**
 * The files below a folder that the policy shows and git looks at, folder by folder, in the order of their names. No link is
 * followed; a folder that is hidden is not entered.
 */
export function* walk(from: Pick<Reached, "folder" | "real">, walker: Walker): Generator<Met> {
  yield* walkFolder({ fd: from.folder, real: from.real, parts: [], rules: rulesAbove(from.real) }, walker);
}

export interface Walker extends Pick<FileDesk, "visible"> {
  /** True for a folder that need not be entered. */
  readonly skips?: (parts: readonly string[]) => boolean;
  /** True when it has taken long enough: then the rest is left out. */
  readonly isLate: () => boolean;
}

function* walkFolder(at: Standing, walker: Walker): Generator<Met> {
  const rules = [...at.rules, { above: [], depth: at.parts.length, rules: readRules(at.fd) }];
  for (const { name, kind } of namesIn(at.fd)) {
    if (walker.isLate()) return;
    const parts = [...at.parts, name];
    const isFolder = kind === "folder";
    if (isFolder && (versionFolders.has(name) || walker.skips?.(parts) === true)) continue;
    if (isIgnored(rules, parts, isFolder)) continue;
    const real = parseAbsolutePath(name, at.real);
    const visible = walker.visible(real);
    if (visible === "hidden") continue;
    if (!isFolder) {
      yield { real, parts, visible, open: () => openQuietly(at.fd, name, constants.O_RDONLY | constants.O_NONBLOCK) };
      continue;
    }
    const fd =
      parts.length > deepest ? undefined : openQuietly(at.fd, name, constants.O_RDONLY | constants.O_DIRECTORY);
    if (fd === undefined) continue;
    try {
      yield* walkFolder({ fd, real, parts, rules }, walker);
    } finally {
      closeSync(fd);
    }
  }
}

/** The file nearest to a name decides. */
function isIgnored(rules: readonly Rules[], parts: readonly string[], isFolder: boolean): boolean {
  for (const { above, depth, rules: list } of rules.toReversed()) {
    const said = list.length === 0 ? undefined : ignores(list, [...above, ...parts.slice(depth)], isFolder);
    if (said !== undefined) return said;
  }
  return false;
}

/** What the folders above say, up to that of the repository; nothing outside of one. */
function rulesAbove(start: AbsolutePath): readonly Rules[] {
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

function readRules(folder: number): IgnoreRules {
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

interface Name {
  readonly name: string;
  readonly kind: "folder" | "file";
}

/** Links, pipes and devices are left out. */
function namesIn(folder: number): readonly Name[] {
  const names: Name[] = [];
  try {
    const entries = opendirSync(fdPath(folder), { encoding: "latin1" });
    try {
      for (let entry = entries.readSync(); entry !== null; entry = entries.readSync()) {
        const kind = kindOf(entry);
        if (kind !== undefined) names.push({ name: textOf(Buffer.from(entry.name, "latin1")), kind });
      }
    } finally {
      entries.closeSync();
    }
  } catch {
    return names; // EACCES: what can't be looked into has nothing to show
  }
  return names.toSorted((one, other) => (one.name < other.name ? -1 : 1));
}

function kindOf(entry: Dirent): Name["kind"] | undefined {
  return entry.isDirectory() ? "folder" : entry.isFile() ? "file" : undefined;
}

function openQuietly(folder: number | undefined, name: string, flags: number): number | undefined {
  try {
    return openSync(
      folder === undefined ? name : fdPath(folder, name),
      flags | constants.O_NOFOLLOW | constants.O_NOCTTY,
    );
  } catch {
    return undefined; // gone, or not ours to open
  }
}
