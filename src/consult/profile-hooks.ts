import type { Session } from "../engine/index.ts";
import { type HookEntry, matcherOf } from "../policy/index.ts";
import { askProgram, programName } from "./ask-program.ts";
import type { Hook } from "./means.ts";

/** The profile's hooks of one event, ready to be asked. */
export function profileHooks(session: Session, event: HookEntry["event"]): readonly Hook[] {
  return session.loaded.profile.hooks
    .filter((entry) => entry.event === event)
    .map(({ matcher, program, mayAllow }) => ({
      name: programName(program),
      matches: matcherOf(matcher),
      ask: (told, signal) => askProgram(session, program, { event: told, wanted: "hook" }, signal),
      timeoutMs: program.seconds * 1000,
      mayAllow,
    }));
}
