import type { Decision, Disarmed, Reason, WrittenReport } from "../base/index.ts";
import {
  applyChanges,
  type DescribedChange,
  describeChange,
  discardChanges,
  filesOf,
  findChanges,
  type KeptChanges,
  listChanges,
  type Settled,
  shadesOf,
  type SidesOf,
  sidesOf,
  undoChanges,
} from "../changes/index.ts";
import { sweepTrees } from "../run/index.ts";
import { lookAtShades } from "./look-ahead.ts";
import type { Say } from "./network-ledger.ts";
import { openRecorder } from "./record-request.ts";
import { damagedIn, recoverLandings } from "./recover.ts";
import { planRun } from "./plan-run.ts";
import { judgeProgram, newRequest, type Session } from "./session.ts";
import { changesStore, judgeChanges, reportOf } from "./transaction.ts";

export type { DescribedChange, KeptChanges } from "../changes/index.ts";
export { isOwned, openOwnedFolder, ownSelf, sweepOwned } from "../changes/index.ts";
export { discardDamaged } from "./discard-damaged.ts";

/** What can be done with kept changes. `apply` lands, `discard` forgets, `undo` brings back what was there before. */
export type ChangesVerb = "apply" | "discard" | "undo";

const defaultStates = {
  show: ["held", "refused", "landed", "undone"],
  apply: ["held"],
  discard: ["held", "refused"],
  undo: ["landed"],
} as const satisfies Record<ChangesVerb | "show", readonly KeptChanges["state"][]>;

/** The changes of this id, or else the newest with which this can be done; what was cut short is settled first. */
export function findKept(
  session: Session,
  id: string | undefined,
  verb: ChangesVerb | "show",
): KeptChanges | undefined {
  recoverLandings(session.host.places, { isLooking: false });
  return findChanges(changesStore(session.host.places), id, defaultStates[verb]);
}

/** All that is kept, the newest first. */
export function listKept(session: Session): readonly KeptChanges[] {
  return listChanges(changesStore(session.host.places));
}

/** What is kept and can't be told of, one line each. */
export function damagedLines({ host }: Pick<Session, "host">): readonly string[] {
  return damagedIn(changesStore(host.places));
}

/** Each change with its text. */
export function describeKept(session: Session, record: KeptChanges): readonly DescribedChange[] {
  const files = filesOf(changesStore(session.host.places), record);
  return record.changes.map((change) => describeChange(change, record, files));
}

/** How it ended; nothing was done unless it says so. */
export interface ChangesOutcome {
  readonly done: boolean;
  /** Why it was not begun. */
  readonly refused?: string;
  readonly written: WrittenReport;
  readonly disarmed?: readonly Disarmed[];
}

/** INVARIANT I8: it ends in one record. What lands is judged again, by the policy of now; an answer to what asks is that it is applied. */
export async function changeKept(
  session: Session,
  record: KeptChanges,
  { verb, say }: { readonly verb: ChangesVerb; readonly say: Say },
): Promise<ChangesOutcome> {
  const time = new Date();
  using recorder = openRecorder(session);
  const judgement = judgeProgram(session, ["true"]);
  const files = filesOf(changesStore(session.host.places), record);
  const sides: SidesOf = (change, part) => sidesOf(change, { record, files }, part);
  const isLanding = verb === "apply";
  const judged = isLanding ? judgeChanges(session, judgement.context, { changes: record.changes, sides }) : [];
  const denied = judged.filter(({ effect }) => effect === "deny");
  const looked =
    isLanding && denied.length === 0
      ? await lookAtShades(session, { judgement, recorder, say }, shadesOf(record, files))
      : { refusals: denied, scans: [] };
  const { refusals, scans } = looked;
  const outcome = carryOut(session, { ...record, refusals }, verb);
  const [refusal] = refusals;
  const decision: Decision =
    refusal === undefined
      ? decided({ code: "path/allowed", effect: "allow", subject: record.id, message: `${verb} ${record.id}` })
      : decided({ code: refusal.code, effect: "deny", subject: refusal.path, message: refusal.message });
  const request = newRequest(session, "Changes", { verb, id: record.id });
  const result = { status: outcome.done ? 0 : 1, timedOut: false, durationMs: Date.now() - time.getTime(), ...outcome };
  const told = { ...judgement, request, actions: [] };
  recorder.record({ time, judgement: told, decision, layers: [], result, ...(scans.length > 0 && { scans }) });
  return outcome;
}

function decided(reason: Reason): Decision {
  return { effect: reason.effect, reasons: [reason] };
}

const wrongState = {
  apply: { landed: "it has landed already" },
  discard: { landed: "it has landed: undo it first" },
  undo: { held: "it has not landed", refused: "it has not landed", undone: "it is undone already" },
} as const satisfies Record<ChangesVerb, Partial<Record<KeptChanges["state"], string>>>;

function carryOut(session: Session, record: KeptChanges, verb: ChangesVerb): ChangesOutcome {
  const store = changesStore(session.host.places);
  const told = reportOf({ record, landing: undefined });
  const refused = new Map<string, string>(Object.entries(wrongState[verb])).get(record.state);
  if (refused !== undefined) return { done: false, refused, written: told };
  if (record.apart !== undefined && verb === "apply") {
    const where = filesOf(store, record);
    const why = `it can't land (${record.apart.why}): take what you need from ${where}, then discard it`;
    return { done: false, refused: why, written: told };
  }
  if (record.refusals.length > 0) return { done: false, written: { ...told, state: "refused" } };
  if (verb === "discard") {
    discardChanges(record, store);
    return { done: true, written: told };
  }
  const disarm = verb === "apply" ? prepareSweep(session, record) : (): undefined => undefined;
  let disarmed: readonly Disarmed[] | undefined;
  const settled: Settled =
    verb === "undo" ? undoChanges(record, store) : applyChanges(record, store, () => void (disarmed = disarm()));
  return {
    done: settled.landing?.kind === "landed",
    written: reportOf(settled),
    ...(disarmed === undefined || disarmed.length === 0 ? {} : { disarmed }),
  };
}

/** What lands by an answer is looked at like what lands at once: nothing of it may run programs on the host. */
function prepareSweep(session: Session, { startedMs }: KeptChanges): () => readonly Disarmed[] | undefined {
  const { seen } = planRun(session, judgeProgram(session, ["true"]), {
    argv: ["true"],
    timeoutSeconds: undefined,
  }).traces;
  return () => seen && sweepTrees({ ...seen, startedMs }, session.host.places.warden).disarmed;
}
