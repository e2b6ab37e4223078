import type { Session } from "../engine/index.ts";
import { frozenCopy } from "./ask-in-time.ts";
import type { HookEvent, Means } from "./means.ts";

/** An event in its published shape. What the caller tells of itself stands beside it and can't take the place of what we say. */
export function hookEvent(
  session: Session,
  name: string,
  { context }: Means,
  fields: Readonly<Record<string, unknown>>,
): HookEvent {
  return frozenCopy({
    ...context?.told,
    session_id: session.id,
    transcript_path: "",
    cwd: session.host.places.cwd,
    permission_mode: session.loaded.profile.mode,
    hook_event_name: name,
    ...("tool_name" in fields ? { tool_use_id: context?.toolUseId ?? "" } : {}),
    ...fields,
    ...(context?.agentId === undefined ? {} : { agent_id: context.agentId }),
  });
}
