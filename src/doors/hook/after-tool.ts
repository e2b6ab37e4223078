import { unsearchedAnswer, usedAnswer } from "../used-answer.ts";
import type { HookAnswer, HookAsked, ToolEvent } from "./hook.ts";
import { longestSearched } from "./read-event.ts";
import { sessionOf } from "./session-of.ts";

const tooLong = `what is longer than ${longestSearched} bytes is not searched for secrets`;

/** Records what the client has done, and takes secrets out of what the model gets to see of it. */
export async function afterTool(event: ToolEvent, asked: HookAsked): Promise<HookAnswer> {
  const { use } = event;
  const { session } = sessionOf(event, asked, use.tool);
  const answer = event.isLong
    ? unsearchedAnswer(session, use, tooLong)
    : await usedAnswer(session, use, session.loaded.profile.sandbox.backend !== "none");
  if (answer === undefined || asked.client.replacesOutput) return answer && { ...answer };
  const { updatedToolOutput: shown, ...rest } = answer.hookSpecificOutput;
  const reason = typeof shown === "string" ? shown : JSON.stringify(shown);
  return { ...answer, ...(shown !== undefined && { decision: "block", reason }), hookSpecificOutput: rest };
}
