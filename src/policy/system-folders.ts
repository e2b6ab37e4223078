import { type AbsolutePath, isBeneath, parseAbsolutePath } from "../base/index.ts";

/** Folders of the operating system: readable in every profile, never writable by the agent. */
const systemFolders: readonly AbsolutePath[] = [
  "/bin",
  "/boot",
  "/etc",
  "/lib",
  "/lib32",
  "/lib64",
  "/libx32",
  "/nix",
  "/opt",
  "/proc",
  "/sbin",
  "/snap",
  "/sys",
  "/usr",
].map((path) => parseAbsolutePath(path));

/** Where programs of the system lie: an absolute path right in one of them is as good as the bare name. */
const programFolders: ReadonlySet<string> = new Set([
  "/bin",
  "/sbin",
  "/usr/bin",
  "/usr/sbin",
  "/usr/local/bin",
  "/usr/local/sbin",
  "/usr/games",
  "/usr/local/games",
  "/opt/homebrew/bin",
  "/opt/local/bin",
  "/snap/bin",
  "/nix/var/nix/profiles/default/bin",
  "/run/current-system/sw/bin",
]);

/** Devices that hold nothing: reading and writing them is always free. */
const freeDevices: ReadonlySet<string> = new Set([
  "/dev/null",
  "/dev/zero",
  "/dev/full",
  "/dev/stdin",
  "/dev/stdout",
  "/dev/stderr",
  "/dev/tty",
]);

const readableDevices: ReadonlySet<string> = new Set(["/dev/random", "/dev/urandom"]);

export function isSystemPath(path: AbsolutePath): boolean {
  return systemFolders.some((folder) => isBeneath(path, folder));
}

export function isSystemProgram(path: AbsolutePath): boolean {
  return programFolders.has(path.slice(0, path.lastIndexOf("/")));
}

export function isProgramFolder(path: AbsolutePath): boolean {
  return programFolders.has(path);
}

/** For what passes: a command has folders of its own there, or what everybody may write to. */
const passing: readonly AbsolutePath[] = ["/tmp", "/dev/shm"].map((path) => parseAbsolutePath(path));

export function isPassing(path: AbsolutePath): boolean {
  return passing.some((folder) => isBeneath(path, folder));
}

export function isFreeDevice(path: AbsolutePath): boolean {
  return freeDevices.has(path) || /^\/dev\/fd\/\d+$/u.test(path);
}

export function isReadableDevice(path: AbsolutePath): boolean {
  return isFreeDevice(path) || readableDevices.has(path);
}

/** What the kernel tells of one process: a tool would read that of Sallyport's own, with what it holds of the caller's. */
export function isOfProcess(path: AbsolutePath): boolean {
  return /^\/proc\/(?:\d+|self|thread-self)(?:\/|$)/u.test(path);
}
