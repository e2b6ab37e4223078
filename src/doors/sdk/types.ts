/** The input of a tool, as the agent's client means it. */
export type ToolInput = Readonly<Record<string, unknown>>;

/** What `createSallyport` takes. Everything that is left out is what the command line has as its default. */
export interface SallyportOptions {
  /** The folder that requests come from; that of the process when absent. */
  readonly cwd?: string;
  /** A shipped profile's name, a file's path, or a whole profile. Modules that a whole profile names have absolute paths. */
  readonly profile?: string | Readonly<Record<string, unknown>>;
  readonly mode?: "default" | "acceptEdits" | "plan" | "dontAsk" | "bypassPermissions";
  /** The tools that exist at all. */
  readonly tools?: readonly string[];
  readonly allowedTools?: readonly string[];
  readonly askTools?: readonly string[];
  readonly disallowedTools?: readonly string[];
  /** Hosts on top of those that the profile allows. */
  readonly allowDomains?: readonly string[];
  readonly role?: string;
  /** Whoever uses the same name goes on with it, and with what was used of its limits. */
  readonly session?: string;
  /** The environment to read settings from; that of the process when absent. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** Asked about what would have to be confirmed. */
  readonly canUseTool?: PolicyCallback;
  /** Milliseconds that the callback has; 60,000 when absent. */
  readonly callbackTimeoutMs?: number;
  /** A person who is asked what is still open then. */
  readonly approve?: (question: ApprovalQuestion) => Promise<ApprovalAnswer | undefined>;
  /** What callbacks and hooks are told of the caller: a user, a role, anything. Conditions of the profile (`when`) see its texts, numbers and truths. */
  readonly context?: Readonly<Record<string, unknown>>;
  /** `false`: commands that are allowed run in the client's own shell, without a sandbox. */
  readonly confine?: boolean;
}

/** Asked with a frozen input. An answer of `null` or `undefined` leaves it open. */
export type PolicyCallback = (tool: string, input: ToolInput, context: PolicyContext) => unknown;

export interface PolicyContext extends Readonly<Record<string, unknown>> {
  /** Aborted when nobody waits for the answer any more. */
  readonly signal: AbortSignal;
  readonly toolUseID: string;
  readonly agentID?: string;
  /** Why it has to be confirmed. */
  readonly decisionReason: string;
}

/** What a person is asked. */
export interface ApprovalQuestion {
  readonly tool: string;
  readonly input: ToolInput;
  /** One line: what, why, which rule. */
  readonly reason: string;
  /** Aborted when nobody waits for the answer any more. */
  readonly signal: AbortSignal;
}

/** `stop`: denied, and the agent should not go on. */
export interface ApprovalAnswer {
  readonly answer: "once" | "session" | "always" | "deny" | "stop";
  /** Who answered. */
  readonly by: string;
  readonly message?: string;
}

/** A decision and why. The first reason is the one that decided. */
export interface Verdict {
  readonly behavior: "allow" | "ask" | "deny";
  readonly reasons: readonly VerdictReason[];
  /** What to use the tool with, where that is not the input that was asked about. */
  readonly updatedInput?: ToolInput;
  /** Who had the last word: `rule`, `mode`, `hook 2 (./guard.sh)`, `callback`, `person (anna)`. */
  readonly decidedBy: string;
  /** Whoever denied it wants the agent to stop. */
  readonly interrupt: boolean;
  /** In the mode `plan`, which runs nothing. */
  readonly plan?: VerdictPlan;
}

/** What a request would do, as it would run; `effect` is what the mode `default` would say. */
export interface VerdictPlan {
  readonly effect: Verdict["behavior"];
  readonly steps: readonly {
    readonly kind: string;
    readonly what: string;
    readonly effect: Verdict["behavior"];
    readonly code?: string;
  }[];
  /** Files that would change. */
  readonly files: readonly string[];
  /** Hosts that would be reached. */
  readonly hosts: readonly string[];
  /** What the profile rewrites before it runs; absent: nothing. */
  readonly rewritten?: readonly { readonly from: string; readonly to: string }[];
}

export interface VerdictReason {
  readonly code: string;
  readonly rule?: string;
  readonly subject: string;
  /** One line: what, why, and what would make it work. */
  readonly message: string;
}

