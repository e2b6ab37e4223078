import type { Decision, RunResult } from "../../base/index.ts";
import type { Judgement } from "../judge.ts";
import { runJudged, type Start } from "../run-command.ts";
import type { Session } from "../session.ts";
import { createOutputQueue, type TakenOutput } from "./output-queue.ts";
import { startOf } from "./run-in-shell.ts";

/** How a shell in the background stands. `refused`: a limit of the session was in the way, and nothing was started. */
type ShellStatus = "running" | "completed" | "killed" | "refused" | "failed";

export interface ShellReport extends TakenOutput {
  readonly id: string;
  readonly command: string;
  readonly status: ShellStatus;
  /** Once it has ended. */
  readonly result?: RunResult;
  /** What is to be said beside its output since the last time, line by line. */
  readonly notes: readonly string[];
}

/** What was judged, and how it is to run. */
export interface Started extends Pick<Start, "timeoutSeconds" | "confirm"> {
  readonly judgement: Judgement;
}

/** Shells that run on while their owner does something else, and never longer than their owner is there. */
export interface BackgroundShells extends AsyncDisposable {
  /** Starts what was allowed; nothing where as many run as may. */
  readonly start: (session: Session, started: Started) => string | undefined;
  /** What came since the last time; nothing for an id that nobody has. */
  readonly read: (id: string, much?: "all" | "whole") => ShellReport | undefined;
  /** Ends it with all that it has started, and answers when nothing of it is left; nothing for an id that nobody has. */
  readonly kill: (id: string) => Promise<Pick<ShellReport, "id" | "command" | "status"> | undefined>;
}

/** How many may run at once, and how many that have ended are remembered. */
export const mostShells = 16;
const mostEnded = 64;
/** Characters of output that wait to be read. */
const mostKept = 1024 * 1024;

interface Shell {
  readonly id: string;
  readonly command: string;
  readonly stop: AbortController;
  readonly queue: ReturnType<typeof createOutputQueue>;
  readonly ended: Promise<void>;
  notes: string[];
  status: ShellStatus;
  result?: RunResult;
}

export function createBackgroundShells(): BackgroundShells {
  const shells = new Map<string, Shell>();
  let count = 0;
  const running = (): readonly Shell[] => [...shells.values()].filter(({ status }) => status === "running");
  const kill = async (shell: Shell): Promise<void> => {
    shell.stop.abort();
    await shell.ended;
  };
  return {
    start: (session, started) => {
      if (running().length >= mostShells) return undefined;
      count += 1;
      const shell = startShell(`bash_${count}`, session, started);
      forgetOldest(shells);
      shells.set(shell.id, shell);
      return shell.id;
    },
    read: (id, much) => {
      const shell = shells.get(id);
      return shell && report(shell, much);
    },
    kill: async (id) => {
      const shell = shells.get(id);
      if (shell === undefined) return undefined;
      await kill(shell);
      return { id, command: shell.command, status: shell.status };
    },
    [Symbol.asyncDispose]: async () => void (await Promise.all(running().map(kill))),
  };
}

/** Of those that have ended the first ones. */
function forgetOldest(shells: Map<string, Shell>): void {
  const ended = [...shells.values()].filter(({ status }) => status !== "running");
  for (const { id } of ended.slice(0, Math.max(0, ended.length - mostEnded + 1))) shells.delete(id);
}

function startShell(id: string, session: Session, { judgement, timeoutSeconds, confirm }: Started): Shell {
  const stop = new AbortController();
  const queue = createOutputQueue(mostKept);
  const say = (line: string): void => void shell.notes.push(line);
  const run = async (): Promise<void> => {
    try {
      const { decision, result } = await runJudged(session, judgement, {
        ...startOf(judgement, (text) => text),
        timeoutSeconds,
        ...(confirm && { confirm }),
        signal: stop.signal,
        say,
        takeOutput: queue.push,
      });
      end(shell, decision, result);
    } catch (error) {
      shell.status = "failed";
      say(error instanceof Error ? error.message : String(error));
    }
    queue.end();
  };
  const shell: Shell = {
    id,
    command: String(judgement.request.input["command"]),
    stop,
    queue,
    // Not before there is a shell to speak of.
    ended: Promise.resolve().then(run),
    notes: [],
    status: "running",
  };
  return shell;
}

function end(shell: Shell, decision: Decision, result: RunResult | undefined): void {
  if (result === undefined) {
    shell.status = "refused";
    shell.notes.push(decision.reasons[0].message);
    return;
  }
  shell.status = shell.stop.signal.aborted ? "killed" : "completed";
  shell.result = result;
}

function report(shell: Shell, much: "all" | "whole" = "all"): ShellReport {
  const { id, command, status, result, notes, queue } = shell;
  shell.notes = [];
  return { id, command, status, notes, ...queue.take(much), ...(result && { result }) };
}
