import { ConfigError } from "../base/index.ts";
import type { CompiledPolicy } from "../policy/index.ts";
import { atThisTime, reopenSession, type Session } from "./session.ts";
import { underAdded } from "./under-profile.ts";
import { stampOf } from "./watch-files.ts";

/** The session as its profile files say it now, at this time of day: for one that was opened, not for what was made of it since. */
export function followSession(session: Session): () => Session {
  return follow(session, (now) => now);
}

/** The policy of it, for what is asked while a command runs. What somebody has allowed or denied for the session still counts. */
export function followPolicy(session: Session): () => CompiledPolicy {
  const followed = follow(session, (now) => underAdded(session, now));
  return () => followed().loaded.policy;
}

/** A handful of look-ups a question; only a file that has changed is read again. With a broken one the last good policy holds. */
function follow(session: Session, made: (now: Session) => Session | undefined): () => Session {
  const { managedFile, userFile, projectFile } = session.host.places;
  let current = session;
  let seen = stampOf([...session.loaded.files, managedFile, userFile, projectFile]);
  return () => {
    const stamp = stampOf([...current.loaded.files, managedFile, userFile, projectFile]);
    if (stamp !== seen) {
      seen = stamp;
      try {
        current = made(reopenSession(current, current.choice)) ?? current;
      } catch (error) {
        if (!(error instanceof ConfigError)) throw error;
      }
    }
    const now = atThisTime(current);
    if (now !== current) current = made(now) ?? current;
    return current;
  };
}
