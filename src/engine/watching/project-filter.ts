import { lstatSync, readdirSync, type Stats } from "node:fs";
import { basename, dirname, join } from "node:path";
import { type AbsolutePath, isBeneath, parseAbsolutePath, printable } from "../../base/index.ts";
import { createIgnored } from "../../files/index.ts";

/** True for what is not watched; what stands in it is not asked about. */
export type Filter = (path: string, stats?: Stats) => boolean;

/** Whether it or a folder that it lies in is not watched. */
export function isOut(path: AbsolutePath, root: AbsolutePath, filter: Filter): boolean {
  for (let at = path; at !== root && at !== "/"; at = parseAbsolutePath(dirname(at))) {
    const stats = lstatSync(at, { throwIfNoEntry: false });
    if (stats === undefined || filter(at, stats)) return true;
  }
  return false;
}

/** Whether what stands in the watched folders is what the watcher knows: a quiet moment alone may be that of a busy machine. */
export function isCaughtUp(
  watched: Readonly<Record<string, readonly string[]>>,
  root: AbsolutePath,
  filter: Filter,
): boolean {
  return Object.entries(watched).every(([folder, known]) => {
    if (!isBeneath(parseAbsolutePath(folder), root)) return true;
    const names = new Set(namesIn(folder));
    const isNew = (name: string): boolean => {
      const stats = lstatSync(join(folder, name), { throwIfNoEntry: false });
      return stats !== undefined && !filter(join(folder, name), stats);
    };
    const all = new Set(known);
    return known.every((name) => names.has(name)) && [...names].every((name) => all.has(name) || !isNew(name));
  });
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return []; // gone, or not ours to look into
  }
}

/** What is not watched. `say` hears of what would have been, had there been less of it. */
export function createFilter(root: AbsolutePath, mostFolders: number, say: (why: string) => void): Filter {
  const isIgnored = createIgnored(root);
  const objects = `${root}/.git/objects`;
  const folders = new Set<string>();
  return (path, stats) => {
    if (path === root) return false;
    if (path === objects || basename(path) === "node_modules") return true;
    if (stats === undefined) return false;
    const isFolder = stats.isDirectory();
    if (!path.startsWith(`${root}/.git/`) && isIgnored(parseAbsolutePath(path), isFolder)) return true;
    if (!isFolder || folders.has(path)) return false;
    if (folders.size >= mostFolders) {
      say(`more than ${mostFolders} folders, such as ${printable(path)}`);
      return true;
    }
    folders.add(path);
    return false;
  };
}
