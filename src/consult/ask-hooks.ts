import { type Effect, isStricter } from "../base/index.ts";
import type { Session } from "../engine/index.ts";
import { askInTime } from "./ask-in-time.ts";
import { hookEvent } from "./hook-event.ts";
import type { Hook, HookEvent, Input, Means } from "./means.ts";
import { type HookAnswer, readHookAnswer } from "./read-answers.ts";

const preToolUse = "PreToolUse";

/** One hook's word that counts. */
export interface HookWord {
  /** `hook 2 (./guard.sh)`, counted from 1 in the order in which they are asked. */
  readonly by: string;
  readonly effect: Effect;
  readonly reason: string;
  readonly failed: boolean;
  readonly stop: boolean;
}

export interface HooksSaid {
  /** What is to be judged. */
  readonly input: Input;
  readonly changed: boolean;
  /** The strictest word, the first of equal ones. */
  readonly word: HookWord | undefined;
  readonly told: readonly string[];
}

interface Asked {
  readonly tool: string;
  readonly input: Input;
}

/**
 * Asks every hook that matches, one after the other, each about the input as those before it have left it. All are asked, whatever one
 * says. What a hook allowed counts no more when a later one changes the input: it has not seen that.
 */
export async function askHooks(
  session: Session,
  { tool, input }: Asked,
  hooks: readonly Hook[],
  means: Means,
): Promise<HooksSaid> {
  let current = input;
  let words: readonly HookWord[] = [];
  const told: string[] = [];
  for (const [index, hook] of hooks.entries()) {
    if (!hook.matches(tool)) continue;
    const by = `hook ${index + 1} (${hook.name})`;
    const event = hookEvent(session, preToolUse, means, { tool_name: tool, tool_input: current });
    const answer = await askOne(hook, event, means.signal);
    if (answer.kind === "said" && answer.input !== undefined) {
      current = answer.input;
      words = words.filter(({ effect }) => effect !== "allow");
    }
    if (answer.kind === "said" && answer.told !== undefined) told.push(answer.told);
    const word = wordOf(answer, by);
    if (word !== undefined && (word.effect !== "allow" || hook.mayAllow !== false)) words = [...words, word];
  }
  const [first, ...others] = words;
  const strictest = first && others.reduce((one, other) => (isStricter(other.effect, one.effect) ? other : one), first);
  return { input: current, changed: current !== input, word: strictest, told };
}

async function askOne(hook: Hook, event: HookEvent, signal: AbortSignal | undefined): Promise<HookAnswer> {
  const answered = await askInTime((ended) => hook.ask(event, ended), { timeoutMs: hook.timeoutMs, signal });
  return answered.ok ? readHookAnswer(answered.value, [preToolUse]) : { kind: "nonsense", why: answered.why };
}

function wordOf(answer: HookAnswer, by: string): HookWord | undefined {
  if (answer.kind === "nonsense") return { by, effect: "deny", reason: answer.why, failed: true, stop: false };
  const { effect, reason, stop } = answer;
  return effect === undefined ? undefined : { by, effect, reason, failed: false, stop };
}
