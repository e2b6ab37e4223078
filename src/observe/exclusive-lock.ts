import { closeSync, constants, lstatSync, openSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";
import { SallyportError } from "../base/index.ts";
import { auditFailure, isErrno } from "./audit-failure.ts";

export interface ExclusiveLock extends Disposable {
  /** Runs `work` while no other process and no other lock on this file does. */
  readonly hold: <T>(work: () => T) => T;
}

/** The error of whoever needs the lock. */
type LockFailure = (path: string, what: string, cause?: unknown) => SallyportError;

const patienceMs = 10_000;
const busy = 5;
const full = 13;

/**
 * A lock that the kernel takes back when its holder dies, however it dies. Node offers no flock(2), and lock files
 * outlive a `kill -9`; but SQLite locks a database with fcntl(2), and Node brings SQLite. The database stays empty.
 */
export function openExclusiveLock(path: string, failure: LockFailure = auditFailure): ExclusiveLock {
  const database = openDatabase(path, failure);
  const begin = database.prepare("BEGIN EXCLUSIVE");
  const commit = database.prepare("COMMIT");
  return {
    hold: (work) => {
      try {
        waitFor(() => begin.run(), path, failure);
      } catch (error) {
        if (error instanceof SallyportError) throw error;
        throw failure(path, "the lock cannot be taken", error); // SQLite needs a little room on the disk
      }
      try {
        return work();
      } finally {
        release(database, () => commit.run());
      }
    },
    [Symbol.dispose]: () => database.close(),
  };
}

function openDatabase(path: string, failure: LockFailure): DatabaseSync {
  try {
    // SQLite alone would make it with the umask's mode and follow a link.
    closeSync(openSync(path, constants.O_CREAT | constants.O_EXCL | constants.O_RDWR | constants.O_NOFOLLOW, 0o600));
  } catch (error) {
    if (!isErrno(error, "EEXIST")) throw failure(path, "the lock cannot be made", error);
    if (!lstatSync(path).isFile()) throw failure(path, "it must be a file, not a link");
  }
  try {
    const database = new DatabaseSync(path, { timeout: 0 });
    // Nothing is ever stored: no journal, and nothing to wait for on the disk.
    waitFor(() => database.exec("PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF"), path, failure);
    return database;
  } catch (error) {
    throw failure(path, "the lock cannot be opened", error);
  }
}

/** An empty database is a page on the disk; where there is no room for it, the lock goes all the same. */
function release(database: DatabaseSync, commit: () => unknown): void {
  try {
    commit();
  } catch (error) {
    if (!(error instanceof Error && "errcode" in error && error.errcode === full)) throw error;
    if (database.isTransaction) database.exec("ROLLBACK");
  }
}

/** SQLite's own waiting grows to 100 ms a step; holders here are done within a fraction of one. */
function waitFor(attempt: () => void, path: string, failure: LockFailure): void {
  let start: number | undefined;
  for (;;) {
    try {
      attempt();
      return;
    } catch (error) {
      if (!(error instanceof Error && "errcode" in error && error.errcode === busy)) throw error;
      start ??= performance.now();
      if (performance.now() - start > patienceMs) throw failure(path, "another process holds the lock");
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 0.2 + Math.random());
    }
  }
}
