import { closeSync, constants, type Dirent, opendirSync } from "node:fs";
import { type AbsolutePath, parseAbsolutePath, textOf } from "../base/index.ts";
import { isIgnored, openQuietly, readRules, type Rules, rulesAbove } from "./ignored.ts";
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
const deepest = 200;

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
