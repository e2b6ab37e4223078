import { dirname } from "node:path";
import { ConfigError } from "../base/index.ts";
import { reopenSession, type Session } from "./session.ts";

/** A session whose policy follows its files. */
export interface WatchedSession extends AsyncDisposable {
  /** The session with the last good policy. */
  current(): Session;
}

/** Editors write a file in several steps; one reload follows the last of them. Milliseconds. */
const settle = 50;

/**
 * Follows the profile files of a session that lives longer than one command. A broken edit keeps the last good policy
 * and tells why through `say`; so does a good one. A project or user profile that appears later counts as well.
 */
export async function watchPolicy(session: Session, say: (line: string) => void): Promise<WatchedSession> {
  const { managedFile, userFile, projectFile } = session.host.places;
  let current = session;
  const watcher = await watchFiles([...session.loaded.files, managedFile, userFile, projectFile], say, () => {
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
  return { current: () => current, [Symbol.asyncDispose]: () => watcher[Symbol.asyncDispose]() };
}

/** Calls `changed` once for each burst of changes to any of the files, existing ones or not. */
async function watchFiles(
  files: readonly string[],
  say: (line: string) => void,
  changed: () => void,
): Promise<AsyncDisposable> {
  const { watch } = await import("chokidar");
  let timer: NodeJS.Timeout | undefined;
  // Folders, since editors replace a file by renaming another one over it.
  const folders = new Set(files.map((file) => dirname(file)));
  const watcher = watch([...folders], { depth: 0, ignoreInitial: true, persistent: false });
  watcher.on("all", (_event, path) => {
    if (!files.includes(path)) return;
    clearTimeout(timer);
    timer = setTimeout(changed, settle);
    timer.unref();
  });
  // A watcher that can't see is no reason to stop judging by the policy that was loaded.
  watcher.on("error", (error) =>
    say(`profile changes are not seen: ${error instanceof Error ? error.message : String(error)}`),
  );
  // What changes before the watcher stands would go unseen.
  await new Promise<void>((resolve) => watcher.once("ready", () => resolve()));
  return {
    [Symbol.asyncDispose]: async () => {
      clearTimeout(timer);
      await watcher.close();
    },
  };
}
