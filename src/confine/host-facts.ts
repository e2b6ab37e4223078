import type { AbsolutePath } from "../base/index.ts";

/** The bubblewrap found on the host and the options that not every version has. */
export interface BwrapFact {
  readonly path: AbsolutePath;
  /** `--disable-userns`: no further user namespaces inside. */
  readonly disablesUserns: boolean;
  /** `--perms`. */
  readonly setsModes: boolean;
  /** `--size`. */
  readonly setsSizes: boolean;
}

/** A system folder: a real one, or a link such as `/bin` → `usr/bin`. */
export interface SystemFolder {
  readonly path: AbsolutePath;
  /** Target of the link, as written. */
  readonly link?: string;
}

/** What `planLaunch` must know of the host, gathered for each run; the doctor knows more. */
export interface HostFacts {
  readonly uid: number;
  /** Absent when it is not installed. */
  readonly bwrap: BwrapFact | undefined;
  /** False when the host says that this user can't make user namespaces; true is a guess. */
  readonly userNamespaces: boolean;
  /** False when an attempt has shown that this user can't make network namespaces; true is a guess. */
  readonly networkNamespaces: boolean;
  readonly systemFolders: readonly SystemFolder[];
  /** Files and folders below the system folders that hold secrets and that this user could read. */
  readonly systemSecrets: readonly AbsolutePath[];
  /** Entries of /proc that exist and must not be written, or not even be seen. */
  readonly procEntries: readonly ProcEntry[];
  /** Where something is mounted, as the host sees it. */
  readonly mountPoints: readonly AbsolutePath[];
  readonly processors: number;
  /** Where this user may make cgroups; the first one that offers a resource is taken for it. */
  readonly cgroups: readonly CgroupSpot[];
}

/**
 * What a cgroup can limit for all processes in it together. A share of the processors: however many they are, and whatever
 * sessions they open, together they get no more than the rest of the host, when that wants it too.
 */
export type CgroupResource = "memory" | "processes" | "cpu" | "share";

/** A folder in which this user may make a cgroup. */
export interface CgroupSpot {
  readonly version: 1 | 2;
  readonly parent: AbsolutePath;
  readonly resources: readonly CgroupResource[];
  /** No more processes than this one itself may have where it is now. */
  readonly processCeiling: number | undefined;
}

export interface ProcEntry {
  readonly path: AbsolutePath;
  readonly shape: "file" | "folder";
  readonly treatment: "read-only" | "mask";
}
