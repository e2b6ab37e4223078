import { lstatSync, type Stats } from "node:fs";
import { basename } from "node:path";
import {
  type AbsolutePath,
  type FileChange,
  parseAbsolutePath,
  printable,
  type SeenChanges,
} from "../../base/index.ts";
import { createIgnored } from "../../files/index.ts";

/** Each costs one of the kernel's watches, of which a user has some thousands. */
const mostWatched = 2000;
/** More changes are those of a build or a checkout: the first ones tell what it was. */
const mostChanges = 10_000;
/** Nothing may have come for so long before the end. Milliseconds. */
const quietMs = 80;
const mostWaitMs = { start: 15_000, end: 3000 };

export interface ProjectWatch extends AsyncDisposable {
  /** Waits until what has changed so far is known, and tells it; `by` says whose it is. */
  readonly settle: (by: (path: AbsolutePath) => FileChange["by"]) => Promise<SeenChanges>;
}

/** Watches everything in a folder but what git ignores, its objects, and packages. Resolves when it stands. */
export async function watchProject(root: AbsolutePath, mostFolders: number = mostWatched): Promise<ProjectWatch> {
  const { watch } = await import("chokidar");
  const trouble = new Map<string, string>();
  const note = (kind: string, why: string): unknown => trouble.has(kind) || trouble.set(kind, why);
  const seen = new Map<AbsolutePath, "existed" | "new">();
  let lastMs = performance.now();
  const watcher = watch(root, {
    ignored: createFilter(root, mostFolders, (why) => note("folders", why)),
    ignoreInitial: true,
    followSymlinks: false,
    atomic: false,
    persistent: false,
  });
  watcher.on("raw", () => {
    lastMs = performance.now();
  });
  watcher.on("all", (event, path) => {
    lastMs = performance.now();
    const at = parseAbsolutePath(path);
    if (seen.size >= mostChanges) note("changes", `more than ${mostChanges} changes`);
    else if (!seen.has(at)) seen.set(at, event === "add" || event === "addDir" ? "new" : "existed");
  });
  // EMFILE, ENOSPC: the kernel has no more watches for this user; the request goes on without.
  watcher.on("error", (error) => {
    const { code, message } = { code: "", message: String(error), ...faultOf(error) };
    note(code, printable(message));
  });
  const { promise: ready, resolve } = Promise.withResolvers<void>();
  watcher.once("ready", resolve);
  if (!(await inTime(ready, mostWaitMs.start))) note("start", "the first look took too long");
  return {
    settle: async (by) => {
      const startMs = (lastMs = performance.now());
      while (performance.now() - lastMs < quietMs && performance.now() - startMs < mostWaitMs.end)
        await pause(quietMs / 4);
      const changes = [...seen].flatMap(([path, before]) => changeOf(path, before, by));
      return { changes, ...(trouble.size > 0 && { unwatched: [...trouble.values()].join("; ") }) };
    },
    [Symbol.asyncDispose]: () => watcher.close(),
  };
}

/** One of each kind is told: the same befalls hundreds of folders. */
function faultOf(error: unknown): { readonly code?: string; readonly message?: string } {
  if (!(error instanceof Error)) return {};
  return { message: error.message, ...("code" in error && { code: String(error.code) }) };
}

/** Something that came and went again has changed nothing. */
function changeOf(
  path: AbsolutePath,
  before: "existed" | "new",
  by: (path: AbsolutePath) => FileChange["by"],
): readonly FileChange[] {
  const exists = lstatSync(path, { throwIfNoEntry: false }) !== undefined;
  if (!exists && before === "new") return [];
  return [{ path, change: !exists ? "deleted" : before === "new" ? "created" : "changed", by: by(path) }];
}

/** A pause in which events are seen, too: timers come before them in each turn of the loop. */
function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(() => setImmediate(resolve), ms));
}

async function inTime(promise: Promise<void>, ms: number): Promise<boolean> {
  const late = Promise.withResolvers<boolean>();
  const timer = setTimeout(() => late.resolve(false), ms);
  try {
    return await Promise.race([promise.then(() => true), late.promise]);
  } finally {
    clearTimeout(timer);
  }
}

/** What is not watched. `say` hears of what would have been, had there been less of it. */
function createFilter(
  root: AbsolutePath,
  mostFolders: number,
  say: (why: string) => void,
): (path: string, stats?: Stats) => boolean {
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
