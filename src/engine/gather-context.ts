import { lstatSync, realpathSync, statSync } from "node:fs";
import { basename } from "node:path";
import {
  type AbsolutePath,
  type Action,
  type Context,
  parseAbsolutePath,
  type ProgramFact,
  type ReadAction,
  type Request,
  type WriteAction,
} from "../base/index.ts";
import { createFollower } from "./follow-path.ts";
import { landingNames, searchedFolder } from "../policy/index.ts";
import type { Places } from "./places.ts";
import { createReacher } from "./reach-inside.ts";

/** More names than any honest command holds; a flood of them would cost time and tell nothing. */
const mostLookups = 2000;

/** Where facts are looked up. */
export interface ContextHost {
  readonly places: Places;
  /** The `PATH` that commands will have. */
  readonly searchPath: string;
  readonly memory: ProgramMemory;
  /** The folder that stands in for `/`, if one does: paths lead where they lead inside. */
  readonly root?: AbsolutePath | undefined;
}

/** Members of a file tool's input that hold a path. */
const pathMembers = ["file_path", "notebook_path", "path"] as const;

/** Looks up what a request names on this host: programs along `PATH`, and where paths really lead. */
export function gatherContext({ tool, input, cwd }: Request, actions: readonly Action[], host: ContextHost): Context {
  const { places } = host;
  const targetOf = createFollower(host.root, places.home, cwd);
  const programs = new Map<string, ProgramFact>();
  const realPaths = new Map<AbsolutePath, AbsolutePath>();
  let lookups = 0;
  for (const action of actions) {
    if (action.kind === "exec") {
      const name = action.words[0];
      if (name?.kind === "static") find(name.value);
      // A rule's bare name means the file that `PATH` leads to, by whatever spelling it is called.
      if (name?.kind === "static" && name.value.startsWith("/")) find(basename(name.value));
    } else if (action.kind === "read" || action.kind === "write") {
      for (const path of pathsOf(action, actions)) if ((lookups += 1) <= mostLookups) follow(path);
    }
  }
  const { reach } = createReacher(host.root);
  for (const member of pathMembers) if (typeof input[member] === "string") followByName(input[member]);
  const searched = searchedFolder(tool, input, { cwd, home: places.home });
  if (searched !== undefined) followByName(searched);
  const plainFiles = plainFilesAmong(actions, targetOf);
  return { cwd, home: places.home, projectRoot: places.projectRoot, programs, realPaths, plainFiles };

  function find(name: string): void {
    if (programs.has(name) || (lookups += 1) > mostLookups) return;
    const fact = findProgram(name, host, cwd);
    if (fact !== undefined) programs.set(name, fact);
  }

  /** A tool's path is judged by the names that things are stored by. */
  function followByName(spelled: string): void {
    const { path, real } = targetOf(spelled);
    const reached = path.includes("\0") ? undefined : reach(path);
    const stored = reached?.ok === true ? reached.value.real : real;
    if (reached?.ok === true) reached.value[Symbol.dispose]();
    if (stored !== path) realPaths.set(path, stored);
  }

  function follow(spelled: string): void {
    const { path, real } = targetOf(spelled);
    if (real !== path) realPaths.set(path, real);
  }
}

/** The path that is reached, and what it leads to where it is a folder that copies get their names in: links may stand there. */
function pathsOf({ kind, path, cause }: ReadAction | WriteAction, actions: readonly Action[]): readonly string[] {
  if (path.kind !== "static") return [];
  const command = cause === undefined ? undefined : actions[cause.exec];
  const names = kind === "write" && command?.kind === "exec" ? landingNames(command.form, path.text) : [];
  return [path.path, ...names.map((name) => `${path.path}/${name}`)];
}

/** Of what is moved, the plain files that no link leads to. */
function plainFilesAmong(
  actions: readonly Action[],
  targetOf: ReturnType<typeof createFollower>,
): ReadonlySet<AbsolutePath> {
  const moved = actions.flatMap((action) => {
    const command = action.kind === "read" && action.cause !== undefined ? actions[action.cause.exec] : undefined;
    const isMoved = command?.kind === "exec" && command.form.name === "mv";
    return action.kind === "read" && action.path.kind === "static" && isMoved ? [targetOf(action.path.path)] : [];
  });
  const apart = moved.slice(0, mostLookups).flatMap(({ path, real }) => (path === real ? [path] : []));
  return new Set(apart.filter(isPlainFile));
}

function isPlainFile(path: AbsolutePath): boolean {
  try {
    return lstatSync(path).isFile();
  } catch {
    return false; // not there, or not for this user to see
  }
}

/** Programs found by bare name along one `PATH`, for a short while: a batch asks for the same few again and again. */
export interface ProgramMemory {
  /** Seconds since this process started. */
  since: number;
  readonly found: Map<string, ProgramFact | undefined>;
}

const rememberSeconds = 1;

export function createProgramMemory(): ProgramMemory {
  return { since: 0, found: new Map() };
}

/** What a name stands for: along `PATH`, or as the path that it is. */
export function findProgram(
  name: string,
  { searchPath, memory }: ContextHost,
  cwd: AbsolutePath,
): ProgramFact | undefined {
  if (name === "" || name.includes("\0")) return undefined;
  if (name.includes("/")) return factOf(parseAbsolutePath(name, cwd));
  // Not `performance`: loading what measures takes longer than all look-ups of a command.
  const now = process.uptime();
  if (now - memory.since > rememberSeconds) {
    memory.found.clear();
    memory.since = now;
  }
  if (!memory.found.has(name)) memory.found.set(name, searchProgram(name, searchPath));
  return memory.found.get(name);
}

function searchProgram(name: string, searchPath: string): ProgramFact | undefined {
  for (const fact of factsAlong(name, searchPath)) return fact;
  return undefined;
}

/** Every program of that name along a `PATH`, the one that would run first. */
export function findPrograms(name: string, searchPath: string): readonly AbsolutePath[] {
  return [...factsAlong(name, searchPath)].map(({ path }) => path);
}

function* factsAlong(name: string, searchPath: string): Generator<ProgramFact> {
  for (const folder of searchPath.split(":")) {
    const fact = folder.startsWith("/") ? factOf(parseAbsolutePath(`${folder}/${name}`)) : undefined;
    if (fact !== undefined) yield fact;
  }
}

function factOf(path: AbsolutePath): ProgramFact | undefined {
  try {
    const stats = statSync(path, { throwIfNoEntry: false });
    if (stats?.isFile() !== true || (stats.mode & 0o111) === 0) return undefined;
    return { path, real: parseAbsolutePath(realpathSync.native(path)) };
  } catch {
    return undefined; // not for this user to see, or gone in between: judged by its name
  }
}
