import type { NetworkEntry } from "../base/index.ts";
import { openRecorder } from "./record-request.ts";
import { newRequest, type Session } from "./session.ts";

/** Keeps the records of a filter that belongs to no command. */
export interface NetworkLog extends Disposable {
  readonly record: (entry: NetworkEntry) => void;
}

/** Milliseconds that a busy filter's records wait for others: lock, file size and the chain's head cost more than a record itself. */
const gatherMs = 5;

/** Opens the log; throws when it can't be written. `failed` is told when records can't be kept. */
export function openNetworkLog(session: Session, failed: (error: unknown) => void): NetworkLog {
  const recorder = openRecorder(session);
  let made: NetworkEntry[] = [];
  let last = -Infinity;
  const write = (): void => {
    const entries = made;
    made = [];
    if (entries.length === 0) return;
    try {
      recorder.recordTogether(entries.map((entry) => [{ request: newRequest(session, "Network", {}) }, entry]));
    } catch (error) {
      failed(error);
    }
    last = performance.now();
  };
  return {
    record: (entry) => {
      made.push(entry);
      if (made.length > 1) return;
      if (performance.now() - last > gatherMs) setImmediate(write);
      else setTimeout(write, gatherMs);
    },
    [Symbol.dispose]: () => {
      write();
      recorder[Symbol.dispose]();
    },
  };
}
