import type { Session } from "../engine/index.ts";
import type { HookEntry } from "../policy/index.ts";
import { askProgram, programName } from "./ask-program.ts";
import type { Hook } from "./means.ts";

/** Names of tools are short; whatever is longer is shown to every hook. */
const longestName = 1000;

/** Whether a matcher means `name`: names joined by `|` mean exactly these, everything else is a regular expression. */
function matcherOf(matcher: string): (name: string) => boolean {
  if (matcher === "" || matcher === "*") return () => true;
  const names = /^[\w |]+$/u.test(matcher) ? new Set(matcher.split("|").map((name) => name.trim())) : undefined;
  if (names !== undefined) return (name) => names.has(name) || name.length > longestName;
  const pattern = new RegExp(matcher, "u");
  return (name) => name.length > longestName || pattern.test(name);
}

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
