import { tellUsed } from "../../consult/index.ts";
import { judgeTool, recordUsed, servedTools, type Session } from "../../engine/index.ts";
import type { HookAnswer, HookAsked, ToolEvent } from "./hook.ts";
import type { ToolUse } from "./read-event.ts";
import { sessionOf } from "./session-of.ts";

/** Records what the client has done, tells the profile's hooks, and takes secrets out of what the model gets to see of it. */
export async function afterTool(event: ToolEvent, asked: HookAsked): Promise<HookAnswer> {
  const { use } = event;
  const { session } = sessionOf(event, asked, use.tool);
  const { told, failed, output, stop } = await tellHooks(session, use);
  const { redacted } = recordUsed(session, { ...use, output: output ?? use.output });
  const shown = redacted ?? output;
  const more = [...told, ...failed];
  if (shown === undefined && more.length === 0 && !stop) return undefined;
  return {
    ...(stop && { continue: false }),
    hookSpecificOutput: {
      hookEventName: "PostToolUse",
      ...(shown !== undefined && { updatedToolOutput: shown }),
      ...(more.length > 0 && { additionalContext: more.join("\n") }),
    },
  };
}

const nothing = { told: [], failed: [], output: undefined, stop: false };

/** What ran through another door of ours was told of there. */
async function tellHooks(session: Session, use: ToolUse): ReturnType<typeof tellUsed> {
  const { sandbox, hooks } = session.loaded.profile;
  const wasTold = servedTools.has(use.tool) || (use.tool === "Bash" && sandbox.backend !== "none");
  if (wasTold || hooks.length === 0) return nothing;
  return await tellUsed(session, judgeTool(session, use.tool, use.input), use.output, { context: use.context });
}
