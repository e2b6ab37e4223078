import type { JSONRPCMessage } from "@modelcontextprotocol/server";
import { printable } from "../../base/index.ts";
import { type Message, refuseMessage } from "./read-message.ts";

/** The requests of both sides that have no answer yet. A cancelled one gets none. */
interface OpenRequests {
  /**
   * For what the client says. Of two requests with the same number nobody could tell which one an answer or a cancellation is for: the
   * second is refused.
   */
  readonly take: (message: JSONRPCMessage) => Message;
  /** For what we say. */
  readonly sent: (message: JSONRPCMessage) => void;
  /** Whether the client owes us an answer with exactly this number. */
  readonly isAsked: (id: unknown) => boolean;
}

export function createOpenRequests(): OpenRequests {
  const open = new Set<unknown>();
  const asked = new Set<unknown>();
  return {
    take: (value) => {
      close(value, { requests: open, answers: asked });
      if (!isRequest(value)) return { ok: true, value };
      if (open.has(value.id))
        return refuseMessage(`the request ${printable(String(value.id), 100)} has no answer yet: number each one anew`);
      open.add(value.id);
      return { ok: true, value };
    },
    sent: (value) => {
      close(value, { requests: asked, answers: open });
      if (isRequest(value)) asked.add(value.id);
    },
    isAsked: (id) => asked.has(id),
  };
}

/** What a message cancels is a request of its own side, and what it answers is one of the other. */
function close(value: JSONRPCMessage, { requests, answers }: Record<"requests" | "answers", Set<unknown>>): void {
  if (!("method" in value)) answers.delete(value.id);
  else if (value.method === "notifications/cancelled") requests.delete(value.params?.["requestId"]);
}

function isRequest(
  value: JSONRPCMessage,
): value is Extract<JSONRPCMessage, { readonly method: string; readonly id: unknown }> {
  return "method" in value && "id" in value;
}
