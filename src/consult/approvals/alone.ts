import { mkdirSync } from "node:fs";
import { dirname } from "node:path";
import { ConfigError, printable } from "../../base/index.ts";
import { openExclusiveLock } from "../../observe/index.ts";

/** Of all who change what is kept at `path` one at a time does. What the file system refuses there is the operator's to mend. */
export function alone<T>(path: string, lockPath: string, work: () => T): T {
  try {
    mkdirSync(dirname(lockPath), { recursive: true, mode: 0o700 });
    using lock = openExclusiveLock(lockPath, unusable);
    return lock.hold(work);
  } catch (error) {
    throw error instanceof Error && "syscall" in error ? unusable(path, error.message, error) : error;
  }
}

function unusable(path: string, what: string, cause?: unknown): ConfigError {
  return new ConfigError("config/unreadable", `${printable(path)}: ${printable(what)}`, [], { cause });
}
