import { type Decision, printable, type Reason, reasonCodes } from "../base/index.ts";
import { readTools, writeTools } from "../policy/index.ts";
import { detectorOf } from "./found-secrets.ts";
import type { Judgement } from "./judge.ts";
import { mapTexts } from "./map-texts.ts";
import { openRecorder, recordOver } from "./record-request.ts";
import { newRequest, type Session, sessionUnder } from "./session.ts";
import { type Caller, endAgent, refusedAgent } from "./usage/agents.ts";
import { countCost, isCost } from "./usage/costs.ts";
import { pathsUsed } from "./usage/paths-used.ts";
import { takeUsage } from "./usage/take-usage.ts";

export { answered as nobodyToAsk } from "./answered.ts";
export { deciderOf } from "./record-request.ts";
export { agentSeconds, endAgents, stopAgent } from "./usage/agents.ts";
export { judgeAhead } from "./look-ahead.ts";
export { inMode, underClientMode } from "./client-mode.ts";

/**
 * Counts and records a request that its client is going to carry out by itself. Returns the verdict for the client: an `ask` is one that it
 * asks about. What comes back through another door of ours is counted there. INVARIANT I8: this is the request's one record.
 */
export function admitOutside(stay: Session, judgement: Judgement, counted: "here" | "there" = "here"): Decision {
  const session = sessionUnder(stay, judgement);
  using recorder = openRecorder(session);
  const { effect } = judgement.decision;
  const stopped = effect === "deny" ? undefined : refusedAgent(session, judgement);
  const isCounted = stopped === undefined && effect === "allow" && counted === "here";
  const taken = isCounted ? takeUsage(session, judgement, pathsUsed(judgement)) : undefined;
  const decision = taken?.ok === false ? taken.decision : (stopped ?? judgement.decision);
  const { scans } = judgement;
  recorder.record({ time: new Date(), judgement, decision, layers: [], ...(scans && { scans }) });
  return decision;
}

/** Records that what a client said could not be read, so that it was refused. */
export function refuseClient(session: Session, why: string): void {
  recordClient(session, { code: "hook/bad-input", effect: "deny", subject: "hook", message: `denied: hook: ${why}` });
}

/** Records that a client has told of an event about which nothing is decided. */
export function passClient(session: Session, event: string): void {
  const subject = printable(event);
  recordClient(session, {
    code: "hook/other-event",
    effect: "allow",
    subject,
    message: `allowed: ${subject}: ${reasonCodes["hook/other-event"]}`,
  });
}

function recordClient(session: Session, reason: Reason): void {
  const judgement = { request: newRequest(session, "Hook", {}), actions: [], updatedInput: undefined };
  const decision = { effect: reason.effect, reasons: [reason] } as const;
  recordOver(session, { time: new Date(), judgement, decision, layers: [] });
}

/** Counts what an agent has spent, in US dollars, towards the profile's limits. False where that is no amount. */
export function recordCost(session: Session, usd: unknown): boolean {
  if (!isCost(usd)) return false;
  countCost(session, usd, new Date());
  return true;
}

/** A tool that a client has used. */
interface UsedByClient {
  readonly tool: string;
  readonly input: Readonly<Record<string, unknown>>;
  /** In the tool's own shape. */
  readonly output: unknown;
  readonly context?: Caller;
  /** It came to nothing: the output is what went wrong. */
  readonly failed?: boolean;
}

/** Whether what a client gets of a tool is searched for secrets. */
export function isSearched({ loaded: { profile } }: Session, tool: string): boolean {
  const isFile = readTools.has(tool) || writeTools.has(tool);
  return (!isFile || profile.secrets.hideReads) && detectorOf(profile) !== undefined;
}

/** Records that a client has used a tool. What it got comes back without its secrets where the profile wants them hidden and there are any. */
export function recordUsed(
  session: Session,
  { tool, input, output, context, failed = false }: UsedByClient,
): { readonly redacted?: unknown } {
  const { profile } = session.loaded;
  endAgent(session, { tool, input, output, failed, ...context });
  const request = newRequest(session, tool, input);
  const message = `${tool}: the client has used it${failed ? ", and it has failed" : ""}`;
  const reasons = [{ code: "hook/used", effect: "allow", subject: tool, message }] as const;
  const judgement = { request, actions: [], updatedInput: undefined };
  recordOver(session, { time: new Date(), judgement, decision: { effect: "allow", reasons }, layers: [] });
  const detector = isSearched(session, tool) ? detectorOf(profile) : undefined;
  if (detector === undefined) return {};
  const redacted = mapTexts(output, detector.redact);
  return JSON.stringify(redacted) === JSON.stringify(output) ? {} : { redacted };
}
