import type { Means } from "../../consult/index.ts";
import type { ApprovalAnswer, DecideOptions, SallyportOptions } from "./types.ts";

const answers: ReadonlySet<unknown> = new Set<ApprovalAnswer["answer"]>(["once", "session", "always", "deny", "stop"]);

/** What a program of somebody's has answered may be anything. */
function readApproval(given: ApprovalAnswer | undefined): ApprovalAnswer | undefined {
  if (given === undefined) return undefined;
  const { answer, by, message } = Object(given) as ApprovalAnswer;
  if (!answers.has(answer) || typeof by !== "string")
    throw new Error(`\`approve\` must answer with one of ${[...answers].join(", ")}, and who said it in \`by\``);
  return { answer, by, ...(typeof message === "string" && { message }) };
}

/** The answer; rejects when nobody waits any more, whether or not whoever was asked ever answers. */
async function inTime<T>(answer: Promise<T>, signal: AbortSignal): Promise<T> {
  const { promise: ended, reject } = Promise.withResolvers<never>();
  const stop = (): void => reject(new Error("nobody waits for the answer any more"));
  if (signal.aborted) stop();
  signal.addEventListener("abort", stop, { once: true });
  try {
    return await Promise.race([answer, ended]);
  } finally {
    signal.removeEventListener("abort", stop);
  }
}

/** Whom the caller of the SDK wants to be asked, and what it tells of one request. */
export function meansOf(
  { canUseTool, callbackTimeoutMs, approve, context }: SallyportOptions,
  { signal, toolUseID, agentID }: DecideOptions,
): Means {
  return {
    ...(canUseTool && { canUseTool }),
    ...(callbackTimeoutMs !== undefined && { callbackMs: callbackTimeoutMs }),
    ...(approve && {
      approve: async ({ judgement: { request }, decision, signal: ended }) => {
        const { tool, input } = request;
        const question = { tool, input, reason: decision.reasons[0].message, signal: ended };
        return readApproval(await inTime(approve(question), ended));
      },
    }),
    ...(approve === undefined && { wayToAsk: "give `createSallyport` an `approve`, which asks a person" }),
    ...(signal && { signal }),
    context: {
      ...(toolUseID !== undefined && { toolUseId: toolUseID }),
      ...(agentID !== undefined && { agentId: agentID }),
      ...(context && { told: context }),
    },
  };
}
