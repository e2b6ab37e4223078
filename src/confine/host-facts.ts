import type { AbsolutePath } from "../base/index.ts";

/** The bubblewrap found on the host and the options that not every version has. */
export interface BwrapFact {
  readonly path: AbsolutePath;
  /** `--disable-userns`: no further user namespaces inside. */
  readonly disablesUserns: boolean;
  /** `--perms`. */
  readonly setsModes: boolean;
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
  readonly systemFolders: readonly SystemFolder[];
  /** Files and folders below the system folders that hold secrets and that this user could read. */
  readonly systemSecrets: readonly AbsolutePath[];
  /** Entries of /proc that exist and must not be written, or not even be seen. */
  readonly procEntries: readonly ProcEntry[];
  /** A cgroup in which this user may make one with a limit of processes. */
  readonly pidsCgroup: AbsolutePath | undefined;
}

export interface ProcEntry {
  readonly path: AbsolutePath;
  readonly shape: "file" | "folder";
  readonly treatment: "read-only" | "mask";
}
