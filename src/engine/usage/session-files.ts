import { createHash } from "node:crypto";
import { readdirSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import type { Places } from "../places.ts";

/** A name that nobody has used for so long is a new session. */
const keptMs = 7 * 24 * 60 * 60 * 1000;

/** For locks: whoever removed one that is held would make a second. */
const lockName = "lock";

/** What is kept of a session, in a file of its own each. */
const suffixes = { usage: ".json", approvals: ".approvals.json", sitting: ".sitting.json" } as const;

/** Where all that is kept of sessions with a name stands: small files, for every process that uses the name. */
export function sessionFolder({ state }: Pick<Places, "state">): string {
  return join(state, "sessions");
}

/** The file below that folder. Any text can be a name; a file's name must stay one. */
export function sessionFile(folder: string, name: string, kind: keyof typeof suffixes): string {
  return join(folder, `${createHash("sha256").update(name).digest("hex")}${suffixes[kind]}`);
}

/** The lock for all files of the folder. */
export function sessionLock(folder: string): string {
  return join(folder, lockName);
}

/** False where nobody has used the session for so long that it is over. Milliseconds since 1970. */
export function isSessionKept(lastUsedMs: number): boolean {
  return lastUsedMs >= Date.now() - keptMs;
}

/** Forgets sessions of long ago. To be done when a new one begins. */
export function sweepSessions(folder: string): void {
  for (const name of readdirSync(folder)) {
    const path = join(folder, name);
    const stats = statSync(path, { throwIfNoEntry: false });
    if (name !== lockName && stats?.isFile() === true && !isSessionKept(stats.mtimeMs)) rmSync(path, { force: true });
  }
}
