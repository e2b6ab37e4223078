import { tellUsed } from "../consult/index.ts";
import { isSearched, judgeTool, recordUsed, servedTools, type Session } from "../engine/index.ts";

/** What clients and the Agent SDK read of a hook after the use of a tool. */
interface UsedAnswer {
  continue?: boolean;
  stopReason?: string;
  hookSpecificOutput: {
    hookEventName: "PostToolUse";
    updatedToolOutput?: unknown;
    additionalContext?: string;
  };
}

interface ToolUsed {
  readonly tool: string;
  readonly input: Readonly<Record<string, unknown>>;
  readonly output: unknown;
  readonly context: { readonly toolUseId?: string; readonly agentId?: string };
}

/**
 * Records what a client has done with a tool, tells the profile's hooks, and takes secrets out of what the model gets to see of it. Nothing
 * where there is nothing to say. `runsHere`: commands ran through another door of ours, where the hooks were told.
 */
export async function usedAnswer(session: Session, use: ToolUsed, runsHere: boolean): Promise<UsedAnswer | undefined> {
  const wasTold = servedTools.has(use.tool) || (use.tool === "Bash" && runsHere);
  const { told, failed, output, stop } = wasTold ? nothing : await tellHooks(session, use);
  const { redacted } = recordUsed(session, { ...use, output: output ?? use.output });
  const shown = redacted ?? output;
  const more = [...told, ...failed];
  if (shown === undefined && more.length === 0 && !stop) return undefined;
  return {
    ...(stop && { continue: false }),
    hookSpecificOutput: {
      hookEventName: "PostToolUse",
      ...(shown !== undefined && { updatedToolOutput: withoutCopy(shown) }),
      ...(more.length > 0 && { additionalContext: more.join("\n") }),
    },
  };
}

const nothing = { told: [], failed: [], output: undefined, stop: false };

async function tellHooks(session: Session, { tool, input, output, context }: ToolUsed): ReturnType<typeof tellUsed> {
  if (session.loaded.profile.hooks.length === 0) return nothing;
  return await tellUsed(session, judgeTool(session, tool, input), output, { context });
}

/** The same of what is too long to be looked at, by this client's door or by hooks. */
export function unsearchedAnswer(session: Session, use: ToolUsed, why: string): UsedAnswer | undefined {
  recordUsed(session, { ...use, output: undefined });
  const isSeen = !isSearched(session, use.tool) && session.loaded.profile.hooks.length === 0;
  return isSeen ? undefined : withheldAnswer(use.output, why);
}

/** INVARIANT I4: the answer for an output of which nobody knows what is secret in it. The model sees nothing of it and comes to a stop. */
export function withheldAnswer(output: unknown, why: string): UsedAnswer {
  const updatedToolOutput = withoutCopy(withheld(output ?? "", `[withheld by sallyport: ${why}]`));
  return { continue: false, stopReason: why, hookSpecificOutput: { hookEventName: "PostToolUse", updatedToolOutput } };
}

/** A client goes on with the output that it has when another one is not of its shape: of what tells the shape the words are left. */
function withheld(value: unknown, note: string): unknown {
  if (typeof value === "string") return note;
  if (Array.isArray(value)) return value.map((part) => withheld(part, note));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, part]) => [name, isKind(name, part) ? part : withheld(part, note)]),
  );
}

function isKind(name: string, value: unknown): boolean {
  return (name === "type" || name === "mode") && typeof value === "string" && /^[a-z_]{1,20}$/u.test(value);
}

/** Claude Code shows a long output from the file that it has put it into, whatever stands here. */
function withoutCopy(shown: unknown): unknown {
  if (typeof shown !== "object" || shown === null || Array.isArray(shown)) return shown;
  const {
    persistedOutputPath: _,
    persistedOutputSize: __,
    ...rest
  } = { ...shown } as Readonly<Record<string, unknown>>;
  return rest;
}
