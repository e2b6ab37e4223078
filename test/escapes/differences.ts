import type { Backend } from "./attempts/attempt.ts";

/** What one backend does not hold, and why: the attempt works there. */
interface Difference {
  readonly name: string;
  readonly backend: Backend;
  readonly reason: string;
}

const onLandlock = (reason: string, names: readonly string[]): readonly Difference[] =>
  names.map((name) => ({ name, backend: "landlock", reason }));

const differences: readonly Difference[] = [
  ...onLandlock("Landlock has no right for watching a file that may be reached by its mode", ["see who opens a file"]),
  ...onLandlock("/proc is the host's, and what it shows to everybody can't be taken out of it", [
    "read another process's command line",
    "see that a process is there",
    "read the list of keys",
    "find a server of the host's in /proc/net",
  ]),
];

export function differencesOn(backend: Backend): readonly Difference[] {
  return differences.filter((each) => each.backend === backend);
}
