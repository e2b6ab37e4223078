import { type Action, printable } from "../base/index.ts";
import type { EffectiveProfile } from "./effective-profile.ts";
import type { Verdict } from "./verdict.ts";

/** What a profile's validators have against a text; nothing when it is fine. */
export function refusedText(
  command: string,
  actions: readonly Action[],
  { maxLength, noChaining }: EffectiveProfile["bash"],
): Verdict | undefined {
  const subject = printable(command, 200);
  if (maxLength !== undefined && command.length > maxLength)
    return { effect: "deny", code: "command/longer-than-allowed", subject };
  if (!noChaining) return undefined;
  const commands = actions.filter(isCommand);
  const second = commands[1] ?? commands.find(isSubstituted);
  return second === undefined ? undefined : { effect: "deny", code: "command/chained", subject, at: second.at };
}

/** What a wrapper starts is the wrapper's own business: `timeout 5 make` is one command. */
function isCommand({ kind, via }: Action): boolean {
  return (kind === "exec" || kind === "builtin") && via.at(-1)?.kind !== "wrapper";
}

/** Its output becomes words of the text: those of a further command, as in `$(a)`, or of an assignment. */
function isSubstituted({ via }: Action): boolean {
  return via.some(({ kind, name }) => kind === "construct" && name.endsWith("substitution"));
}
