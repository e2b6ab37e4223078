import type { Backend } from "./attempts/attempt.ts";

/** What one backend does not hold, and why: the attempt works there. */
export interface Difference {
  readonly name: string;
  readonly backend: Backend;
  readonly reason: string;
  /** What the victim says of itself then. */
  readonly leaves?: Readonly<Record<string, string>>;
}

const noRight =
  "Landlock has no right for a file's mode, owner, times, attributes and flags: who owns it may change them";
const noScope = "Landlock's scopes are signals and abstract sockets alone";

const onLandlock = (reason: string, names: readonly string[]): readonly Difference[] =>
  names.map((name) => ({ name, backend: "landlock", reason }));

export const differences: readonly Difference[] = [
  ...onLandlock(noRight, [
    "change the mode of what is not shown",
    "change the times of what is not shown",
    "change the mode of a read-only file",
    "change the owner of a read-only file",
    "give a read-only file an attribute",
    "change the times of a read-only file",
    "set a flag of a read-only file",
  ]),
  ...onLandlock(noScope, [
    "make a process slow",
    "take processors from a process",
    "change how a process is scheduled",
    "change a process's turn at the disk",
  ]),
  ...onLandlock("there is no network namespace, and what is in /proc/net is the host's", [
    "find a server of the host's in /proc/net",
  ]),
];
