import type { Decision, ErrorCode, LayerReport, RunResult } from "../base/index.ts";
import { type ExecTrace, openAuditLog } from "../observe/index.ts";
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
export interface Ending {
  readonly time: Date;
  readonly judgement: Judgement;
  readonly decision: Decision;
  readonly layers: readonly LayerReport[];
  readonly result?: RunResult;
  /** What the exec gate saw, where one stood. */
  readonly execs?: ExecTrace;
  readonly error?: ErrorCode;
}

/** Keeps the record of one request, or nothing when the profile says that none are kept. */
export interface Recorder extends Disposable {
  readonly record: (ending: Ending) => void;
}

/** Opens the log; throws when it can't be written. */
export function openRecorder(session: Session): Recorder {
  const { profile } = session.loaded;
  if (!profile.auditLogging) return { record: () => undefined, [Symbol.dispose]: () => undefined };
  const log = openAuditLog(auditBelow(session.host.places));
  return {
    record: ({ judgement, ...ending }) => {
      const { request, actions, updatedInput } = judgement;
      const rewritten = updatedInput?.["command"];
      log.append({
        ...ending,
        request,
        actions,
        profile: profile.name,
        allows: profile.rules.filter(({ effect }) => effect === "allow").map(({ text }) => text),
        ...(typeof rewritten === "string" ? { rewritten } : {}),
      });
    },
    [Symbol.dispose]: () => log[Symbol.dispose](),
  };
}
