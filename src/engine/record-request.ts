import type { Decision, ErrorCode, LayerReport, RunResult } from "../base/index.ts";
import { openAuditLog } from "../observe/index.ts";
import type { Judgement } from "./judge.ts";
import { findPlaces, type Places, type Surroundings } from "./places.ts";
import type { Session } from "./session.ts";

/** The folder of the audit log. */
export function auditFolder(surroundings: Surroundings): string {
  return auditBelow(findPlaces(surroundings));
}

function auditBelow({ state }: Places): string {
  return `${state}/audit`;
}

/** How a request ended. */
interface Ending {
  readonly time: Date;
  readonly judgement: Judgement;
  readonly decision: Decision;
  readonly layers: readonly LayerReport[];
  readonly result?: RunResult;
  readonly error?: ErrorCode;
}

/** INVARIANT I8: every request ends in exactly one record, unless the profile says that none are kept. */
export function recordRequest(session: Session, { judgement, ...ending }: Ending): void {
  const { profile } = session.loaded;
  if (!profile.auditLogging) return;
  const { request, actions, updatedInput } = judgement;
  const rewritten = updatedInput?.["command"];
  using log = openAuditLog(auditBelow(session.host.places));
  log.append({
    ...ending,
    request,
    actions,
    profile: profile.name,
    allows: profile.rules.filter(({ effect }) => effect === "allow").map(({ text }) => text),
    ...(typeof rewritten === "string" ? { rewritten } : {}),
  });
}
