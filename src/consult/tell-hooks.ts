import { printable } from "../base/index.ts";
import type { Judgement, Session } from "../engine/index.ts";
import { askInTime } from "./ask-in-time.ts";
import { inputInstead } from "./case.ts";
import { hookEvent } from "./hook-event.ts";
import type { Means } from "./means.ts";
import { profileHooks } from "./profile-hooks.ts";
import { readToldAnswer } from "./read-answers.ts";

/** What hooks that were told of something want. */
interface ToldHooks {
  /** For the model: what hooks have to add, and what they object to. */
  readonly told: readonly string[];
  /** What the model is to see in place of the tool's output, where a hook has put something there. */
  readonly output: unknown;
  /** One line for each hook that could not be told; nothing is undone for that. */
  readonly failed: readonly string[];
  /** A hook wants the agent to stop. */
  readonly stop: boolean;
}

type SessionEvent = "SessionStart" | "SessionEnd";

/** Tells the profile's hooks that a tool has been used, one after the other. */
export async function tellUsed(
  session: Session,
  judgement: Judgement,
  response: unknown,
  means: Means = {},
): Promise<ToldHooks> {
  const { tool, input } = judgement.request;
  return await tell(session, { name: "PostToolUse", about: tool, means }, (output) => ({
    tool_name: tool,
    tool_input: inputInstead(judgement) ?? input,
    tool_response: output ?? response ?? null,
  }));
}

/** Tells the profile's hooks that a session begins (`source`: `startup`, `resume`) or ends (`reason`). */
export async function tellSession(
  session: Session,
  name: SessionEvent,
  about: string,
  means: Means = {},
): Promise<ToldHooks> {
  const field = name === "SessionStart" ? "source" : "reason";
  return await tell(session, { name, about, means }, () => ({ [field]: about }));
}

interface Telling {
  readonly name: "PostToolUse" | SessionEvent;
  /** What matchers are matched with. */
  readonly about: string;
  readonly means: Means;
}

async function tell(
  session: Session,
  { name, about, means }: Telling,
  fields: (output: unknown) => Readonly<Record<string, unknown>>,
): Promise<ToldHooks> {
  const told: string[] = [];
  const failed: string[] = [];
  let output: unknown;
  let stop = false;
  for (const hook of profileHooks(session, name)) {
    if (!hook.matches(about)) continue;
    const ask = (signal: AbortSignal): unknown => hook.ask(hookEvent(session, name, means, fields(output)), signal);
    const answered = await askInTime(ask, { timeoutMs: hook.timeoutMs, signal: means.signal });
    const answer = answered.ok
      ? readToldAnswer(answered.value, name)
      : { kind: "nonsense" as const, why: answered.why };
    if (answer.kind === "nonsense") {
      failed.push(`the ${name} hook ${printable(hook.name)} failed: ${printable(answer.why, 400)}`);
      continue;
    }
    told.push(...answer.told);
    output = answer.output ?? output;
    stop ||= answer.stop;
  }
  return { told, output, failed, stop };
}
