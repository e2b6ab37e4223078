import { consult, inputInstead } from "../../consult/index.ts";
import { admitOutside, type Judgement, nobodyToAsk } from "../../engine/index.ts";
import type { HookAnswer, HookAsked, ToolEvent } from "./hook.ts";
import { sessionOf } from "./session-of.ts";
import { throughSallyport } from "./through-sallyport.ts";

/** The verdict on a tool that the client is about to use. */
export async function beforeTool(event: ToolEvent, asked: HookAsked): Promise<HookAnswer> {
  const { tool, input } = event.use;
  const { session, options } = sessionOf(event, asked, tool);
  const consulted = await consult(session, tool, input, { context: event.use.context });
  const judgement: Judgement = asked.client.confirms
    ? consulted
    : { ...consulted, decision: nobodyToAsk(consulted.decision) };
  const command = throughSallyport({ session, options, judgement }, asked);
  const { effect, reasons } = admitOutside(session, judgement, command === undefined ? "here" : "there");
  const updated = command === undefined ? inputInstead(judgement) : { ...judgement.request.input, command };
  const { interrupt = false, told = [] } = judgement.consulted ?? {};
  const reason = `sallyport: ${reasons[0].message} (profile ${session.loaded.profile.name})`;
  return {
    ...(interrupt && { continue: false, stopReason: reason }),
    hookSpecificOutput: {
      hookEventName: "PreToolUse",
      permissionDecision: effect,
      permissionDecisionReason: reason,
      ...(updated !== undefined && effect !== "deny" && { updatedInput: updated }),
      ...(told.length > 0 && { additionalContext: told.join("\n") }),
    },
  };
}