/** Of one request. */
export interface DecideOptions {
  readonly signal?: AbortSignal;
  readonly toolUseID?: string;
  readonly agentID?: string;
  /** The kind of agent that asks, as the profile's `agents` name it; absent for the first one. */
  readonly agentType?: string;
}

/** Of one command. */
export interface RunOptions extends DecideOptions {
  /** Milliseconds until it is ended; only ever narrows the profile's. */
  readonly timeoutMs?: number;
}

/** A command that is on its way. Leaving the outputs unread costs memory, up to 16 MiB each; what comes beyond is dropped. */
export interface Running {
  readonly stdout: AsyncIterable<Uint8Array>;
  readonly stderr: AsyncIterable<Uint8Array>;
  /** Settles when nothing of it is left. Rejects when it could not be run as the profile wants it, never for a denial or a status. */
  readonly result: Promise<RunResult>;
}

export interface RunResult {
  readonly verdict: Verdict;
  /** Its own, 128 and the signal's number, 124 when it timed out, 126 when it was denied. */
  readonly status: number;
  readonly signal?: string;
  readonly timedOut: boolean;
  /** What it printed, as text; the first 16 MiB of each. */
  readonly stdout: string;
  readonly stderr: string;
  /** It printed more than is here. */
  readonly truncated: boolean;
  /** What Sallyport has to say of it, line by line: refusals, changes that did not land. */
  readonly notes: readonly string[];
}

/** `canUseTool` of the Agent SDK. */
export type CanUseTool = (
  toolName: string,
  input: Record<string, unknown>,
  options: { readonly signal: AbortSignal; readonly toolUseID?: string; readonly agentID?: string },
) => Promise<PermissionResult>;

export type PermissionResult =
  | { behavior: "allow"; updatedInput: Record<string, unknown> }
  | { behavior: "deny"; message: string; interrupt?: boolean };

/** A hook of the Agent SDK. */
export type HookCallback = (
  input: object,
  toolUseID: string | undefined,
  options: { readonly signal: AbortSignal },
) => Promise<HookOutput>;

export interface HookOutput {
  continue?: boolean;
  stopReason?: string;
  /** For the user. */
  systemMessage?: string;
  hookSpecificOutput?:
    | {
        hookEventName: "PreToolUse";
        permissionDecision: "allow" | "ask" | "deny";
        permissionDecisionReason: string;
        updatedInput?: Record<string, unknown>;
        additionalContext?: string;
      }
    | { hookEventName: "PostToolUse"; updatedToolOutput?: unknown; additionalContext?: string }
    | { hookEventName: "SessionStart" | "SessionEnd"; additionalContext?: string };
}

/** Hooks of the Agent SDK: spread them into its options. */
export interface Hooks {
  PreToolUse: { hooks: HookCallback[] }[];
  PostToolUse: { hooks: HookCallback[] }[];
  PostToolUseFailure: { hooks: HookCallback[] }[];
  SubagentStop: { hooks: HookCallback[] }[];
  SessionStart: { hooks: HookCallback[] }[];
  SessionEnd: { hooks: HookCallback[] }[];
}

/** One policy, for as long as an agent runs. Disposing of it ends what still runs. */
export interface Sallyport extends AsyncDisposable {
  /** The name of the profile in force. */
  readonly profile: string;
  /** The verdict on one use of a tool. Nothing runs and nothing is recorded; hooks and the callback are asked, no person is. */
  readonly decide: (tool: string, input: ToolInput, options?: DecideOptions) => Promise<Verdict>;
  /** Runs shell text, or a program given as words, inside the walls and without input, and writes its one record. Aborting the signal ends all of it. */
  readonly run: (command: string | readonly string[], options?: RunOptions) => Running;
  /**
   * For the Agent SDK's `canUseTool`: decides, asks whoever is to be asked, and writes the one record of the request. What it allows of `Bash`
   * runs through Sallyport, inside the walls, unless `confine` is `false`.
   */
  readonly canUseTool: CanUseTool;
  /** For the Agent SDK's `hooks`: the same for every use of a tool, also for those that the client would not ask about. */
  readonly hooks: Hooks;
  /**
   * Counts what the agent has spent since the last call, in US dollars, towards the profile's `cost_limits`: once they are reached no further agent
   * is started. The Agent SDK tells it with each result, as the sum of its query so far (`total_cost_usd`). Throws a `ConfigError` for what is no amount.
   */
  readonly spent: (usd: number) => void;
}
