import type { Decision } from "../base/index.ts";
import { type Judgement, judgeTool, noteWaiting, type Session } from "../engine/index.ts";
import { askCallbacks } from "./ask-callback.ts";
import { askHooks, type HooksSaid, type HookWord } from "./ask-hooks.ts";
import { askPerson } from "./ask-person.ts";
import { underKept } from "./approvals/under-kept.ts";
import { withApproval } from "./approvals/with-approval.ts";
import { type Case, consulted, type End, opens, sittingAt } from "./case.ts";
import type { Hook, Input, Means } from "./means.ts";
import { withWord, type Word } from "./open-ask.ts";
import { profileHooks } from "./profile-hooks.ts";
import { programCase } from "./program-case.ts";

/**
 * The one way of a request through everybody who has a say, whichever door it came by: hooks → the rules (deny, ask, mode, allow) →
 * `canUseTool` → a person → the mode's default. Nothing runs. What a hook or a callback puts in place of the input is judged like any other;
 * nobody opens what a deny closes. An `ask` that comes back is one that nobody could answer: the door hands it on, or it is a denial.
 */
export async function consult(session: Session, tool: string, input: Input, means: Means = {}): Promise<Judgement> {
  const { toolUseId, agentId } = means.context ?? {};
  const caller = { ...(toolUseId !== undefined && { toolUseId }), ...(agentId !== undefined && { agentId }) };
  const judge = (held: Session, changed: Input): Judgement => judgeTool(held, tool, changed);
  return { ...(await consultCase(sittingAt(session, means), { tool, input, judge }, means)), caller };
}

/** The same for a program that was given as words, which nobody can change. */
export async function consultProgram(session: Session, argv: readonly string[], means: Means = {}): Promise<Judgement> {
  return await consultCase(sittingAt(session, means), programCase(session, argv), means);
}

/** INVARIANT I4: where somebody can't be asked, as what was approved before can't be read, it is a denial like any other. */
async function consultCase(session: Session, asked: Case, means: Means): Promise<Judgement> {
  try {
    const held = underKept(session);
    const judgement = await consultAll(held, asked, means);
    // What is carried out is held to what it was judged by.
    return held === session ? judgement : { ...judgement, under: held.loaded };
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    return consulted(withWord(asked.judge(session, asked.input), "deny", { code: "ask/failed", by: "", detail }), {});
  }
}

async function consultAll(session: Session, asked: Case, means: Means): Promise<Judgement> {
  const copied = copyOf(asked.input);
  if (copied === undefined) {
    const unread = { code: "tool/bad-input", by: "", detail: "it is not plain data" } as const;
    return consulted(withWord(judgeTool(session, asked.tool, {}), "deny", unread), {});
  }
  const hooks = [...profileHooks(session, "PreToolUse"), ...(means.hooks ?? [])];
  const said = await askNoted(session, { ...asked, input: copied }, hooks, means);
  const open = { asked: said.changed ? copied : undefined, told: said.told };
  const judged = withHookWord(session, { ...asked, input: said.input }, said.word);
  const hooked = consulted(judged.judgement, { ...open, ...judged.end });
  if (hooked.decision.effect !== "ask") return hooked;
  const current = { ...asked, input: said.input };
  const approved = withApproval(session, current, hooked);
  if (approved.decision.effect !== "ask") return approved;
  const called = await askCallbacks(session, current, approved, means);
  if (called.decision.effect !== "ask") return called;
  using _ = means.approve && noteWaiting(session, () => called);
  return await askPerson(session, asked, called, means);
}

/** Nothing is allowed that a hook has not answered yet. */
async function askNoted(session: Session, asked: Case, hooks: readonly Hook[], means: Means): Promise<HooksSaid> {
  const matching = hooks.some(({ matches }) => matches(asked.tool));
  const unanswered: Word = { code: "hook/failed", by: "", detail: "it had not answered yet" };
  using _ = matching
    ? noteWaiting(session, () => withWord(asked.judge(session, asked.input), "deny", unanswered))
    : undefined;
  return await askHooks(session, asked, hooks, means);
}

/** What is not plain data is no input. */
function copyOf(input: Input): Input | undefined {
  try {
    return structuredClone(input);
  } catch {
    return undefined; // a function, a proxy
  }
}

function withHookWord(
  session: Session,
  asked: Case,
  word: HookWord | undefined,
): { readonly judgement: Judgement; readonly end: End } {
  const judgement = asked.judge(session, asked.input);
  if (word === undefined) return { judgement, end: {} };
  const { by, reason, failed, stop, effect } = word;
  if (effect === "deny") {
    const code = failed ? "hook/failed" : "hook/denied";
    return {
      judgement: withWord(judgement, "deny", { code, by, detail: reason }),
      end: { by, interrupt: stop },
    };
  }
  if (effect === "ask" && judgement.decision.effect === "allow")
    return { judgement: withWord(judgement, askIn(session), { code: "hook/asked", by, detail: reason }), end: { by } };
  if (effect !== "allow" || judgement.decision.effect === "allow") return { judgement, end: {} };
  const yes: Word = { code: "hook/allowed", by, detail: reason };
  return opens(session, asked, judgement, "hook")
    ? { judgement: withWord(judgement, "allow", yes), end: { by, opened: true } }
    : { judgement, end: {} };
}

/** In `dontAsk` nobody is asked. */
function askIn({ loaded }: Session): Decision["effect"] {
  return loaded.profile.mode === "dontAsk" ? "deny" : "ask";
}
