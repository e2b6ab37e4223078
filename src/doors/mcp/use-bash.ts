import {
  type AgentShells,
  type ConfirmProgram,
  type Judgement,
  refusalLine,
  type Session,
  type ShellUsed,
} from "../../engine/index.ts";
import { resultLines } from "../result-lines.ts";
import { finishedResult, shellText } from "./bash-text.ts";
import type { UseTool } from "./tool-call.ts";
import { errorResult, textResult, type ToolResult } from "./tool-result.ts";
import { longestTimeout, usualTimeout } from "./tools.ts";

export const useBash: UseTool = async ({ session, judgement, signal, confirm, progress }, { shells }) => {
  const { timeout, run_in_background: isLeft } = judgement.request.input;
  const given = typeof timeout === "number" && timeout > 0 ? Math.min(timeout, longestTimeout) : undefined;
  if (isLeft === true) return { result: startInBackground({ session, judgement, confirm, shells }, given) };
  const asked = { timeoutSeconds: (given ?? usualTimeout) / 1000, signal, confirm, heard: progressOf(progress) };
  const { decision, result, output, notes } = await shells.run(session, judgement, asked);
  if (result === undefined) return { result: refused(session, decision) };
  const said = [...notes, ...resultLines(result, session.loaded.profile.name)];
  const finished = { result, output, notes: said, actions: judgement.actions, timeout: given ?? usualTimeout };
  return {
    result: finishedResult(finished),
    response: { stdout: output, stderr: "", interrupted: result.timedOut, exitCode: result.status },
  };
};

interface Starting {
  readonly session: Session;
  readonly judgement: Judgement;
  readonly confirm: ConfirmProgram;
  readonly shells: AgentShells;
}

function startInBackground({ session, judgement, confirm, shells }: Starting, timeout: number | undefined): ToolResult {
  const timeoutSeconds = timeout === undefined ? undefined : timeout / 1000;
  const started = shells.start(session, judgement, { timeoutSeconds, confirm });
  return told(session, started, (id) => `Command running in background with ID: ${id}`);
}

export const useBashOutput: UseTool = async ({ session, judgement }, { shells }) => ({
  result: told(session, shells.read(session, judgement), shellText),
});

export const useKillBash: UseTool = async ({ session, judgement }, { shells }) => ({
  result: told(session, await shells.kill(session, judgement), ({ id, command, status }) =>
    status === "killed" ? `Successfully killed shell: ${id} (${command})` : `Shell ${id} is not running: ${status}`,
  ),
});

function told<T>(session: Session, used: ShellUsed<T>, show: (value: T) => string): ToolResult {
  if (used.kind === "refused") return refused(session, used.decision);
  return used.kind === "failed" ? errorResult(`sallyport: ${used.message}`) : textResult(show(used.value));
}

/** What every refused caller reads. */
export function refused({ loaded }: Session, decision: Judgement["decision"]): ToolResult {
  return errorResult(refusalLine(decision, loaded.profile.name));
}

/** The last line of each burst of output; a client that asked for progress is not flooded with it. */
function progressOf(tell: (message: string) => void): (chunk: Buffer) => void {
  let last = -Infinity;
  return (chunk) => {
    const now = performance.now();
    const line = chunk.toString().trimEnd().split("\n").at(-1) ?? "";
    if (line === "" || now - last < mostOften) return;
    last = now;
    tell(line.slice(0, longestProgress));
  };
}

/** Milliseconds between two words on how it goes on. */
const mostOften = 500;
const longestProgress = 500;
