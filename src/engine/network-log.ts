import type { NetworkEntry } from "../base/index.ts";
import { openRecorder } from "./record-request.ts";
import { newRequest, type Session } from "./session.ts";

/** Keeps the records of a filter that belongs to no command. */
export interface NetworkLog extends Disposable {
  readonly record: (entry: NetworkEntry) => void;
}

/** Records wait this long for others. Lock, file size and the chain's head take several times as long as a record itself. */
const togetherMs = 5;

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
      if (made.length === 0) setTimeout(write, togetherMs);
      made.push(entry);
    },
    [Symbol.dispose]: () => {
      write();
      recorder[Symbol.dispose]();
    },
  };
}
