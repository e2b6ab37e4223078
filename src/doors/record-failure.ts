/**
 * INVARIANT I8: what could not be judged has its record, too, where there can be one. Returns what its client is told: why, with a word where the
 * record can't be kept.
 */
export function recordFailure(why: string, record: () => unknown): string {
  try {
    record();
    return why;
  } catch (error) {
    const unkept = error instanceof Error ? error.message : String(error);
    // The failure may be the very same: no profile, or no log.
    return why.includes(unkept) ? why : `${why}; nor can it be recorded: ${unkept}`;
  }
}
