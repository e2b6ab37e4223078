import type { Action, RunResult } from "../../base/index.ts";
import type { ShellReport } from "../../engine/index.ts";
import { errorResult, textResult, type ToolResult } from "./tool-result.ts";

/** Programs whose status 1 is an answer: nothing was found, files differ, a condition is false. */
const answering = new Set(["grep", "egrep", "fgrep", "rg", "diff", "cmp", "test", "["]);

interface Finished {
  readonly result: RunResult;
  readonly output: string;
  readonly notes: readonly string[];
  readonly actions: readonly Action[];
  /** Milliseconds that it was given. */
  readonly timeout: number | undefined;
}

/** What a model reads of a command that has ended: its output, and its status where that is a failure. */
export function finishedResult({ result, output, notes, actions, timeout }: Finished): ToolResult {
  const { status, timedOut } = result;
  const late = timedOut && timeout !== undefined ? [`Command timed out after ${timeout / 1000}s`] : [];
  const shown = output.replace(/\n+$/u, "");
  const hasFailed = status !== 0 && !(status === 1 && isAnswer(actions));
  const said = [...(shown === "" ? [] : [shown]), ...late, ...notes];
  if (hasFailed) return errorResult([`Exit code ${status}`, ...said].join("\n"));
  return textResult(said.length === 0 ? "(Bash completed with no output)" : said.join("\n"));
}

/** The last command is the one whose status it is. */
function isAnswer(actions: readonly Action[]): boolean {
  const last = actions.findLast(({ kind }) => kind === "exec" || kind === "builtin");
  return last?.kind === "exec" || last?.kind === "builtin" ? answering.has(last.form.name) : false;
}

/** What a model reads of a command in the background. */
export function shellText({ status, result, text, dropped, notes }: ShellReport): string {
  const lost = dropped === 0 ? "" : `[${dropped} characters before this were dropped, as nobody read them]\n`;
  const parts = [
    `<status>${status}</status>`,
    ...(result === undefined ? [] : [`<exit_code>${result.status}</exit_code>`]),
    ...(text === "" && lost === "" ? [] : [`<stdout>\n${lost}${text.replace(/\n$/u, "")}\n</stdout>`]),
    ...(notes.length === 0 ? [] : [`<stderr>\n${notes.join("\n")}\n</stderr>`]),
    `<timestamp>${new Date().toISOString()}</timestamp>`,
  ];
  return parts.join("\n\n");
}
