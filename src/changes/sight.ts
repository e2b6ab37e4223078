import { readdirSync } from "node:fs";
import { dirname } from "node:path";
import { type AbsolutePath, bytesOf, textOf } from "../base/index.ts";
import { type Entry, join, listClosed, lookAt } from "./list-tree.ts";

/** Looks at the host, and into folders that their owner has closed: of those it remembers what it has seen. */
export interface Sight {
  /** What stands at a path, no link followed; nothing where nothing is. */
  readonly at: (path: string, name?: string) => Entry | undefined;
  /** Names in a folder, in a fixed order. */
  readonly namesIn: (folder: string) => readonly string[];
  /** Everything below a path and the path itself, outermost first. Throws for what this user can't list. */
  readonly below: (path: string, name?: string) => readonly Entry[];
}

export function createSight(warden: AbsolutePath): Sight {
  const seen = new Map<string, Closed>();
  const closedAbove = (path: string): Closed => {
    const folder = outermostClosed(path);
    const closed = seen.get(folder) ?? listAll(folder, warden);
    seen.set(folder, closed);
    return closed;
  };
  const at: Sight["at"] = (path, name = "") => {
    try {
      return lookAt(path, name);
    } catch (error) {
      requireClosed(error);
      const entry = closedAbove(path).entries.get(path);
      return entry && { ...entry, path: name };
    }
  };
  const namesIn: Sight["namesIn"] = (folder) => {
    try {
      return readNames(folder);
    } catch (error) {
      requireClosed(error);
      return closedAbove(`${folder}/.`).names.get(folder)?.toSorted() ?? [];
    }
  };
  const below: Sight["below"] = (path, name = "") => {
    const entry = at(path, name);
    if (entry?.kind !== "folder") return entry === undefined ? [] : [entry];
    return [entry, ...namesIn(path).flatMap((inner) => below(`${path}/${inner}`, join(name, inner)))];
  };
  return { at, namesIn, below };
}

/** All that is in a closed folder, by path, and the names in each folder of it. */
interface Closed {
  readonly entries: ReadonlyMap<string, Entry>;
  readonly names: ReadonlyMap<string, readonly string[]>;
}

function listAll(closed: string, warden: AbsolutePath): Closed {
  const [, ...inside] = listClosed(closed, warden);
  const entries = new Map(inside.map((entry) => [`${closed}/${entry.path}`, entry]));
  const names = new Map<string, string[]>();
  for (const path of entries.keys()) {
    const folder = dirname(path);
    const known = names.get(folder);
    const name = path.slice(folder.length + 1);
    if (known === undefined) names.set(folder, [name]);
    else known.push(name);
  }
  return { entries, names };
}

function requireClosed(error: unknown): void {
  if (!(error instanceof Error && "code" in error && error.code === "EACCES")) throw error;
}

/** The first folder on the way that does not let its owner see what is in it. */
function outermostClosed(path: string): string {
  for (let end = path.indexOf("/", 1); end !== -1; end = path.indexOf("/", end + 1)) {
    try {
      lookAt(path.slice(0, end));
    } catch (error) {
      requireClosed(error);
      return dirname(path.slice(0, end));
    }
  }
  return dirname(path);
}

function readNames(folder: string): readonly string[] {
  return readdirSync(bytesOf(folder), { encoding: "buffer" })
    .map((name) => textOf(name))
    .toSorted();
}
