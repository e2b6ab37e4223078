import { exitStatus } from "../../base/index.ts";
import { consult } from "../../consult/index.ts";
import { admitOutside, judgeTool, nobodyToAsk, openSession, refusalLine, runTypedShell } from "../../engine/index.ts";
import { personFor, programsAskedBy } from "../ask-person.ts";
import type { CommonOptions } from "../options.ts";
import { resultLines } from "../result-lines.ts";
import { type World, writeAll } from "../world.ts";

/** A shell for somebody at a terminal: each text that is typed is judged before it runs, and has its record. Ends as the shell does. */
export async function typeShell(world: World, options: CommonOptions): Promise<number> {
  const session = openSession(world, options);
  const { name } = session.loaded.profile;
  const means = personFor(world, session, options, "beside a command");
  const say = (line: string): void => (options.quiet ? undefined : writeAll(2, `${line}\n`));
  const { decision, result } = await runTypedShell(session, judgeTool(session, "Bash", { command: "" }), {
    timeoutSeconds: options.timeout,
    say,
    confirm: programsAskedBy(world, session, { options, means }),
    answer: async (standing, text) => {
      const judgement = await consult(standing, "Bash", { command: text }, means);
      const answered = admitOutside(standing, { ...judgement, decision: nobodyToAsk(judgement) });
      return answered.effect === "allow"
        ? { ok: true, text: judgement.runText ?? String(judgement.request.input["command"]), judgement }
        : { ok: false, message: refusalLine(answered, name) };
    },
  });
  if (result === undefined) {
    say(refusalLine(decision, name));
    return exitStatus.denied;
  }
  for (const line of resultLines(result, name)) say(line);
  return result.status;
}
