import { printable } from "../../base/index.ts";
import { endAgents } from "../../engine/index.ts";
import { forgetSession } from "../../consult/index.ts";
import { sessionAnswer } from "../session-answer.ts";
import { writeAll } from "../world.ts";
import type { HookAnswer, HookAsked } from "./hook.ts";
import type { HookEvent } from "./read-event.ts";
import { sessionOf } from "./session-of.ts";

/** Tells the profile's hooks that the client's session begins or ends; what they have to say goes to the model, if there still is one. */
export async function atSession(event: HookEvent, asked: HookAsked): Promise<HookAnswer> {
  const { name, about = "other" } = event;
  if (name !== "SessionStart" && name !== "SessionEnd") return undefined;
  const { session } = sessionOf(event, asked, name);
  const { answer, failed } = await sessionAnswer(session, name, about);
  if (name === "SessionEnd") {
    forgetSession(session);
    endAgents(session);
  }
  for (const line of failed) writeAll(2, `sallyport: ${printable(line, 1000)}\n`);
  return answer && { ...answer };
}
