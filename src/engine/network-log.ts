import type { NetworkEntry } from "../base/index.ts";
import { openRecorder } from "./record-request.ts";
import { newRequest, type Session } from "./session.ts";

/** Keeps the records of a filter that belongs to no command. */
export interface NetworkLog extends Disposable {
  readonly record: (entry: NetworkEntry) => void;
}

/** Opens the log; throws when it can't be written. `failed` is told when records can't be kept. */
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
      // Those of one turn together: lock, file size and the chain's head take several times as long as a record itself.
      if (made.length === 0) setImmediate(write);
      made.push(entry);
    },
    [Symbol.dispose]: () => {
      write();
      recorder[Symbol.dispose]();
    },
  };
}
