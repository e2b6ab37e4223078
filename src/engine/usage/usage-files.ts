import { mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from "node:fs";
import { EnforcementError, printable } from "../../base/index.ts";
import { openExclusiveLock } from "../../observe/index.ts";
import { isSessionKept, sessionFile, sessionLock, sweepSessions } from "./session-files.ts";
import { type AgentPlace, freshUsage, type Usage, type UsageKeeper } from "./usage.ts";

/** Longer names could not be told apart in the record. Characters. */
export const longestName = 256;

const largestFile = 256 * 1024;

/** For a session with a name: a small file below `folder`, for every process that uses the name. Nothing is touched before the first change. */
export function keepInFile(folder: string, name: string): UsageKeeper {
  const file = sessionFile(folder, name, "usage");
  return {
    change: (by) => {
      prepare(folder);
      using lock = openExclusiveLock(sessionLock(folder), unusable);
      return lock.hold(() => {
        const known = read(file, name);
        if (known === undefined) sweepSessions(folder);
        const [changed, told] = by(known ?? freshUsage());
        if (changed !== undefined) write(file, { session: name, ...changed });
        return told;
      });
    },
  };
}

function unusable(path: string, what: string, cause?: unknown): EnforcementError {
  const why = cause instanceof Error ? ` (${cause.message})` : "";
  return new EnforcementError(
    "enforcement/session-unreadable",
    `what the session has used is not known: \`${printable(path)}\`: ${what}${why}; repair or remove it, or use another session`,
    { path },
    { cause },
  );
}

function prepare(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
  } catch (error) {
    throw unusable(folder, "the folder can't be made", error);
  }
}

function read(file: string, name: string): Usage | undefined {
  let text: string;
  try {
    const stats = statSync(file, { throwIfNoEntry: false });
    if (stats === undefined || !isSessionKept(stats.mtimeMs)) return undefined;
    if (!stats.isFile() || stats.size > largestFile) throw unusable(file, "it is not a file of Sallyport's");
    text = readFileSync(file, "utf8");
  } catch (error) {
    throw error instanceof EnforcementError ? error : unusable(file, "it can't be read", error);
  }
  const usage = parse(text, name);
  if (usage === undefined) throw unusable(file, "it is damaged");
  return usage;
}

function parse(text: string, name: string): Usage | undefined {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== "object" || value === null) return undefined;
    const fields = new Map<string, unknown>(Object.entries(value));
    const [started, reads, writes, requests] = ["started", "reads", "writes", "requests"].map((key) => {
      const amount = fields.get(key);
      return typeof amount === "number" && Number.isSafeInteger(amount) && amount >= 0 ? amount : undefined;
    });
    if (started === undefined || reads === undefined || writes === undefined || requests === undefined)
      return undefined;
    const [agents, heard] = ["agents", "heard"].map((key) => placesOf(fields.get(key)));
    if (agents === undefined || heard === undefined || fields.get("session") !== name) return undefined;
    return { started, reads, writes, requests, agents, heard };
  } catch {
    return undefined; // not JSON
  }
}

/** A file that was written before agents were counted has none. */
function placesOf(value: unknown = []): readonly AgentPlace[] | undefined {
  if (!Array.isArray(value)) return undefined;
  const places = value.flatMap((place: unknown): readonly AgentPlace[] => {
    if (typeof place !== "object" || place === null || !("id" in place) || !("since" in place)) return [];
    const { id, since } = place;
    if (typeof id !== "string" || typeof since !== "number" || !Number.isSafeInteger(since)) return [];
    const agentId = "agentId" in place ? place.agentId : undefined;
    return [{ id, since, ...(typeof agentId === "string" && { agentId }) }];
  });
  return places.length === value.length ? places : undefined;
}

/** A reader sees the old text or the new one, also after a `kill -9`. */
function write(file: string, content: Usage & { readonly session: string }): void {
  const beside = `${file}.new`;
  try {
    writeFileSync(beside, `${JSON.stringify(content)}\n`, { mode: 0o600 });
    renameSync(beside, file);
  } catch (error) {
    throw unusable(file, "it can't be written", error);
  }
}
