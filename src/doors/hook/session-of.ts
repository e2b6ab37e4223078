import { agentSession, openSession, type Session, underClientMode } from "../../engine/index.ts";
import type { CommonOptions } from "../options.ts";
import type { HookAsked } from "./hook.ts";
import type { HookEvent } from "./read-event.ts";

/** The client's session, and the options under which another door goes on with it. */
export interface HookSession {
  readonly session: Session;
  readonly options: CommonOptions;
}

/**
 * Opens the client's session in the folder that it is in. Its mode narrows that of the profile. Where nobody has restricted the tools the
 * client's own prompts stay: an answer of ours would take their place.
 */
export function sessionOf(event: HookEvent, { world, options: asked, client }: HookAsked, tool: string): HookSession {
  const named = asked.session ?? event.session;
  const { projectVariable } = client;
  const project = asked.project ?? (projectVariable === undefined ? undefined : world.env.get(projectVariable));
  const stated = {
    ...asked,
    ...(project !== undefined && { project }),
    ...(named !== undefined && { session: named }),
  };
  const found = openSession({ ...world, cwd: event.cwd ?? world.cwd }, { ...stated, modeOfOpenTools: "default" });
  const opened = agentSession(found, event.agent);
  const { agents, mode: settled } = opened.choice;
  const options = { ...stated, ...(settled !== undefined && { mode: settled }), ...(agents && { agents }) };
  const session = event.mode === undefined ? opened : underClientMode(opened, event.mode, tool);
  const { clientMode, loaded } = session;
  return {
    session,
    options: clientMode === undefined ? options : { ...options, mode: loaded.profile.mode, clientMode },
  };
}
