import { exitStatus } from "../base/index.ts";
import { type Judgement, refusalLine, runJudged, type Session, type Start } from "../engine/index.ts";
import type { CommonOptions } from "./options.ts";
import { resultLines } from "./result-lines.ts";
import { sayUsed } from "./tell-used.ts";
import { toVerdict } from "./verdict.ts";
import { writeAll } from "./world.ts";

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
    for (const line of resultLines(result, session.loaded.profile.name)) say(line);
    const { status, timedOut } = result;
    await sayUsed(session, judgement, { status, interrupted: timedOut }, say);
    return status;
  }
  if (options.json) writeAll(1, `${JSON.stringify(toVerdict(judgement.request.id, decision))}\n`);
  if (!options.quiet) writeAll(2, `${refusalLine(decision, session.loaded.profile.name)}\n`);
  return exitStatus.denied;
}
