import type { Means } from "../../consult/index.ts";
import type { DecideOptions, SallyportOptions } from "./types.ts";

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
        return await approve({ tool, input, reason: decision.reasons[0].message, signal: ended });
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
