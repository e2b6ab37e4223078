import type { Decision } from "../base/index.ts";
import type { Judgement } from "./judge.ts";
import { openRecorder } from "./record-request.ts";
import type { Session } from "./session.ts";
import { pathsUsed } from "./usage/paths-used.ts";
import { takeUsage } from "./usage/take-usage.ts";

/**
 * Counts and records a request that its client is going to carry out by itself. Returns the verdict for the client: an `ask` is one that it
 * asks about. INVARIANT I8: this is the request's one record.
 */
export function admitOutside(session: Session, judgement: Judgement): Decision {
  using recorder = openRecorder(session);
  const isAllowed = judgement.decision.effect === "allow";
  const taken = isAllowed ? takeUsage(session, judgement, pathsUsed(judgement)) : undefined;
  const decision = taken?.ok === false ? taken.decision : judgement.decision;
  recorder.record({ time: new Date(), judgement, decision, layers: [] });
  return decision;
}
