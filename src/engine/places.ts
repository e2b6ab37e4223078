import { accessSync, chmodSync, constants, existsSync, lstatSync, mkdirSync, realpathSync, statSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { type AbsolutePath, ConfigError, isBeneath, parseAbsolutePath, printable } from "../base/index.ts";
import type { OpenNetwork } from "./network.ts";
import type { OpenTls } from "./with-session-tls.ts";

export type { OpenNetwork, OpenTls };

/** Folders and files of this user and this machine that the engine works with. */
export interface Places {
  readonly cwd: AbsolutePath;
  readonly projectRoot: AbsolutePath;
  readonly home: AbsolutePath;
  readonly temp: AbsolutePath;
  /** The administrator's profile. */
  readonly managedFile: AbsolutePath;
  readonly userFile: AbsolutePath;
  readonly projectFile: AbsolutePath;
  /** Audit log, approvals. */
  readonly state: AbsolutePath;
  /** Sockets and journals of what runs now. */
  readonly runtime: AbsolutePath;
  readonly cache: AbsolutePath;
  /** The shipped profiles. */
  readonly shipped: AbsolutePath;
  readonly warden: AbsolutePath;
}

/** What the process knows of where it runs and for whom. */
export interface Surroundings {
  readonly env: ReadonlyMap<string, string>;
  readonly cwd: string;
  /** The folder of the installed package. */
  readonly packageRoot: string;
  readonly user: { readonly uid: number; readonly home: string };
  /** Signals that commands ignore from the start. */
  readonly ignored?: readonly NodeJS.Signals[];
  /** Absent: nobody decides about connections, and there is no network. */
  readonly openNetwork?: OpenNetwork;
  /** Absent: hosts whose TLS would have to be opened can't be reached. */
  readonly openTls?: OpenTls;
}

/**
 * Finds every place from the working folder, the environment and the package's own folder. `project`: a folder of the project where the
 * working folder may be anywhere.
 */
export function findPlaces(surroundings: Surroundings, project?: string): Places {
  return placesOf(surroundings, project, makeOwnFolder);
}

/** The same, where nothing is to be made. */
export function namePlaces(surroundings: Surroundings): Places {
  return placesOf(surroundings, undefined, nameOwnFolder);
}

type OwnFolder = (folders: readonly string[], uid: number) => AbsolutePath;

function placesOf({ env, cwd, packageRoot, user }: Surroundings, project: string | undefined, own: OwnFolder): Places {
  const here = realPath(cwd);
  const home = realPath(env.get("HOME") ?? user.home);
  const projectRoot = findProjectRoot(project === undefined ? here : realPath(resolve(here, project)), home);
  const fallback = `/tmp/sallyport-${user.uid}`;
  const ownFolder = (wanted: string, name: string): AbsolutePath => own([wanted, `${fallback}/${name}`], user.uid);
  // Empty or relative ones count for nothing (XDG Base Directory Specification).
  const stated = (name: string): string | undefined =>
    env.get(name)?.startsWith("/") === true ? env.get(name) : undefined;
  const below = (name: string, standard: string): string => stated(name) ?? join(home, standard);
  return {
    cwd: here,
    projectRoot,
    home,
    temp: parseAbsolutePath("/tmp"),
    managedFile: parseAbsolutePath("/etc/sallyport/managed.json"),
    userFile: parseAbsolutePath(join(below("XDG_CONFIG_HOME", ".config"), "sallyport/profile.json")),
    projectFile: parseAbsolutePath(join(projectRoot, ".sallyport.json")),
    state: ownFolder(join(below("XDG_STATE_HOME", ".local/state"), "sallyport"), "state"),
    runtime: ownFolder(join(stated("XDG_RUNTIME_DIR") ?? fallback, "sallyport"), "runtime"),
    cache: ownFolder(join(below("XDG_CACHE_HOME", ".cache"), "sallyport"), "cache"),
    shipped: parseAbsolutePath(join(packageRoot, "sandbox-profiles")),
    warden: parseAbsolutePath(join(packageRoot, "dist/warden")),
  };
}

function realPath(path: string): AbsolutePath {
  try {
    return parseAbsolutePath(realpathSync(path));
  } catch {
    return parseAbsolutePath(path);
  }
}

/** The nearest folder upwards that holds a repository or a project profile; else the working folder itself. */
function findProjectRoot(cwd: AbsolutePath, home: AbsolutePath): AbsolutePath {
  for (let folder = cwd; folder !== "/" && folder !== home; folder = parseAbsolutePath(dirname(folder))) {
    if (exists(join(folder, ".git")) || exists(join(folder, ".sallyport.json"))) return folder;
  }
  return cwd;
}

function exists(path: string): boolean {
  try {
    return statSync(path, { throwIfNoEntry: false }) !== undefined;
  } catch (error) {
    const message = `the folder ${printable(dirname(path))} can't be looked into; go to one that can`;
    throw new ConfigError("config/usage", message, [], { cause: error });
  }
}

/**
 * The first of `folders` that can be made ours alone (0700). Where the home folder can't be written (service
 * accounts), one below /tmp serves, and only if this user owns it: anybody could have made it first.
 */
function makeOwnFolder(folders: readonly string[], uid: number): AbsolutePath {
  for (const folder of folders) {
    if (isOfProcesses(folder)) continue;
    try {
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      if (!isOwnedBy([uid], folder) || !isOwnedBy([uid, 0], dirname(folder))) continue;
      chmodSync(folder, 0o700);
    } catch {
      continue; // not ours to make or to change, as on a file system that is read-only: the next one
    }
    return realPath(folder);
  }
  throw noneOwn(folders);
}

/** Nothing can be made there, and Node's `mkdir` with `recursive` tries for ever: the kernel says ENOENT, though the folder above is there. */
function isOfProcesses(folder: string): boolean {
  return isBeneath(parseAbsolutePath(folder), parseAbsolutePath("/proc"));
}

/** The one that would be made. */
function nameOwnFolder(folders: readonly string[], uid: number): AbsolutePath {
  const found = folders.find(
    (folder) => !isOfProcesses(folder) && isWritable(folder) && (!existsSync(folder) || isOwnedBy([uid], folder)),
  );
  if (found === undefined) throw noneOwn(folders);
  return realPath(found);
}

function isWritable(folder: string): boolean {
  if (!existsSync(folder)) return isWritable(dirname(folder));
  try {
    accessSync(folder, constants.W_OK);
    return true;
  } catch {
    return false; // not ours to make anything in
  }
}

function noneOwn(folders: readonly string[]): ConfigError {
  return new ConfigError(
    "config/unreadable",
    `no private folder can be made at ${folders.map((folder) => printable(folder)).join(" or ")}; set XDG_STATE_HOME, XDG_CACHE_HOME and XDG_RUNTIME_DIR to folders of your own`,
  );
}

function isOwnedBy(uids: readonly number[], folder: string): boolean {
  const found = lstatSync(folder);
  return found.isDirectory() && uids.includes(found.uid);
}
