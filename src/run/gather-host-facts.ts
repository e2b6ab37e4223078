import { accessSync, constants, lstatSync, readFileSync, readlinkSync, statSync } from "node:fs";
import { availableParallelism } from "node:os";
import process from "node:process";
import { type AbsolutePath, EnforcementError, parseAbsolutePath } from "../base/index.ts";
import {
  type BwrapFact,
  type HostFacts,
  procEntries,
  type SystemFolder,
  systemFolders,
  systemSecrets,
} from "../confine/index.ts";
import { findCgroups } from "./find-cgroups.ts";

/** Only where the system keeps programs: a `bwrap` from a folder that an agent can write would be no wall. */
const bwrapPlaces = ["/usr/bin", "/bin", "/usr/local/bin", "/run/current-system/sw/bin"];

/** What each run needs to know of the host. A few dozen look-ups, nothing is started. */
export function gatherHostFacts(): HostFacts {
  const uid = process.geteuid?.() ?? -1;
  return {
    uid,
    bwrap: findBwrap(),
    userNamespaces: permitsUserNamespaces(uid),
    networkNamespaces: true,
    systemFolders: systemFolders.flatMap(systemFolder),
    systemSecrets: systemSecrets.filter((path) => exists(path) && isAccessible(path, constants.R_OK)),
    procEntries: procEntries.filter(({ path }) => exists(path)),
    mountPoints: mountPoints(),
    processors: availableParallelism(),
    cgroups: findCgroups(),
  };
}

/** Of this process's own namespace (proc_pid_mountinfo(5)), which spells blanks and backslashes in octal. */
function mountPoints(): readonly AbsolutePath[] {
  return readMounts()
    .split("\n")
    .slice(0, -1)
    .map((line) => {
      const spelled = line.split(" ")[4] ?? "/";
      return parseAbsolutePath(
        spelled.replace(/\\(\d{3})/gu, (_, octal: string) => String.fromCharCode(Number.parseInt(octal, 8))),
      );
    });
}

function readMounts(): string {
  try {
    return readFileSync("/proc/self/mountinfo", "utf8");
  } catch (error) {
    const why = "/proc is not mounted here, and no command can be confined without it: mount it, as containers do";
    throw new EnforcementError("enforcement/start-failed", why, {}, { cause: error });
  }
}

/** What can be read off switches; whether something else stands in the way shows when bubblewrap starts. */
function permitsUserNamespaces(uid: number): boolean {
  if (readSwitch("/proc/sys/user/max_user_namespaces") === "0") return false;
  return uid === 0 || readSwitch("/proc/sys/kernel/unprivileged_userns_clone") !== "0";
}

function readSwitch(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8").trim();
  } catch {
    return undefined; // this kernel has no such switch
  }
}

function exists(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
}

function isAccessible(path: string, mode: number): boolean {
  try {
    accessSync(path, mode);
    return true;
  } catch {
    return false; // EACCES or EROFS: then nobody inside can either
  }
}

function systemFolder(path: AbsolutePath): readonly SystemFolder[] {
  const stats = lstatSync(path, { throwIfNoEntry: false });
  if (stats === undefined) return [];
  if (stats.isSymbolicLink()) return [{ path, link: readlinkSync(path) }];
  return stats.isDirectory() ? [{ path }] : [];
}

/** Which options it knows is read off the program itself: asking it would cost more than all the rest. */
function findBwrap(): BwrapFact | undefined {
  for (const folder of bwrapPlaces) {
    const path = `${folder}/bwrap`;
    if (statSync(path, { throwIfNoEntry: false })?.isFile() !== true) continue;
    const program = readFileSync(path);
    return {
      path: parseAbsolutePath(path),
      disablesUserns: program.includes("--disable-userns"),
      setsModes: program.includes("--perms"),
      setsSizes: program.includes("--size"),
    };
  }
  return undefined;
}
