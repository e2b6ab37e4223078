import type { AbsolutePath, ScanReport } from "../base/index.ts";
import { paced, toEnd } from "../files/index.ts";
import { answered } from "./answered.ts";
import type { Judgement } from "./judge.ts";
import { type LookedAhead, lookAhead, looksAhead } from "./look-ahead.ts";
import type { Say } from "./network-ledger.ts";
import { type Ending, failureCode, openRecorder } from "./record-request.ts";
import { refusalText } from "./refusal-line.ts";
import { withScanning } from "./scanning/open-scanning.ts";
import { scanChanged } from "./scanning/scan-changed.ts";
import { type Session, sessionUnder } from "./session.ts";
import { type FileToolOutcome, useJudged } from "./use-judged-tool.ts";
import { changerOfTool, unwatchedLine, watchFor } from "./watching/watch-session.ts";

export { redactorFor } from "./found-secrets.ts";
export { previewPlan } from "./plan-lines.ts";
export { previewDiff } from "./preview-write.ts";

/** Does what was judged, if the verdict is allow. INVARIANT I6: a path that leads elsewhere by now is not opened. */
export function runFileTool(stay: Session, judgement: Judgement): FileToolOutcome {
  const session = sessionUnder(stay, judgement);
  using recorder = openRecorder(session, begun(judgement));
  const { ending, outcome } = toEnd(useJudged(session, judgement));
  recorder.record(ending);
  return outcome();
}

/** What is known of it before it is done. */
function begun(judgement: Judgement): Pick<Ending, "time" | "judgement" | "decision" | "layers"> {
  return { time: new Date(), judgement, decision: answered(judgement), layers: [] };
}

/**
 * The same, with what changes meanwhile, and what others say of it, in its record where the profile wants to know. A search lets others have
 * their turn meanwhile, and is ended by `signal`.
 */
export async function runWatchedTool(
  stay: Session,
  judgement: Judgement,
  { say, signal }: { readonly say: Say; readonly signal?: AbortSignal },
): Promise<FileToolOutcome> {
  const session = sessionUnder(stay, judgement);
  const isDone = answered(judgement).effect === "allow";
  const { profile } = session.loaded;
  const isAhead = isDone && looksAhead(profile, judgement.request.tool);
  await using watching = isDone ? await watchFor(session) : undefined;
  using recorder = openRecorder(session, begun(judgement));
  const asked = { judgement, recorder, say };
  const ahead = isAhead ? await lookRecorded(session, asked) : undefined;
  const denied = ahead?.denied;
  const final = denied ? { ...judgement, decision: denied } : judgement;
  const { ending, outcome, written } = await paced(useJudged(session, final, ahead), signal);
  const seen = await watching?.settle(changerOfTool(written));
  const behind = ending.error === undefined ? await scanWritten(session, asked, written) : [];
  const scans = [...(ahead?.scans ?? []), ...behind];
  recorder.record({ ...ending, ...(seen && { seen }), ...(scans.length > 0 && { scans }) });
  if (seen?.unwatched !== undefined) say(refusalText(unwatchedLine(seen.unwatched), profile.name));
  return outcome();
}

/** INVARIANT I8: also where it goes wrong. */
async function lookRecorded(session: Session, asked: Parameters<typeof lookAhead>[1]): Promise<LookedAhead> {
  const { judgement, recorder } = asked;
  const time = new Date();
  try {
    return await lookAhead(session, asked);
  } catch (error) {
    const code = failureCode(error);
    if (code !== undefined) recorder.record({ time, judgement, decision: judgement.decision, layers: [], error: code });
    throw error;
  }
}

async function scanWritten(
  session: Session,
  asked: Parameters<typeof withScanning>[1],
  written: ReadonlySet<AbsolutePath>,
): Promise<readonly ScanReport[]> {
  const { tools, block } = session.loaded.profile.scan;
  if (block || tools.length === 0 || written.size === 0) return [];
  return withScanning(session, asked, (scanning) => scanChanged(scanning, [...written]));
}
