import type { Judgement, Session } from "../engine/index.ts";
import { frozenCopy } from "./ask-in-time.ts";
import { askProgram, programName } from "./ask-program.ts";
import type { Case } from "./case.ts";
import { hookEvent } from "./hook-event.ts";
import type { CallbackContext, HookEvent, Means } from "./means.ts";
import { profileHooks } from "./profile-hooks.ts";

/** One who is asked about what would have to be confirmed. */
export interface Caller {
  /** What it is called in records. */
  readonly by: string;
  readonly kind: "callback" | "hook";
  readonly mayAllow: boolean;
  readonly timeoutMs: number;
  readonly ask: (signal: AbortSignal) => unknown;
}

const defaultCallbackMs = 60_000;

/** The profile's callback, then the caller's own, then the profile's `PermissionRequest` hooks. */
export function callersFor(session: Session, asked: Case, judgement: Judgement, means: Means): readonly Caller[] {
  const [{ message }] = judgement.decision.reasons;
  const event = (name: string): HookEvent =>
    hookEvent(session, name, means, { tool_name: asked.tool, tool_input: asked.input, decision_reason: message });
  return [
    ...profileCallback(session, () => event("PreToolUse")),
    ...ownCallback(asked, judgement, means),
    ...permissionHooks(session, asked.tool, () => event("PermissionRequest")),
  ];
}

function profileCallback(session: Session, event: () => HookEvent): readonly Caller[] {
  const { callback } = session.loaded.profile;
  if (callback === undefined) return [];
  return [
    {
      by: `callback (${programName(callback)})`,
      kind: "callback",
      mayAllow: true,
      timeoutMs: callback.seconds * 1000,
      ask: (signal) => askProgram(session, callback, { event: event(), wanted: "canUseTool" }, signal),
    },
  ];
}

function ownCallback({ tool, input }: Case, judgement: Judgement, means: Means): readonly Caller[] {
  const { canUseTool, callbackMs = defaultCallbackMs } = means;
  if (canUseTool === undefined) return [];
  return [
    {
      by: "callback",
      kind: "callback",
      mayAllow: true,
      timeoutMs: callbackMs,
      ask: (signal) => canUseTool(tool, frozenCopy(input), callbackContext(judgement, means, signal)),
    },
  ];
}

function permissionHooks(session: Session, tool: string, event: () => HookEvent): readonly Caller[] {
  return profileHooks(session, "PermissionRequest").flatMap(({ name, matches, mayAllow, timeoutMs, ask }, index) =>
    matches(tool)
      ? [
          {
            by: `hook ${index + 1} (${name})`,
            kind: "hook",
            mayAllow: mayAllow !== false,
            timeoutMs,
            ask: (signal) => ask(event(), signal),
          },
        ]
      : [],
  );
}

function callbackContext(judgement: Judgement, means: Means, signal: AbortSignal): CallbackContext {
  const [first] = judgement.decision.reasons;
  const { toolUseId, agentId, told } = means.context ?? {};
  return Object.freeze({
    ...(told === undefined ? {} : frozenCopy(told)),
    signal,
    toolUseID: toolUseId ?? judgement.request.id,
    ...(agentId === undefined ? {} : { agentID: agentId }),
    decisionReason: first.message,
    ...(first.rule === undefined ? {} : { rule: first.rule.text }),
  });
}
