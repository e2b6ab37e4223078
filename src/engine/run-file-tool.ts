import type { Decision } from "../base/index.ts";
import { type Tried, type ToolOutput, useFileTool } from "../files/index.ts";
import { keepBackup } from "../changes/index.ts";
import { type EffectiveProfile, pathOfInput } from "../policy/index.ts";
import { answered } from "./answered.ts";
import { openFileDesk } from "./file-desk.ts";
import { detectorOf } from "./found-secrets.ts";
import type { Judgement } from "./judge.ts";
import { mapTexts } from "./map-texts.ts";
import { failureCode, openRecorder } from "./record-request.ts";
import { judgeTool, type Session } from "./session.ts";
import { changesStore } from "./transaction.ts";
import { pathsUsed } from "./usage/paths-used.ts";
import { takeUsage } from "./usage/take-usage.ts";

interface FileToolOutcome {
  readonly decision: Decision;
  /** Absent when the verdict was not to do it. */
  readonly result?: Tried<ToolOutput>;
}

/** Does what was judged, if the verdict is allow. INVARIANT I6: a path that leads elsewhere by now is not opened. */
export function runFileTool(session: Session, judgement: Judgement): FileToolOutcome {
  const time = new Date();
  using recorder = openRecorder(session);
  const decision = answered(judgement.decision);
  const told = { time, judgement, decision, layers: [] };
  if (decision.effect !== "allow") {
    recorder.record(told);
    return { decision };
  }
  const { tool } = judgement.request;
  const final = judgement.updatedInput === undefined ? judgement : judgeTool(session, tool, judgement.updatedInput);
  try {
    const taken = takeUsage(session, judgement, pathsUsed(judgement));
    if (!taken.ok) {
      recorder.record({ ...told, decision: taken.decision });
      return { decision: taken.decision };
    }
    const write = (): Tried<ToolOutput> => useFileTool(tool, final.request.input, openFileDesk(session, final));
    const result = withBackup(session, final, write);
    recorder.record({ ...told, ...(result.ok ? {} : { error: result.fault.code }) });
    return { decision, result: shownOf(result, session.loaded.profile) };
  } catch (error) {
    // INVARIANT I8: a bug of ours is written down, too.
    const code = failureCode(error);
    if (code !== undefined) recorder.record({ ...told, error: code });
    throw error;
  }
}

/** What a tool that writes finds in its place is kept where the profile says so. */
function withBackup(
  session: Session,
  { request, context }: Judgement,
  write: () => Tried<ToolOutput>,
): Tried<ToolOutput> {
  const { profile } = session.loaded;
  const { tool, input, cwd } = request;
  const named = input["file_path"] ?? input["notebook_path"];
  const isKept = profile.write.backupOnOverwrite && writingTools.has(tool) && typeof named === "string";
  if (!isKept) return write();
  const asked = pathOfInput(named, context);
  const about = { tool, command: named, cwd, profile: profile.name, startedMs: Date.now() };
  const path = context.realPaths.get(asked) ?? asked;
  return keepBackup(changesStore(session.host.places), { path, about, write });
}

const writingTools: ReadonlySet<string> = new Set(["Write", "Edit", "MultiEdit", "NotebookEdit"]);

/** What a profile does not want to be read is not shown by an edit either; the bytes of a picture are nobody's secret. */
function shownOf(result: Tried<ToolOutput>, profile: EffectiveProfile): Tried<ToolOutput> {
  const detector = profile.secrets.hideReads ? detectorOf(profile) : undefined;
  const isMedia = result.ok && ["image", "pdf"].includes(String(result.value.output["type"]));
  return detector === undefined || isMedia ? result : mapTexts(result, detector.redact);
}
