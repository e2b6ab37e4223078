import { recordUsed } from "../../engine/index.ts";
import type { HookAsked, ToolEvent } from "./hook.ts";
import { sessionOf } from "./session-of.ts";

/** Records a use that came to nothing, and gives the place of an agent free that never was. What the client shows of it nobody can change. */
export function afterFailure(event: ToolEvent, asked: HookAsked): undefined {
  const { use } = event;
  recordUsed(sessionOf(event, asked, use.tool).session, { ...use, failed: true });
}
