import { exitStatus, type LimitName, printable } from "../base/index.ts";
import { type Judgement, refusalLine, runJudged, type Session, type Start } from "../engine/index.ts";
import { disarmedLine, unsweptLine } from "./disarmed-line.ts";
import type { CommonOptions } from "./options.ts";
import { sayUsed } from "./tell-used.ts";
import { toVerdict } from "./verdict.ts";
import { writeAll } from "./world.ts";
import { writtenLines } from "./written-line.ts";

const limitLines = {
  memory: "the limit of memory (sandbox.limits.memory_mb) was reached and a process was killed",
  processes: "the limit of processes (sandbox.limits.processes) was reached and a process could not be started",
  cpu: "the limit of CPU time (sandbox.limits.cpu_seconds) was reached and everything was killed",
} as const satisfies Record<LimitName, string>;

function limitLine(name: LimitName, session: Session): string {
  return `sallyport: ${limitLines[name]} (profile ${printable(session.loaded.profile.name)})\n`;
}

/** Runs what was judged and tells the caller how it ended, as a shell would: by status, refusals on standard error. */
export async function finish(
  session: Session,
  judgement: Judgement,
  start: Start,
  options: CommonOptions,
): Promise<number> {
  const say = (line: string): void => (options.quiet ? undefined : writeAll(2, `${line}\n`));
  const { decision, result } = await runJudged(session, judgement, { ...start, say });
  if (result !== undefined) {
    if (!options.quiet) writeAll(2, (result.limitsHit ?? []).map((name) => limitLine(name, session)).join(""));
    if (!options.quiet) writeAll(2, writtenLines(result.written, session.loaded.profile.name));
    if (!options.quiet) writeAll(2, disarmedLine(result.disarmed ?? []) + unsweptLine(result.unswept));
    const { status, timedOut } = result;
    await sayUsed(session, judgement, { status, interrupted: timedOut }, say);
    return status;
  }
  if (options.json) writeAll(1, `${JSON.stringify(toVerdict(judgement.request.id, decision))}\n`);
  if (!options.quiet) writeAll(2, `${refusalLine(decision, session.loaded.profile.name)}\n`);
  return exitStatus.denied;
}
