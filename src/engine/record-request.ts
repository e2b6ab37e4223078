import {
  type Decision,
  type ErrorCode,
  type FileFaultCode,
  type LayerReport,
  type NetworkEntry,
  type RunResult,
  codedError,
  type ScanReport,
  type SeenChanges,
} from "../base/index.ts";
import { type AuditEntry, type ExecTrace, noteEntry, openAuditLog } from "../observe/index.ts";
import type { EffectiveProfile } from "../policy/index.ts";
import { detectorOf } from "./found-secrets.ts";
import { mapTexts, type OwnWords } from "./map-texts.ts";
import { noteRequest, recordKilled } from "./noted-requests.ts";
import type { Judgement } from "./judge.ts";
import { findPlaces, type Places, type Surroundings } from "./places.ts";
import type { Session } from "./session.ts";

/** The folder of the audit log, for whoever reads it: what killed processes had under way is in it then. */
export function auditFolder(surroundings: Surroundings): string {
  const places = findPlaces(surroundings);
  recordKilled(places, auditBelow(places));
  return auditBelow(places);
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
  /** What changed meanwhile, where it was watched. */
  readonly seen?: SeenChanges;
  /** What scanners said of what changed, where something was to be scanned. */
  readonly scans?: readonly ScanReport[];
  readonly error?: ErrorCode | FileFaultCode;
}

/** What an exception is called in the record; nothing where it is the record that can't be kept. */
export function failureCode(error: unknown): ErrorCode | undefined {
  const { code } = codedError(error);
  return code === "internal/audit-failed" ? undefined : code;
}

type NetworkCause = Pick<Judgement, "request">;

/** What of an ending stands in its record. */
interface RecordedEnding extends Omit<Ending, "judgement"> {
  readonly judgement: Pick<Judgement, "request" | "actions" | "updatedInput"> &
    Partial<Pick<Judgement, "decision" | "consulted">>;
}

/** Keeps the record of one request, or nothing when the profile says that none are kept. */
export interface Recorder extends Disposable {
  readonly record: (ending: RecordedEnding) => void;
  /** One request to another host, made while that of the judgement ran. */
  readonly recordNetwork: (judgement: NetworkCause, entry: NetworkEntry) => void;
  /** Several of them at once, for little more than the price of one. */
  readonly recordTogether: (made: readonly (readonly [NetworkCause, NetworkEntry])[]) => void;
}

/**
 * Opens the log for what is going to happen, whose record has its room from here on; throws when it can't be written. What is known of that
 * record already is kept until then, for the case that this process is killed; and it is worked on at once, so that recording it takes less time.
 */
export function openRecorder(session: Session, expected?: RecordedEnding): Recorder {
  const { places } = session.host;
  if (session.loaded.profile.auditLogging) recordKilled(places, auditBelow(places));
  return openLog(session, "to-come", expected);
}

/** Records what is over, or never began. */
export function recordOver(session: Session, ending: RecordedEnding): void {
  using recorder = openLog(session, "over");
  recorder.record(ending);
}

/** Keeps what is known of a request while it waits for somebody, for the case that this process is killed meanwhile. INVARIANT I8. */
export function noteWaiting(session: Session, judge: () => Judgement): Disposable {
  if (!session.loaded.profile.auditLogging) return { [Symbol.dispose]: () => undefined };
  const judgement = judge();
  const { decision } = judgement;
  const entry = entryIn(session)({ time: new Date(), judgement, decision, layers: [] });
  return noteRequest(session.host.places, noteEntry(entry));
}

function openLog(session: Session, when: "to-come" | "over", expected?: RecordedEnding): Recorder {
  const { profile } = session.loaded;
  const silent = (): undefined => undefined;
  if (!profile.auditLogging)
    return { record: silent, recordNetwork: silent, recordTogether: silent, [Symbol.dispose]: silent };
  const { places } = session.host;
  const log = openAuditLog(auditBelow(places), { reserved: when === "to-come" });
  const entryOf = entryIn(session);
  const cleaned = cleanedBy(profile);
  const noted = expected && noteRequest(places, noteEntry(entryOf(expected)));
  return {
    record: (ending) => {
      const append = hasHappened(ending) ? log.appendReserved : log.append;
      append(entryOf(ending));
    },
    recordNetwork: (judgement, entry) => log.append(cleaned(networkEntry(judgement, entry, profile.name))),
    recordTogether: (made) =>
      log.append(...made.map(([judgement, entry]) => cleaned(networkEntry(judgement, entry, profile.name)))),
    [Symbol.dispose]: () => {
      noted?.[Symbol.dispose]();
      log[Symbol.dispose]();
    },
  };
}

/** A pattern of the profile's may fit the words that records are made of, and their numbers. */
const ownWords: OwnWords = {
  members: new Set("kind effect code access what scope weight id time change by verdict error".split(" ")),
  butBelow: new Set(["input", "asked"]),
};

/** By the profile's own patterns; the log knows the usual ones by itself. */
function cleanedBy(profile: EffectiveProfile): <T>(entry: T) => T {
  const detector = detectorOf(profile);
  return (entry) => (detector === undefined ? entry : mapTexts(entry, detector.redact, ownWords));
}

function entryIn({ loaded: { profile } }: Session): (ending: RecordedEnding) => AuditEntry {
  const cleaned = cleanedBy(profile);
  return (ending) => ({
    ...cleaned(partsOf(ending)),
    profile: profile.name,
    allows: profile.rules.filter(({ effect }) => effect === "allow").map(({ text }) => text),
    ...askerOf(profile),
  });
}

/** What has not leaves the room that is set aside to what has. */
function hasHappened({ decision, error }: RecordedEnding): boolean {
  return decision.effect === "allow" && error?.startsWith("enforcement/") !== true;
}

function partsOf({ judgement, ...ending }: RecordedEnding): Omit<AuditEntry, "profile" | "allows"> {
  const { request, actions, updatedInput, consulted } = judgement;
  const rewritten = updatedInput?.["command"];
  const asked = consulted?.asked;
  return {
    ...ending,
    request,
    actions,
    decidedBy: deciderOf(judgement, ending.decision),
    ...(asked && { asked }),
    ...(typeof rewritten === "string" ? { rewritten } : {}),
  };
}

/** Who had the last word on what ended with `final`. */
export function deciderOf({ decision, consulted }: RecordedEnding["judgement"], final: Decision): string {
  const [{ code }] = final.reasons;
  if (code === "ask/nobody") return "nobody";
  if (final === decision && consulted !== undefined) return consulted.by;
  return code.startsWith("mode/") ? "mode" : "rule";
}

function askerOf({
  role,
  within,
  unrestricted,
}: EffectiveProfile): Pick<AuditEntry, "role" | "agents" | "unrestricted"> {
  return { ...(role === undefined ? {} : { role }), agents: within.map(({ agent }) => agent), unrestricted };
}

/** A record like any other, under the number of the request that it was made for. */
function networkEntry({ request }: NetworkCause, entry: NetworkEntry, profile: string): AuditEntry {
  const { time, verdict, code, rule, message, sent, received, durationMs, ...told } = entry;
  const subject = entry.port === undefined ? entry.host : `${entry.host}:${entry.port}`;
  const effect = verdict === "allow" ? "allow" : "deny";
  return {
    time,
    request: { ...request, tool: "Network", input: { ...told, sent, received, duration_ms: Math.round(durationMs) } },
    profile,
    actions: [],
    decision: { effect, reasons: [{ code, effect, subject, message, ...(rule && { rule }) }] },
    allows: [],
    layers: [],
    bytes: sent + received,
  };
}
