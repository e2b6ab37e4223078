import type { Backend, Role } from "./attempts/attempt.ts";

/** What one backend does not hold, and why: the attempt works there. */
interface Difference {
  readonly name: string;
  readonly backend: Backend;
  readonly reason: string;
  /** For whom; for everybody when absent. */
  readonly role?: Role;
  /** What the victim says of itself then. */
  readonly leaves?: Readonly<Record<string, string>>;
}

const onLandlock = (reason: string, names: readonly string[]): readonly Difference[] =>
  names.map((name) => ({ name, backend: "landlock", reason }));

const ofOwnProcesses = (name: string, leaves: Readonly<Record<string, string>> = {}): Difference => ({
  name,
  backend: "landlock",
  reason:
    "Landlock's scopes are signals and abstract sockets: a process of the same user and rights may be slowed down",
  role: "ordinary",
  leaves,
});

const differences: readonly Difference[] = [
  ...onLandlock("Landlock has no right for the flags of a file that may be read: its owner may set them", [
    "set a flag of a read-only file",
  ]),
  ...onLandlock("Landlock has no right for watching a file that may be reached by its mode", ["see who opens a file"]),
  ...onLandlock("/proc is the host's, and what it shows to everybody can't be taken out of it", [
    "read another process's command line",
    "read the list of keys",
    "find a server of the host's in /proc/net",
  ]),
  ofOwnProcesses("make a process slow", { nice: "19" }),
  ofOwnProcesses("take processors from a process"),
  ofOwnProcesses("change how a process is scheduled", { scheduler: "3" }),
  ofOwnProcesses("change a process's turn at the disk"),
];

export function differencesOn(backend: Backend, role: Role): readonly Difference[] {
  return differences.filter((each) => each.backend === backend && (each.role ?? role) === role);
}
