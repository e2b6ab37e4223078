import { readFileSync } from "node:fs";
import { basename, dirname } from "node:path";
import { type AbsolutePath, type Disarmed, isBeneath, parseAbsolutePath, bytesOf } from "../base/index.ts";
import type { SeenTrees } from "../confine/index.ts";
import { disarmHook, moveAside } from "./disarm-repository.ts";
import { isLink, lookAt, namesIn } from "./inspect-repository.ts";
import { namedByRepository } from "./named-by-settings.ts";
import { openWay } from "./open-beneath.ts";

interface Tree {
  /** From where git sees what settings name. */
  readonly base: AbsolutePath;
  readonly gitFolder: AbsolutePath;
}

/** Hooks that settings from before the command name and that a new working tree has: only what is guarded elsewhere may still run. */
export function disarmNamed({ base, gitFolder }: Tree, seen: SeenTrees): readonly Disarmed[] {
  const spelled = [...new Set([...seen.namedByUser, ...namedByRepository(gitFolder, seen.home)])];
  return spelled.flatMap((name) => {
    const path = parseAbsolutePath(name, base);
    if (seen.named.has(path) || !seen.folders.some((folder) => isBeneath(path, folder))) return [];
    const link = linkOnTheWay(path, seen);
    if (link !== undefined) return moveAside(link);
    const held = [...seen.named].filter((other) => other.endsWith(`/${name}`) && !seen.watched.has(other));
    return disarmPrograms(path, held);
  });
}

function disarmPrograms(path: AbsolutePath, held: readonly AbsolutePath[]): readonly Disarmed[] {
  const stats = lookAt(path);
  if (stats === undefined) return [];
  const isOld = (name: string, olds: readonly string[]): boolean => olds.some((old) => isSame(name, old));
  if (!stats.isDirectory())
    return isOld(path, held) ? [] : disarmHook(parseAbsolutePath(dirname(path)), basename(path));
  using _way = openWay(path, "change");
  return namesIn(path)
    .filter((name) => {
      const olds = held.map((folder) => `${folder}/${name}`);
      return !isOld(`${path}/${name}`, olds);
    })
    .flatMap((name) => disarmHook(path, name));
}

function isSame(path: string, other: string): boolean {
  try {
    return (
      lookAt(path)?.isFile() === true &&
      lookAt(other)?.isFile() === true &&
      readFileSync(bytesOf(path)).equals(readFileSync(bytesOf(other)))
    );
  } catch {
    return false; // gone, or not for this user to read
  }
}

/** The first link on the way to a path from a folder that can be written: behind it lies something else. */
export function linkOnTheWay(path: AbsolutePath, { folders }: SeenTrees): AbsolutePath | undefined {
  const [root] = folders.filter((folder) => isBeneath(path, folder));
  if (root === undefined) return undefined;
  const parts = path.slice(root.length).split("/").filter(Boolean);
  const steps = parts.map((_, index) => parseAbsolutePath(parts.slice(0, index + 1).join("/"), root));
  return steps.find((step) => isLink(step));
}
