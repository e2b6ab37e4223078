import { type Decision, printable, SallyportError } from "../base/index.ts";
import { fileFault, reach, type Tried, type ToolOutput, useFileTool } from "../files/index.ts";
import { pathOfInput, visibilityOf } from "../policy/index.ts";
import { answered } from "./answered.ts";
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
    maxRead: maxFileSizeMb === undefined ? mostRead : Math.min(maxFileSizeMb * mebibyte, mostRead),
  };
}
