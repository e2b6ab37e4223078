import { consult, tellUsed } from "../../consult/index.ts";
import { admitOutside, judgeAhead, judgeTool, recordUsed, refusalLine, underClientMode } from "../../engine/index.ts";
import { preToolAnswer } from "../pre-tool-answer.ts";
import { confinedInput } from "./confined-input.ts";
import type { Stay } from "./create-sallyport.ts";
import { meansOf } from "./means-of.ts";
import type { HookOutput, Hooks, ToolInput } from "./types.ts";

interface Use {
  readonly tool: string;
  readonly input: ToolInput;
  readonly id: string | undefined;
  readonly agentID: string | undefined;
  readonly mode: string | undefined;
  readonly response: unknown;
}

/** Hooks for the Agent SDK. Clients let a call run when a hook fails: whatever goes wrong here is a denial. */
export function createHooks(stay: Stay): Hooks {
  return {
    PreToolUse: [
      {
        hooks: [
          async (event, id, { signal }) => {
            try {
              return await beforeTool(stay, useOf(event, id), signal);
            } catch (error) {
              return denied(`sallyport: ${error instanceof Error ? error.message : String(error)}`);
            }
          },
        ],
      },
    ],
    PostToolUse: [{ hooks: [async (event, id) => await afterTool(stay, useOf(event, id))] }],
  };
}

function useOf(event: object, toolUseID: string | undefined): Use {
  const fields = new Map<string, unknown>(Object.entries(event));
  const text = (name: string): string | undefined => {
    const value = fields.get(name);
    return typeof value === "string" && value !== "" ? value : undefined;
  };
  const input = fields.get("tool_input");
  const isInput = typeof input === "object" && input !== null && !Array.isArray(input);
  if (!isInput) throw new Error("tool_input is not an object");
  return {
    tool: text("tool_name") ?? "",
    input: { ...input },
    id: toolUseID ?? text("tool_use_id"),
    agentID: text("agent_id"),
    mode: text("permission_mode"),
    response: fields.get("tool_response"),
  };
}

async function beforeTool(stay: Stay, use: Use, signal: AbortSignal): Promise<HookOutput> {
  const { tool, input, id, agentID, mode } = use;
  const session = mode === undefined ? stay.session : underClientMode(stay.session, mode, tool);
  // What is left to be confirmed the client asks `canUseTool` about.
  const { canUseTool: _, approve: __, ...options } = stay.options;
  const asked = { signal, ...(id !== undefined && { toolUseID: id }), ...(agentID !== undefined && { agentID }) };
  const judgement = await judgeAhead(session, await consult(session, tool, input, meansOf(options, asked)));
  const { profile } = session.loaded;
  if (judgement.decision.effect === "ask" && id !== undefined) {
    stay.open.set(id, judgement);
    return preToolAnswer({ effect: "ask", reason: refusalLine(judgement.decision, profile.name), judgement });
  }
  const confined = confinedInput(stay, judgement);
  const decision = admitOutside(session, judgement, confined === undefined ? "here" : "there");
  const { effect } = decision;
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

async function afterTool({ session, open }: Stay, { tool, input, id, response }: Use): Promise<HookOutput> {
  const asked = id === undefined ? undefined : open.get(id);
  if (asked !== undefined && id !== undefined) {
    open.delete(id); // somebody at the client has confirmed it
    admitOutside(session, asked);
  }
  const judgement = asked ?? judgeTool(session, tool, input);
  const { told, failed, output } = await tellUsed(session, judgement, response);
  const { redacted } = recordUsed(session, { tool, input, output: output ?? response });
  const shown = redacted ?? output;
  const more = [...told, ...failed];
  return {
    hookSpecificOutput: {
      hookEventName: "PostToolUse",
      ...(shown !== undefined && { updatedToolOutput: shown }),
      ...(more.length > 0 && { additionalContext: more.join("\n") }),
    },
  };
}
