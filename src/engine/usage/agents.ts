import { type Decision, printable, type ReasonCode } from "../../base/index.ts";
import type { EffectiveProfile } from "../../policy/index.ts";
import type { Judgement } from "../judge.ts";
import type { Session } from "../session.ts";
import { costIn, countCost } from "./costs.ts";
import { leftAgent, stoppedAgent } from "./left-agents.ts";
import { overBudget } from "./over-budget.ts";
import type { AgentPlace, Usage } from "./usage.ts";

/** Of one use of a tool, what its client calls it by and the agent that makes it. */
export interface Caller {
  readonly toolUseId?: string;
  readonly agentId?: string;
}

type Limits = NonNullable<EffectiveProfile["parallel"]>;

/** Tools that start an agent. */
const starting: ReadonlySet<string> = new Set(["Task", "Agent"]);

/** More than any client has at once; of those that have stopped to ask, the oldest are forgotten first. */
const mostHeard = 256;

/**
 * What speaks against a use of a tool because of the agents of its session: one more than may run at once, or an agent whose time is over.
 * An agent that is let start takes a place, until its tool has been used or its time is over: a client may be gone by then. Throws an
 * `EnforcementError` when what was used is not known.
 */
export function refusedAgent(session: Session, judgement: Judgement): Decision | undefined {
  const { parallel } = session.loaded.profile;
  const { request, caller = {} } = judgement;
  const starts = starting.has(request.tool);
  const dear = starts ? overBudget(session, judgement, new Date()) : undefined;
  if (dear !== undefined) return dear;
  if (parallel === undefined || (!starts && caller.agentId === undefined)) return undefined;
  return session.usage.change((usage): readonly [Usage | undefined, Decision | undefined] => {
    const now = Date.now();
    const heard = heardOf(usage, caller.agentId, now);
    const first = heard.find(({ id }) => id === caller.agentId)?.since ?? now;
    if (secondsFrom(first, parallel, now) <= 0)
      return [undefined, refused(session, judgement, "timeout_seconds", `the agent has had its ${parallel.seconds} s`)];
    if (!starts) return [{ ...usage, heard }, undefined];
    const running = usage.agents.filter(({ since }) => secondsFrom(since, parallel, now) > 0);
    const id = caller.toolUseId ?? request.id;
    if (running.some((place) => place.id === id)) return [{ ...usage, heard }, undefined];
    if (running.length >= parallel.most) {
      const why = `${running.length} agents of this session run already`;
      return [undefined, refused(session, judgement, "max_concurrent_agents", why)];
    }
    return [{ ...usage, heard, agents: [...running, { id, since: now }] }, undefined];
  });
}

/** Seconds that an agent still has; nothing where it has no end. */
export function agentSeconds({ usage, loaded }: Session, agentId: string | undefined): number | undefined {
  const { parallel } = loaded.profile;
  if (parallel === undefined || agentId === undefined) return undefined;
  return usage.change((known) => {
    const since = known.heard.find(({ id }) => id === agentId)?.since;
    return [undefined, since === undefined ? parallel.seconds : secondsFrom(since, parallel, Date.now())];
  });
}

interface Ended extends Pick<Caller, "toolUseId"> {
  readonly tool: string;
  readonly input: object;
  readonly output: unknown;
  /** It came to nothing: there is no agent. */
  readonly failed?: boolean;
}

/**
 * Counts what an agent has cost and gives back its place, when its tool has been used. One that goes on in the background keeps it until it is
 * stopped, or for its time.
 */
export function endAgent(session: Session, { tool, input, output, toolUseId, failed = false }: Ended): void {
  const { usage, loaded } = session;
  if (starting.has(tool)) countCost(session, costIn(output), new Date());
  if (loaded.profile.parallel === undefined) return;
  if (!starting.has(tool)) return failed ? undefined : stopAgent(session, stoppedAgent(tool, input));
  const left = failed ? undefined : leftAgent(input, output);
  usage.change((known) => {
    const others = known.agents.filter(({ id }) => id !== toolUseId);
    const own = known.agents.filter(({ id }) => left !== undefined && id === toolUseId);
    const named = own.map((place) => ({ ...place, ...(left?.agentId !== undefined && { agentId: left.agentId }) }));
    return [{ ...known, agents: [...others, ...named] }, undefined];
  });
}

/** Gives back the place of an agent in the background, which has ended. */
export function stopAgent({ usage, loaded }: Session, agentId: string | undefined): void {
  if (loaded.profile.parallel === undefined || agentId === undefined) return;
  usage.change((known) => {
    const others = known.agents.filter((place) => place.agentId !== agentId);
    return [others.length < known.agents.length ? { ...known, agents: others } : undefined, undefined];
  });
}

/** Gives back every place, for a client's session that ends. */
export function endAgents({ usage, loaded }: Session): void {
  if (loaded.profile.parallel === undefined) return;
  usage.change((known) => [{ ...known, agents: [], heard: [] }, undefined]);
}

function heardOf({ heard }: Usage, id: string | undefined, since: number): readonly AgentPlace[] {
  if (id === undefined || heard.some((place) => place.id === id)) return heard;
  return [...heard, { id, since }].slice(-mostHeard);
}

function secondsFrom(since: number, { seconds }: Limits, now: number): number {
  return seconds - Math.max(0, now - since) / 1000;
}

const codes = {
  max_concurrent_agents: "agent/too-many",
  timeout_seconds: "agent/over",
} as const satisfies Record<string, ReasonCode>;

function refused(
  { loaded }: Session,
  { request, decision }: Judgement,
  key: keyof typeof codes,
  why: string,
): Decision {
  const { parallel, origins } = loaded.profile;
  const pointer = "/permissions/agent_permissions/parallel_execution";
  const source = origins.get(pointer) ?? { file: "built-in", pointer };
  const text = `${key}: ${key === "timeout_seconds" ? parallel?.seconds : parallel?.most}`;
  const subject = printable(decision.reasons[0].subject || request.tool);
  const remedy = key === "timeout_seconds" ? "start another one" : "wait until one has ended";
  const message = `denied: ${subject}: ${why}: ${text} (${printable(source.file)} ${source.pointer}); ${remedy}, or raise it`;
  return { effect: "deny", reasons: [{ code: codes[key], effect: "deny", subject, rule: { text, source }, message }] };
}
