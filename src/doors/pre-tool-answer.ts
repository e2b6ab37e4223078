import { inputInstead } from "../consult/index.ts";
import type { Decision } from "../base/index.ts";
import type { Judgement } from "../engine/index.ts";

type Input = Readonly<Record<string, unknown>>;

/** What clients and the Agent SDK read of a hook before the use of a tool. */
interface PreToolAnswer {
  continue?: boolean;
  stopReason?: string;
  hookSpecificOutput: {
    hookEventName: "PreToolUse";
    permissionDecision: Decision["effect"];
    permissionDecisionReason: string;
    updatedInput?: Record<string, unknown>;
    additionalContext?: string;
  };
}

interface Said {
  readonly effect: Decision["effect"];
  /** For the model: one line, and the plan where the mode makes one. */
  readonly reason: string;
  readonly judgement: Judgement;
  /** What to use the tool with in place of all else. */
  readonly input?: Input | undefined;
}

/** A verdict as the answer of a `PreToolUse` hook. */
export function preToolAnswer({ effect, reason, judgement, input }: Said): PreToolAnswer {
  const updated = input ?? inputInstead(judgement);
  const { interrupt = false, told = [] } = judgement.consulted ?? {};
  return {
    ...(interrupt && { continue: false, stopReason: reason }),
    hookSpecificOutput: {
      hookEventName: "PreToolUse",
      permissionDecision: effect,
      permissionDecisionReason: reason,
      ...(updated !== undefined && effect !== "deny" && { updatedInput: { ...updated } }),
      ...(told.length > 0 && { additionalContext: told.join("\n") }),
    },
  };
}
