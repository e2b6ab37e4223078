import { refuseClient, type Session } from "../engine/index.ts";

/** INVARIANT I8: what could not be judged has its record, too, where there can be one. */
export function recordFailure(open: () => Session, why: string): void {
  try {
    refuseClient(open(), why);
  } catch {
    // no profile, or no log: the failure itself is what the client is told
  }
}
