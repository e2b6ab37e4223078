import { lstatSync } from "node:fs";
import type { FSWatcher } from "chokidar";
import {
  type AbsolutePath,
  type FileChange,
  parseAbsolutePath,
  printable,
  type SeenChanges,
} from "../../base/index.ts";
import { createFilter, isCaughtUp, isOut } from "./project-filter.ts";

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
  const heard = createHeard();
  const { seen, touched, trouble } = heard;
  const filter = createFilter(root, mostFolders, (why) => note(heard, "folders", why));
  const watcher = watch(root, {
    ignored: filter,
    ignoreInitial: true,
    followSymlinks: false,
    atomic: false,
    persistent: false,
  });
  listen(watcher, heard);
  const { promise: ready, resolve } = Promise.withResolvers<void>();
  watcher.once("ready", resolve);
  if (!(await inTime(ready, mostWaitMs.start))) note(heard, "start", "the first look took too long");
  return {
    settle: async (by) => {
      const endMs = (heard.lastMs = performance.now()) + mostWaitMs.end;
      const isBehind = (): boolean => trouble.size === 0 && !isCaughtUp(watcher.getWatched(), root, filter);
      const isBusy = (): boolean => performance.now() - heard.lastMs < quietMs || isBehind();
      while (isBusy() && performance.now() < endMs) await pause(quietMs / 4);
      // Of these the watcher says nothing where size and time are as they were.
      for (const path of touched)
        if (!seen.has(path) && isFile(path) && !isOut(path, root, filter)) seen.set(path, "existed");
      const changes = [...seen].flatMap(([path, before]) => changeOf(path, before, by));
      return { changes, ...(trouble.size > 0 && { unwatched: [...trouble.values()].join("; ") }) };
    },
    [Symbol.asyncDispose]: () => watcher.close(),
  };
}

/** What a watcher has said so far. */
interface Heard {
  /** How each path was when it was first heard of. */
  readonly seen: Map<AbsolutePath, "existed" | "new">;
  readonly touched: Set<AbsolutePath>;
  /** One of each kind: the same befalls hundreds of folders. */
  readonly trouble: Map<string, string>;
  lastMs: number;
}

function createHeard(): Heard {
  return { seen: new Map(), touched: new Set(), trouble: new Map(), lastMs: performance.now() };
}

function note({ trouble }: Heard, kind: string, why: string): void {
  if (!trouble.has(kind)) trouble.set(kind, why);
}

function listen(watcher: FSWatcher, heard: Heard): void {
  const { seen, touched } = heard;
  watcher.on("raw", (_event, name, details) => {
    heard.lastMs = performance.now();
    const folder = folderOf(details);
    if (folder !== undefined && touched.size < mostChanges) touched.add(parseAbsolutePath(name ?? "", folder));
  });
  watcher.on("all", (event, path) => {
    heard.lastMs = performance.now();
    const at = parseAbsolutePath(path);
    if (seen.size >= mostChanges) note(heard, "changes", `more than ${mostChanges} changes`);
    else if (!seen.has(at)) seen.set(at, event === "add" || event === "addDir" ? "new" : "existed");
  });
  // EMFILE, ENOSPC: the kernel has no more watches for this user; the request goes on without.
  watcher.on("error", (error) => {
    const { code, message } = { code: "", message: String(error), ...faultOf(error) };
    note(heard, code, printable(message));
  });
}

function folderOf(details: unknown): AbsolutePath | undefined {
  const isNamed = typeof details === "object" && details !== null && "watchedPath" in details;
  return isNamed && typeof details.watchedPath === "string" ? parseAbsolutePath(details.watchedPath) : undefined;
}

function isFile(path: AbsolutePath): boolean {
  return lstatSync(path, { throwIfNoEntry: false })?.isFile() === true;
}

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
