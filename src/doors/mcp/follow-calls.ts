import type { CallToolResult, ServerContext } from "@modelcontextprotocol/server";

/** Its calls as long as they last. */
export interface Calls extends AsyncDisposable {
  readonly follow: (
    context: ServerContext,
    call: (signal: AbortSignal) => Promise<CallToolResult>,
  ) => Promise<CallToolResult>;
}

/** On disposal every call is ended, and waited for: its record is written last. */
export function followCalls(): Calls {
  const stop = new AbortController();
  const running = new Set<Promise<CallToolResult>>();
  return {
    follow: async ({ mcpReq }, call) => {
      const made = call(AbortSignal.any([mcpReq.signal, stop.signal]));
      running.add(made);
      try {
        return await made;
      } finally {
        running.delete(made);
      }
    },
    [Symbol.asyncDispose]: async () => {
      stop.abort();
      await Promise.allSettled(running);
    },
  };
}
