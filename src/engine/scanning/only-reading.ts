import { withWalledRules } from "../../policy/index.ts";
import type { Session } from "../session.ts";

/**
 * The session for a program of ours that looks at what an agent wrote. A linter runs what the project's settings say, and those
 * may be the agent's: what it writes would land unjudged. So it writes nothing but caches.
 */
export function onlyReading(session: Session): Session {
  const { loaded, host } = session;
  const { files, ...profile } = withWalledRules(loaded.profile, host.places);
  return {
    ...session,
    loaded: {
      ...loaded,
      profile: {
        ...profile,
        // Those that open something for writing are among the files by now.
        rules: [],
        files: { ...files, allowed: [], readOnly: [...files.readOnly, ...files.allowed] },
        write: { ...profile.write, backupOnOverwrite: false },
        sandbox: { ...profile.sandbox, transaction: "off" },
      },
    },
  };
}
