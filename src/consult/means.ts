import type { Decision, HaveStandStill, Request } from "../base/index.ts";
import type { Judgement } from "../engine/index.ts";
import type { Details } from "./details.ts";

export type Input = Request["input"];

/** What the caller knows of one request beside the tool and its input. */
interface CallContext {
  readonly toolUseId?: string;
  readonly agentId?: string;
  /** What a callback gets to see of the caller: a user, a role, anything. */
  readonly told?: Readonly<Record<string, unknown>>;
}

/**
 * Asked about what would have to be confirmed. `input` is frozen. The answer has one of the published shapes: `{behavior: "allow",
 * updatedInput?, updatedPermissions?}`, `{behavior: "deny", message, interrupt?}`, or nothing when it has nothing to say.
 */
export type CanUseTool = (tool: string, input: Input, context: CallbackContext) => unknown;

/** What a callback is told beside the tool and its input. */
export interface CallbackContext extends Readonly<Record<string, unknown>> {
  /** Aborted when nobody waits for the answer any more. */
  readonly signal: AbortSignal;
  readonly toolUseID: string;
  readonly agentID?: string;
  /** Why it has to be confirmed. */
  readonly decisionReason: string;
  /** The rule that confirms it, when one does. */
  readonly rule?: string;
}

/** Asked about every request before it is judged. */
export interface Hook {
  /** What it is called in records and messages. */
  readonly name: string;
  readonly matches: (tool: string) => boolean;
  /** `event` is frozen and has the published shape of a `PreToolUse` event. Answers with the published output, or nothing. */
  readonly ask: (event: HookEvent, signal: AbortSignal) => unknown;
  /** Milliseconds. */
  readonly timeoutMs: number;
  /** False: only what it refuses counts. */
  readonly mayAllow?: boolean | undefined;
}

export interface HookEvent extends Readonly<Record<string, unknown>> {
  readonly session_id: string;
  readonly cwd: string;
  readonly permission_mode: string;
  readonly hook_event_name: string;
}

/** What a person is asked. */
export interface Question {
  readonly judgement: Judgement;
  readonly decision: Decision;
  /** What would come of it, for people; worked out when somebody wants to see it. */
  readonly details: () => Details | undefined;
  /** The narrowest rules that `session` and `always` would keep; none where no rule helps: then both mean `once`. */
  readonly suggested: readonly string[];
  /** Aborted when nobody waits for the answer any more. */
  readonly signal: AbortSignal;
  /** Of a program within a command: stops what runs beside it. */
  readonly haveStandStill?: HaveStandStill;
}

/** What a person answers. `stop`: denied, and the agent should not go on; `changed`: yes was said to something else than what is there now. */
export interface Approval {
  readonly answer: "once" | "session" | "always" | "deny" | "stop" | "changed";
  /** Who answered: a user's name. */
  readonly by: string;
  readonly message?: string;
}

/** Asks a person; nothing when there is nobody after all. */
export type Approve = (question: Question) => Promise<Approval | undefined>;

/** Everybody who may be asked about a request beside the rules. */
export interface Means {
  /** After those of the profile. */
  readonly hooks?: readonly Hook[];
  readonly canUseTool?: CanUseTool;
  /** Milliseconds that a callback has. */
  readonly callbackMs?: number;
  readonly approve?: Approve;
  /** The terminal's session, for which whoever is asked there may answer. */
  readonly sitting?: string;
  /** What the caller can do for a person to be asked, where there is none now: in the words of the door. */
  readonly wayToAsk?: string;
  /** Stops the command that a program starts in. */
  readonly haveStandStill?: HaveStandStill;
  /** Aborted when the caller goes away. */
  readonly signal?: AbortSignal;
  readonly context?: CallContext;
}
