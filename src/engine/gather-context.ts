import { accessSync, constants, realpathSync, statSync } from "node:fs";
import {
  type AbsolutePath,
  type Action,
  type Context,
  parseAbsolutePath,
  type ProgramFact,
  type Request,
} from "../base/index.ts";
import type { Places } from "./places.ts";

/** More names than any honest command holds; a flood of them would cost time and tell nothing. */
const mostLookups = 2000;

/** Members of a file tool's input that hold a path. */
const pathMembers = ["file_path", "notebook_path", "path"] as const;

/** Looks up what a request names on this host: programs along `PATH`, and where paths really lead. */
export function gatherContext(
  { input, cwd }: Request,
  actions: readonly Action[],
  { places, searchPath }: { readonly places: Places; readonly searchPath: string },
): Context {
  const programs = new Map<string, ProgramFact>();
  const realPaths = new Map<AbsolutePath, AbsolutePath>();
  const folders = searchPath.split(":").filter((folder) => folder.startsWith("/"));
  let lookups = 0;
  for (const action of actions) {
    if (action.kind === "exec") {
      const name = action.words[0];
      if (name?.kind !== "static" || programs.has(name.value) || (lookups += 1) > mostLookups) continue;
      const fact = findProgram(name.value, folders, cwd);
      if (fact !== undefined) programs.set(name.value, fact);
    } else if (action.kind === "read" || action.kind === "write") {
      if (action.path.kind !== "static" || (lookups += 1) > mostLookups) continue;
      follow(action.path.path);
    }
  }
  for (const member of pathMembers) if (typeof input[member] === "string") follow(input[member]);
  return { cwd, home: places.home, projectRoot: places.projectRoot, programs, realPaths };

  function follow(spelled: string): void {
    const inHome = spelled === "~" || spelled.startsWith("~/");
    const path = inHome ? parseAbsolutePath(`${places.home}/${spelled.slice(1)}`) : parseAbsolutePath(spelled, cwd);
    const real = realTarget(path);
    if (real !== path) realPaths.set(path, real);
  }
}

function findProgram(name: string, folders: readonly string[], cwd: AbsolutePath): ProgramFact | undefined {
  if (name === "" || name.includes("\0")) return undefined;
  if (name.includes("/")) return factOf(parseAbsolutePath(name, cwd));
  for (const folder of folders) {
    const fact = factOf(parseAbsolutePath(`${folder}/${name}`));
    if (fact !== undefined) return fact;
  }
  return undefined;
}

function factOf(path: AbsolutePath): ProgramFact | undefined {
  try {
    if (!statSync(path).isFile()) return undefined;
    accessSync(path, constants.X_OK);
    return { path, real: parseAbsolutePath(realpathSync.native(path)) };
  } catch {
    return undefined; // not there, or not for this user to see: judged by its name
  }
}

/** The real path of the longest part that exists, with the rest appended: where a write would land. */
export function realTarget(path: AbsolutePath): AbsolutePath {
  if (path.includes("\0")) return path;
  let existing: string = path;
  let rest = "";
  while (existing !== "/" && existing !== "") {
    try {
      return parseAbsolutePath(`${realpathSync.native(existing)}${rest}`);
    } catch {
      const slash = existing.lastIndexOf("/");
      rest = `${existing.slice(slash)}${rest}`;
      existing = existing.slice(0, slash);
    }
  }
  return path;
}
