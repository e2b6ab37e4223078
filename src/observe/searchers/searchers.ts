import { type ReadSecrets, readDetectSecrets, readTruffleHog } from "./read-secrets.ts";

/** Another program that searches files for secrets, and tells of them in JSON. */
export interface Searcher {
  /** What it may be called, in the order to look for it. */
  readonly programs: readonly string[];
  /** A command that brings it. */
  readonly install: string;
  /** Behind the program, for all files below the folder that it is started in. */
  readonly words: readonly string[];
  /** How it ends when it has done its work; any other status is a failure. */
  readonly statuses: readonly number[];
  /** What other statuses are known to mean, and what would help. */
  readonly failures: ReadonlyMap<number, string>;
  readonly read: ReadSecrets;
}

/** Every searcher by the name that a profile calls it. None asks another host whether a secret still works. */
const searchers: ReadonlyMap<string, Searcher> = new Map<string, Searcher>([
  [
    "detect-secrets",
    {
      programs: ["detect-secrets"],
      install: "pip install detect-secrets",
      words: ["scan", "--all-files", "--no-verify", "."],
      statuses: [0],
      failures: new Map(),
      read: readDetectSecrets,
    },
  ],
  [
    "truffleHog",
    {
      programs: ["trufflehog", "truffleHog"],
      install: "brew install trufflehog",
      words: ["filesystem", "--json", "--no-update", "--no-verification", "."],
      // 1: something was found, of version 2.
      statuses: [0, 1, 183],
      // Python's argparse, which version 3 has no more.
      failures: new Map([
        [
          2,
          "it knows no `trufflehog filesystem`: version 2 searches nothing but the history of repositories; install version 3",
        ],
      ]),
      read: readTruffleHog,
    },
  ],
]);

/** The one of that name, in whatever case it is written. */
export function searcherOf(name: string): Searcher | undefined {
  const wanted = name.toLowerCase();
  return [...searchers].find(([known]) => known.toLowerCase() === wanted)?.[1];
}
