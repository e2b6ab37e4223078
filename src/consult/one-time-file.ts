import { randomBytes } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** Whoever has not come by then is asked again. */
const lastsMs = 24 * 60 * 60 * 1000;

/** Keeps a text for whoever knows its number: this user alone can read it, once, and not for long. */
export function keepOnce(folder: string, text: string): string {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  for (const name of readdirSync(folder)) if (isOver(join(folder, name))) rmSync(join(folder, name), { force: true });
  const ticket = randomBytes(16).toString("hex");
  writeFileSync(join(folder, ticket), text, { mode: 0o600, flag: "wx" });
  return ticket;
}

/** Whatever comes of it, it is there no longer. Of two who come at once one gets it. */
export function takeOnce(folder: string, ticket: string): string | undefined {
  if (!/^[0-9a-f]{32}$/u.test(ticket)) return undefined;
  const taken = join(folder, `${ticket}.${process.pid}`);
  try {
    renameSync(join(folder, ticket), taken);
    return isOver(taken) ? undefined : readFileSync(taken, "utf8");
  } catch {
    return undefined; // used, or never kept
  } finally {
    rmSync(taken, { force: true });
  }
}

function isOver(path: string): boolean {
  return (statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0) < Date.now() - lastsMs;
}
