import type { NetworkEntry } from "../base/index.ts";
import { openRecorder } from "./record-request.ts";
import { newRequest, type Session } from "./session.ts";

/** Keeps the records of a filter that belongs to no command. */
export interface NetworkLog extends Disposable {
  readonly record: (entry: NetworkEntry) => void;
}

/** Opens the log; throws when it can't be written. */
export function openNetworkLog(session: Session): NetworkLog {
  const recorder = openRecorder(session);
  return {
    record: (entry) => recorder.recordNetwork({ request: newRequest(session, "Network", {}) }, entry),
    [Symbol.dispose]: () => recorder[Symbol.dispose](),
  };
}
