import { printable } from "../../base/index.ts";
import { stopAgent } from "../../engine/index.ts";
import { writeAll } from "../world.ts";
import type { HookAsked } from "./hook.ts";
import type { HookEvent } from "./read-event.ts";
import { sessionOf } from "./session-of.ts";

/** An agent has ended. Whatever goes wrong is said and no more: to status 2 its client would have it go on. */
export function atAgentEnd(event: HookEvent, asked: HookAsked): undefined {
  try {
    stopAgent(sessionOf(event, asked, event.name).session, event.agentId);
  } catch (error) {
    writeAll(2, `sallyport: ${printable(error instanceof Error ? error.message : String(error), 1000)}\n`);
  }
}
