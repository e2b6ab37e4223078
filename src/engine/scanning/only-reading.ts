import { type AbsolutePath, parseAbsolutePath } from "../../base/index.ts";
import { type EffectiveProfile, withWalledRules } from "../../policy/index.ts";
import { createReach } from "../out-of-reach.ts";
import type { Session } from "../session.ts";

/**
 * The session for a program of ours that looks at what an agent wrote. A linter runs what the project's settings say, and those
 * may be the agent's: what it writes would land unjudged. So it writes nothing but caches. `shown` is a folder of ours that it sees besides.
 */
export function onlyReading(session: Session, shown: AbsolutePath | undefined): Session {
  const { loaded, host } = session;
  const { files, ...profile } = withWalledRules(loaded.profile, host.places);
  const { env } = profile.sandbox;
  // Modules there would be loaded into every program in Python, before its own.
  const isOwnSite = createReach(session)(parseAbsolutePath(".local/lib", host.places.home));
  const own: readonly (readonly [string, string])[] = isOwnSite ? [] : [["PYTHONNOUSERSITE", "1"]];
  return {
    ...session,
    loaded: {
      ...loaded,
      profile: {
        ...profile,
        // Those that open something for writing are among the files by now.
        rules: [],
        files: { ...files, allowed: [], readOnly: [...files.readOnly, ...files.allowed, ...entriesFor(shown)] },
        write: { ...profile.write, backupOnOverwrite: false },
        sandbox: { ...profile.sandbox, transaction: "off", env: { ...env, set: new Map([...env.set, ...own]) } },
      },
    },
  };
}

function entriesFor(shown: AbsolutePath | undefined): EffectiveProfile["files"]["readOnly"] {
  if (shown === undefined) return [];
  const source = { file: "built-in", pointer: "/shown" };
  return [{ text: shown, path: shown, glob: false, folder: true, source }];
}
