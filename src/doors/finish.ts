import { exitStatus } from "../base/index.ts";
import { type Judgement, runJudged, type Session, type Start } from "../engine/index.ts";
import { disarmedLine } from "./disarmed-line.ts";
import type { CommonOptions } from "./options.ts";
import { refusalLine, toVerdict } from "./verdict.ts";
import { writeAll } from "./world.ts";

/** Runs what was judged and tells the caller how it ended, as a shell would: by status, refusals on standard error. */
export async function finish(
  session: Session,
  judgement: Judgement,
  start: Start,
  options: CommonOptions,
): Promise<number> {
  const { decision, result } = await runJudged(session, judgement, start);
  if (result !== undefined) {
    if (!options.quiet) writeAll(2, disarmedLine(result.disarmed ?? []));
    return result.status;
  }
  if (options.json) writeAll(1, `${JSON.stringify(toVerdict(judgement.request.id, decision))}\n`);
  if (!options.quiet) writeAll(2, refusalLine(decision, session.loaded.profile.name));
  return exitStatus.denied;
}
