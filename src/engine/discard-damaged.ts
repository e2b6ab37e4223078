import type { Reason } from "../base/index.ts";
import { discardChanges, listDamaged } from "../changes/index.ts";
import { openRecorder } from "./record-request.ts";
import { judgeProgram, newRequest, type Session } from "./session.ts";
import { changesStore } from "./transaction.ts";

/** Forgets kept changes whose record is damaged, with the files that belong to them. False for every other id. INVARIANT I8: one record. */
export function discardDamaged(session: Session, id: string): boolean {
  const store = changesStore(session.host.places);
  const damaged = listDamaged(store).find((one) => one.id === id);
  if (damaged === undefined) return false;
  const time = new Date();
  using recorder = openRecorder(session);
  discardChanges(damaged, store);
  const request = newRequest(session, "Changes", { verb: "discard", id });
  const reason: Reason = { code: "path/allowed", effect: "allow", subject: id, message: `discard ${id}` };
  recorder.record({
    time,
    judgement: { ...judgeProgram(session, ["true"]), request, actions: [] },
    decision: { effect: "allow", reasons: [reason] },
    layers: [],
    result: { status: 0, timedOut: false, durationMs: Date.now() - time.getTime() },
  });
  return true;
}
