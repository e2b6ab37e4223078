import { answered } from "./answered.ts";
import type { Judgement } from "./judge.ts";
import { openRecorder } from "./record-request.ts";
import { refusalText } from "./refusal-line.ts";
import type { Say } from "./run-recorded.ts";
import type { Session } from "./session.ts";
import { type FileToolOutcome, useJudged } from "./use-judged-tool.ts";
import { changerOfTool, unwatchedLine, watchFor } from "./watching/watch-session.ts";

/** Does what was judged, if the verdict is allow. INVARIANT I6: a path that leads elsewhere by now is not opened. */
export function runFileTool(session: Session, judgement: Judgement): FileToolOutcome {
  using recorder = openRecorder(session);
  const { ending, outcome } = useJudged(session, judgement);
  recorder.record(ending);
  return outcome();
}

/** The same, with what changes meanwhile in its record where the profile has it watched. */
export async function runWatchedTool(session: Session, judgement: Judgement, say: Say): Promise<FileToolOutcome> {
  const isDone = answered(judgement.decision).effect === "allow";
  await using watching = isDone ? await watchFor(session) : undefined;
  if (watching === undefined) return runFileTool(session, judgement);
  using recorder = openRecorder(session);
  const { ending, outcome, written } = useJudged(session, judgement);
  const seen = await watching.settle(changerOfTool(written));
  recorder.record({ ...ending, seen });
  if (seen.unwatched !== undefined) say(refusalText(unwatchedLine(seen.unwatched), session.loaded.profile.name));
  return outcome();
}
