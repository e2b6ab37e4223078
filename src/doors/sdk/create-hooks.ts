import { consult } from "../../consult/index.ts";
import {
  admitOutside,
  judgeAhead,
  recordUsed,
  refusalLine,
  refuseClient,
  servedTools,
  stopAgent,
} from "../../engine/index.ts";
import { preToolAnswer } from "../pre-tool-answer.ts";
import { recordFailure } from "../record-failure.ts";
import { sessionAnswer, type SessionEvent } from "../session-answer.ts";
import { usedAnswer, withheldAnswer } from "../used-answer.ts";
import { confinedInput, isConfined } from "./confined-input.ts";
import type { Stay } from "./create-sallyport.ts";
import { meansOf } from "./means-of.ts";
import { cancelled, isObject, readAsked, readUse, type Use as ToolUse } from "./read-call.ts";
import { type Origin, standingOf } from "./standing.ts";
import type { HookOutput, Hooks } from "./types.ts";
import { whileWanted } from "./while-wanted.ts";

interface Use extends Origin, ToolUse {
  readonly id: string | undefined;
  readonly agentID: string | undefined;
  readonly response: unknown;
}

/** Hooks for the Agent SDK. Clients go on when a hook fails: whatever goes wrong here is a denial, or an output that nobody gets to see. */
export function createHooks(stay: Stay): Hooks {
  return {
    PreToolUse: [
      {
        hooks: [
          async (event, id, options) => {
            try {
              return await beforeTool(stay, useOf(event, id), options);
            } catch (error) {
              const why = reasonOf(error);
              return denied(recordFailure(why, () => refuseClient(stay.session, why)));
            }
          },
        ],
      },
    ],
    PostToolUse: [
      {
        hooks: [
          async (event, id) => {
            try {
              return await afterTool(stay, useOf(event, id));
            } catch (error) {
              return withheldAnswer(fieldsOf(event).get("tool_response"), reasonOf(error));
            }
          },
        ],
      },
    ],
    PostToolUseFailure: [{ hooks: [async (event, id) => afterFailure(stay, event, id)] }],
    SubagentStop: [{ hooks: [async (event) => atAgentEnd(stay, textOf(event, "agent_id"))] }],
    SessionStart: [{ hooks: [async (event) => await atSession(stay, "SessionStart", textOf(event, "source"))] }],
    SessionEnd: [{ hooks: [async (event) => await atSession(stay, "SessionEnd", textOf(event, "reason"))] }],
  };
}

/** Of a use that came to nothing nobody can change what the client shows. */
function afterFailure(stay: Stay, event: unknown, toolUseID: unknown): HookOutput {
  try {
    const use = useOf(event, toolUseID);
    admitConfirmed(stay, use);
    const { session } = standingOf(stay, use.tool, use);
    recordUsed(session, { ...use, output: fieldsOf(event).get("error"), context: contextOf(use), failed: true });
    return {};
  } catch (error) {
    return { systemMessage: reasonOf(error) };
  }
}

function contextOf({ id, agentID }: Use): { readonly toolUseId?: string; readonly agentId?: string } {
  return { ...(id !== undefined && { toolUseId: id }), ...(agentID !== undefined && { agentId: agentID }) };
}

function atAgentEnd({ session }: Stay, agentId: string | undefined): HookOutput {
  try {
    stopAgent(session, agentId);
    return {};
  } catch (error) {
    return { systemMessage: reasonOf(error) };
  }
}

/** Nothing is decided here: what goes wrong the user is told. */
async function atSession({ session }: Stay, name: SessionEvent, about = "other"): Promise<HookOutput> {
  try {
    const { answer, failed } = await sessionAnswer(session, name, about);
    return { ...answer, ...(failed.length > 0 && { systemMessage: failed.join("\n") }) };
  } catch (error) {
    return { systemMessage: reasonOf(error) };
  }
}

export function reasonOf(error: unknown): string {
  return `sallyport: ${error instanceof Error ? error.message : String(error)}`;
}

function fieldsOf(event: unknown): ReadonlyMap<string, unknown> {
  return new Map<string, unknown>(isObject(event) ? Object.entries(event) : []);
}

/** An empty text says as much as none. */
function textOf(event: unknown, name: string): string | undefined {
  const value = fieldsOf(event).get(name);
  return typeof value === "string" && value !== "" ? value : undefined;
}

function useOf(event: unknown, toolUseID: unknown): Use {
  const fields = fieldsOf(event);
  const text = (name: string): string | undefined => textOf(event, name);
  const use = readUse(fields.get("tool_name"), fields.get("tool_input"));
  if (!use.ok) throw new Error(use.why);
  return {
    ...use.value,
    id: typeof toolUseID === "string" ? toolUseID : text("tool_use_id"),
    agentID: text("agent_id"),
    agentType: text("agent_type"),
    cwd: text("cwd"),
    mode: text("permission_mode"),
    response: fields.get("tool_response"),
  };
}

async function beforeTool(stay: Stay, use: Use, given: unknown): Promise<HookOutput> {
  const asked = readAsked(given);
  if (!asked.ok) throw new Error(asked.why);
  const signal = whileWanted(stay, asked.value);
  if (signal.aborted) throw new Error(cancelled);
  const { tool, input, id, agentID, agentType } = use;
  if (agentID !== undefined && agentType !== undefined) stay.agents.keep(agentID, agentType);
  // A tool of Sallyport's own server, which decides once more: the client's word is left to the client.
  const served = servedTools.get(tool);
  const standing = standingOf(stay, served ?? tool, use);
  const { session } = standing;
  const { profile } = session.loaded;
  // What is left to be confirmed the client asks `canUseTool` about.
  const { canUseTool: _, approve: __, ...options } = stay.options;
  const means = meansOf(options, {
    signal,
    ...(id !== undefined && { toolUseID: id }),
    ...(agentID && { agentID }),
  });
  const judgement = await judgeAhead(session, await consult(session, served ?? tool, input, means));
  if (judgement.decision.effect === "ask" && id !== undefined && served === undefined) {
    stay.uses.keep(id, { standing, judgement });
    return preToolAnswer({ effect: "ask", reason: refusalLine(judgement.decision, profile.name), judgement });
  }
  const confined = served === undefined ? confinedInput(stay, standing, judgement) : undefined;
  const decision = admitOutside(session, judgement, (confined ?? served) === undefined ? "here" : "there");
  const { effect } = decision;
  if (served !== undefined && effect !== "deny") return {};
  return preToolAnswer({ effect, reason: refusalLine(decision, profile.name), judgement, input: confined });
}

function denied(reason: string): HookOutput {
  return {
    hookSpecificOutput: {
      hookEventName: "PreToolUse",
      permissionDecision: "deny",
      permissionDecisionReason: reason,
    },
  };
}

/** What was asked about and used all the same somebody at the client has confirmed. */
function admitConfirmed({ uses }: Stay, { id }: Use): void {
  const asked = id === undefined ? undefined : uses.take(id);
  if (asked !== undefined) admitOutside(asked.standing.session, asked.judgement);
}

async function afterTool(stay: Stay, use: Use): Promise<HookOutput> {
  const { tool, input, response: output } = use;
  admitConfirmed(stay, use);
  const { session } = standingOf(stay, tool, use);
  return (await usedAnswer(session, { tool, input, output, context: contextOf(use) }, isConfined(stay))) ?? {};
}
