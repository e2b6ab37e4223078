import { recordUsed } from "../../engine/index.ts";
import type { HookAnswer, HookAsked, ToolEvent } from "./hook.ts";
import { sessionOf } from "./session-of.ts";

/** Records what the client has done, and takes secrets out of what the model gets to see of it. */
export function afterTool(event: ToolEvent, asked: HookAsked): HookAnswer {
  const { session } = sessionOf(event, asked, event.use.tool);
  const { redacted } = recordUsed(session, event.use);
  if (redacted === undefined) return undefined;
  return { hookSpecificOutput: { hookEventName: "PostToolUse", updatedToolOutput: redacted } };
}
