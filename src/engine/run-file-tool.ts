import { type Decision, printable, SallyportError } from "../base/index.ts";
import {
  type FileFault,
  fileFault,
  reach,
  type Reached,
  type Tried,
  type ToolOutput,
  useFileTool,
  wholeOf,
} from "../files/index.ts";
import { type EffectiveProfile, pathOfInput, visibilityOf } from "../policy/index.ts";
import { answered } from "./answered.ts";
import { detectorOf, secretReasons } from "./found-secrets.ts";
import type { Judgement } from "./judge.ts";
import { openRecorder } from "./record-request.ts";
import { judgeTool, type Session } from "./session.ts";

interface FileToolOutcome {
  readonly decision: Decision;
  /** Absent when the verdict was not to do it. */
  readonly result?: Tried<ToolOutput>;
}

const mebibyte = 1024 * 1024;
/** What a profile can't raise: more is nothing to read for a model. */
const mostRead = 1024 * mebibyte;

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
    const result = useFileTool(tool, final.request.input, deskFor(session, final));
    recorder.record({ ...told, ...(result.ok ? {} : { error: result.fault.code }) });
    return { decision, result };
  } catch (error) {
    // INVARIANT I8: a bug of ours is written down, too; where it is the log that can't be written, nothing can.
    if (!(error instanceof SallyportError)) recorder.record({ ...told, error: "internal/broken-invariant" });
    throw error;
  }
}

const mostCompared = 64 * mebibyte;

/** What an edit puts together of what was there and what was not is only seen in the whole. */
function secretFault(after: Buffer, at: Reached, profile: EffectiveProfile): FileFault | undefined {
  const detector = profile.secrets.block ? detectorOf(profile) : undefined;
  if (detector === undefined || detector.findNew(after).length === 0) return undefined;
  const [found] = secretReasons(detector.findNew(after, wholeOf(at, mostCompared)), at.real, profile.secrets);
  return found && { code: "file/secret-found", message: found.message };
}

function deskFor({ loaded: { policy } }: Session, { context }: Judgement): Parameters<typeof useFileTool>[2] {
  const { maxFileSizeMb } = policy.profile.files;
  return {
    reach: (path) => {
      const asked = pathOfInput(path, context);
      const reached = reach(asked);
      if (!reached.ok || reached.value.real === (context.realPaths.get(asked) ?? asked)) return reached;
      reached.value[Symbol.dispose]();
      return fileFault("file/changed", `${printable(path)}: it leads elsewhere than when it was judged; try again`);
    },
    visible: (path) => visibilityOf(path, { policy, context }),
    admits: (after, at) => secretFault(after, at, policy.profile),
    maxRead: maxFileSizeMb === undefined ? mostRead : Math.min(maxFileSizeMb * mebibyte, mostRead),
  };
}
