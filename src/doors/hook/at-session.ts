import { printable } from "../../base/index.ts";
import { endAgents } from "../../engine/index.ts";
import { forgetSession } from "../../consult/index.ts";
import { sessionAnswer, type SessionEvent } from "../session-answer.ts";
import { writeAll } from "../world.ts";
import type { HookAnswer, HookAsked } from "./hook.ts";
import type { HookEvent } from "./read-event.ts";
import { sessionOf } from "./session-of.ts";

export function isAtSession(name: string): name is SessionEvent {
  return name === "SessionStart" || name === "SessionEnd";
}

/** Tells the profile's hooks that the client's session begins or ends; what they have to say goes to the model, if there still is one. */
export async function atSession(event: HookEvent, name: SessionEvent, asked: HookAsked): Promise<HookAnswer> {
  const { about = "other" } = event;
  const { session } = sessionOf(event, asked, name);
  const { answer, failed } = await sessionAnswer(session, name, about);
  if (name === "SessionEnd") {
    forgetSession(session);
    endAgents(session);
  }
  for (const line of failed) writeAll(2, `sallyport: ${printable(line, 1000)}\n`);
  return answer && { ...answer };
}
