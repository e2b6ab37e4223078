import { ConfigError } from "../base/index.ts";
import { atThisTime, reopenSession, type Session } from "./session.ts";
import { watchFiles } from "./watch-files.ts";

export { followSession } from "./follow-policy.ts";

/** A session whose policy follows its files and the time. */
export interface WatchedSession extends AsyncDisposable {
  /** The session with the last good policy. */
  current(): Session;
}

/**
 * Follows the profile files of a session that lives longer than one command. A broken edit keeps the last good policy
 * and tells why through `say`; so does a good one. A project or user profile that appears later counts as well.
 */
export async function watchPolicy(session: Session, say: (line: string) => void): Promise<WatchedSession> {
  const { managedFile, userFile, projectFile } = session.host.places;
  let current = session;
  const files = (): readonly string[] => [...current.loaded.files, managedFile, userFile, projectFile];
  const watcher = await watchFiles(files, say, () => {
    try {
      current = reopenSession(current, current.choice);
      say(`profile reloaded: ${current.loaded.profile.name}`);
    } catch (error) {
      if (!(error instanceof ConfigError)) throw error;
      const [first] = error.issues;
      const where =
        first === undefined ? error.message : `${first.file}:${first.line}:${first.column} ${first.message}`;
      say(`the changed profile can't be used, the last good one still holds: ${where}`);
    }
  });
  const inTime = (): Session => {
    const before = current;
    current = atThisTime(before);
    if (current !== before) say(`another time of the schedule: ${current.loaded.profile.name}`);
    return current;
  };
  return { current: inTime, [Symbol.asyncDispose]: () => watcher[Symbol.asyncDispose]() };
}
