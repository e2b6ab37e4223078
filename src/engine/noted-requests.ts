import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { isOwned, openOwnedFolder } from "../changes/index.ts";
import { openAuditLog } from "../observe/index.ts";
import type { Places } from "./places.ts";

const prefix = "run-";
const notedName = "noted";

function folderOf({ state }: Pick<Places, "state">): string {
  return join(state, "running");
}

const nothing: Disposable = { [Symbol.dispose]: () => undefined };

/**
 * Keeps what is known of a request while it is under way, until it is disposed of: should this process be killed, whoever comes next
 * records it. INVARIANT I8.
 */
export function noteRequest(places: Pick<Places, "state">, noted: string): Disposable {
  const parent = folderOf(places);
  try {
    mkdirSync(parent, { recursive: true, mode: 0o700 });
    const folder = openOwnedFolder(join(parent, prefix));
    writeFileSync(join(folder.path, notedName), noted, { mode: 0o600 });
    return folder;
  } catch {
    return nothing; // ENOSPC: its record has room of its own, and is only lost when this process is killed as well
  }
}

/** Records in the log in `audit` what processes that were killed had under way; what can't be written now is tried again by the next one. */
export function recordKilled(places: Pick<Places, "state">, audit: string): void {
  const parent = folderOf(places);
  const left = namesIn(parent)
    .filter((name) => name.startsWith(prefix))
    .map((name) => join(parent, name))
    .filter((path) => !isOwned(join(path, "owner")));
  if (left.length === 0) return;
  try {
    using log = openAuditLog(audit);
    for (const path of left) {
      log.appendNoted(() => takeNoted(path), "internal/killed");
      rmSync(path, { recursive: true, force: true });
    }
  } catch {
    // nobody's request is to fail for want of another one's record
  }
}

function takeNoted(path: string): string {
  try {
    return readFileSync(join(path, notedName), "utf8");
  } catch {
    return ""; // ENOENT: it was killed before it had noted anything, or another process was faster
  }
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return []; // ENOENT: nothing has ever run
  }
}
