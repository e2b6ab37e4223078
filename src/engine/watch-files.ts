import { statSync } from "node:fs";
import { dirname } from "node:path";

/** Editors write a file in several steps; one reload follows the last of them. Milliseconds. */
const settle = 50;

/** Calls `changed` once for each burst of changes to any of the files, existing ones or not. They are asked for anew each time. */
export async function watchFiles(
  files: () => readonly string[],
  say: (line: string) => void,
  changed: () => void,
): Promise<AsyncDisposable> {
  const { watch } = await import("chokidar");
  let timer: NodeJS.Timeout | undefined;
  let seen = stampOf(files());
  // Folders, since editors replace a file by renaming another one over it. Of a file that is a link, as in a mounted
  // ConfigMap, it is the link's own link that changes: so any change makes for a look.
  const folders = (): readonly string[] => [...new Set(files().map((file) => dirname(file)))];
  const watcher = watch([...folders()], { depth: 0, ignoreInitial: true, persistent: false });
  const look = (): void => {
    const [known, stamp] = [files().join("\n"), stampOf(files())];
    if (stamp === seen) return;
    seen = stamp;
    changed();
    if (files().join("\n") === known) return;
    // Others than before: looked at once more, for what has changed before they were watched.
    watcher.add([...folders()]);
    lookSoon();
  };
  const lookSoon = (): void => {
    clearTimeout(timer);
    timer = setTimeout(look, settle);
    timer.unref();
  };
  watcher.on("all", lookSoon);
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

/** Differs when any of the files does. A handful of look-ups. */
export function stampOf(files: readonly string[]): string {
  const stamps = files.map((file) => {
    const stat = statSync(file, { throwIfNoEntry: false, bigint: true });
    return stat === undefined ? "" : `${stat.dev} ${stat.ino} ${stat.size} ${stat.mtimeNs}`;
  });
  return stamps.join("\n");
}
