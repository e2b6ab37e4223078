import type { NetworkEntry } from "../base/index.ts";
import { openRecorder } from "./record-request.ts";
import { newRequest, type Session } from "./session.ts";

/** Keeps the records of a filter that belongs to no command. */
export interface NetworkLog extends Disposable {
  readonly record: (entry: NetworkEntry) => void;
}

/**
 * Opens the log; throws when it can't be written. Records of one turn of the event loop are written together before the next
 * one begins: the lock and the chain's head cost as much as several records do. `failed` is told when they can't be kept.
 */
export function openNetworkLog(session: Session, failed: (error: unknown) => void): NetworkLog {
  const recorder = openRecorder(session);
  let made: NetworkEntry[] = [];
  const write = (): void => {
    const entries = made;
    made = [];
    if (entries.length === 0) return;
    try {
      recorder.recordTogether(entries.map((entry) => [{ request: newRequest(session, "Network", {}) }, entry]));
    } catch (error) {
      failed(error);
    }
  };
  return {
    record: (entry) => {
      if (made.length === 0) setImmediate(write);
      made.push(entry);
    },
    [Symbol.dispose]: () => {
      write();
      recorder[Symbol.dispose]();
    },
  };
}
