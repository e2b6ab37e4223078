import { tellSession } from "../consult/index.ts";
import type { Session } from "../engine/index.ts";

export type SessionEvent = "SessionStart" | "SessionEnd";

/** What clients and the Agent SDK read of a hook when a session begins. */
interface SessionAnswer {
  continue?: boolean;
  hookSpecificOutput: { hookEventName: SessionEvent; additionalContext?: string };
}

interface SessionTold {
  /** Nothing where there is nothing to say, or no model any more to say it to. */
  readonly answer: SessionAnswer | undefined;
  /** One line for each hook that could not be told. */
  readonly failed: readonly string[];
}

/** Tells the profile's hooks that a client's session begins or ends; `about` says how. */
export async function sessionAnswer(session: Session, name: SessionEvent, about: string): Promise<SessionTold> {
  const { told, failed, stop } = await tellSession(session, name, about);
  if (name === "SessionEnd" || (told.length === 0 && !stop)) return { answer: undefined, failed };
  const hookSpecificOutput = { hookEventName: name, ...(told.length > 0 && { additionalContext: told.join("\n") }) };
  return { answer: { ...(stop && { continue: false }), hookSpecificOutput }, failed };
}
