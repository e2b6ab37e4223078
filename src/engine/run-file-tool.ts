import type { AbsolutePath } from "../base/index.ts";
import { answered } from "./answered.ts";
import type { Judgement } from "./judge.ts";
import { createLedger, type Say } from "./network-ledger.ts";
import { openRecorder, type Recorder } from "./record-request.ts";
import { refusalText } from "./refusal-line.ts";
import { planScanOf } from "./run-command.ts";
import { scanChanged } from "./scanning/scan-changed.ts";
import type { Session } from "./session.ts";
import { type FileToolOutcome, useJudged } from "./use-judged-tool.ts";
import { changerOfTool, unwatchedLine, watchFor } from "./watching/watch-session.ts";
import { withSessionTls } from "./with-session-tls.ts";

/** Does what was judged, if the verdict is allow. INVARIANT I6: a path that leads elsewhere by now is not opened. */
export function runFileTool(session: Session, judgement: Judgement): FileToolOutcome {
  using recorder = openRecorder(session);
  const { ending, outcome } = useJudged(session, judgement);
  recorder.record(ending);
  return outcome();
}

/** The same, with what changes meanwhile, and what scanners say of it, in its record where the profile wants to know. */
export async function runWatchedTool(session: Session, judgement: Judgement, say: Say): Promise<FileToolOutcome> {
  const isDone = answered(judgement.decision).effect === "allow";
  await using watching = isDone ? await watchFor(session) : undefined;
  if (watching === undefined) return runFileTool(session, judgement);
  using recorder = openRecorder(session);
  const { ending, outcome, written } = useJudged(session, judgement);
  const seen = await watching.settle(changerOfTool(written));
  const scans = ending.error === undefined ? await scanWritten(session, { judgement, recorder, say }, written) : {};
  recorder.record({ ...ending, seen, ...scans });
  if (seen.unwatched !== undefined) say(refusalText(unwatchedLine(seen.unwatched), session.loaded.profile.name));
  return outcome();
}

interface Written {
  readonly judgement: Judgement;
  readonly recorder: Recorder;
  readonly say: Say;
}

async function scanWritten(
  session: Session,
  { judgement, recorder, say }: Written,
  written: ReadonlySet<AbsolutePath>,
): ReturnType<typeof scanChanged> {
  if (session.loaded.profile.scan.tools.length === 0 || written.size === 0) return {};
  using opened = await withSessionTls(session);
  const stop = new AbortController();
  const ledger = createLedger(session, { judgement }, { say, stop: () => stop.abort() });
  ledger.open(recorder);
  const plan = planScanOf(opened.session, judgement);
  const { signal } = stop;
  const scans = await scanChanged({ session: opened.session, judgement, plan, ledger, signal, say }, [...written]);
  ledger.close();
  return scans;
}
