import { assertNever } from "../base/index.ts";
import type { AbsolutePath } from "../base/index.ts";
import type { BwrapFact } from "./host-facts.ts";
import type { Mount } from "./launch.ts";

const network = "--unshare-net";

/**
 * Every namespace there is. A user namespace always, also for root: outside of one, root's files in /proc and /sys
 * would open to it by ownership.
 */
const namespaces = [
  "--unshare-user",
  "--unshare-pid",
  network,
  "--unshare-ipc",
  "--unshare-uts",
  "--unshare-cgroup-try",
];

/** Where the warden hands the script's text to bubblewrap. */
const scriptFd = 11;

/** And that of the file that says where names are asked for. */
const resolverFd = 12;

/** What the mounts need besides themselves. */
export interface MountMeans {
  readonly bwrap: BwrapFact;
  /** Holds the folder that masks others. */
  readonly runtime: AbsolutePath;
  /** How much each private folder may hold: it lies in memory, and not in that of any process. */
  readonly privateBytes: number | undefined;
  /** Whether bubblewrap makes the network namespace; false when it is started in one. */
  readonly makesNetwork: boolean;
}

/** bubblewrap's arguments for these mounts, up to the command. */
export function bwrapArgv(mounts: readonly Mount[], means: MountMeans): readonly string[] {
  const { bwrap } = means;
  return [
    ...namespaces.filter((option) => means.makesNetwork || option !== network),
    ...(bwrap.disablesUserns ? ["--disable-userns"] : []),
    "--die-with-parent",
    "--as-pid-1",
    "--cap-drop",
    "ALL",
    ...mounts.flatMap((mount) => mountArgv(mount, means)),
  ];
}

function mountArgv(mount: Mount, means: MountMeans): readonly string[] {
  const { setsModes } = means.bwrap;
  switch (mount.kind) {
    case "bind":
      return [mount.writable ? "--bind" : "--ro-bind", mount.source, mount.target];
    case "private":
      return [
        ...(setsModes ? ["--perms", isShared(mount.target) ? "1777" : "0755"] : []),
        ...sizeArgv(means),
        "--tmpfs",
        mount.target,
      ];
    case "mask":
      // A device on a mount without devices: opening it is EACCES for everybody, and tools that walk folders pass it
      // over. An empty file would be read, or committed, as if it were the real one.
      if (mount.shape === "file") return ["--ro-bind", "/dev/null", mount.target];
      if (setsModes) return ["--perms", "0000", "--tmpfs", mount.target, "--remount-ro", mount.target];
      return ["--ro-bind", `${means.runtime}/masked`, mount.target];
    case "stand-in":
      return ["--tmpfs", mount.target, "--remount-ro", mount.target];
    case "script":
      // Executable, because scripts start themselves: `exec "$0"` goes through the kernel and runs the same text.
      return [...(setsModes ? ["--perms", "0555"] : []), "--ro-bind-data", String(scriptFd), mount.target];
    case "resolver":
      return [...(setsModes ? ["--perms", "0444"] : []), "--ro-bind-data", String(resolverFd), mount.target];
    case "link":
      return ["--symlink", mount.to, mount.target];
    case "proc":
      return ["--proc", mount.target];
    case "dev":
      return ["--dev", mount.target];
    case "seal":
      return ["--remount-ro", mount.target];
    default:
      return assertNever(mount);
  }
}

function sizeArgv({ bwrap, privateBytes }: MountMeans): readonly string[] {
  return bwrap.setsSizes && privateBytes !== undefined ? ["--size", String(privateBytes)] : [];
}

function isShared(path: AbsolutePath): boolean {
  return path === "/tmp" || path === "/var/tmp" || path === "/dev/shm";
}
