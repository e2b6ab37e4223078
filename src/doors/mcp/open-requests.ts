import type { JSONRPCMessage } from "@modelcontextprotocol/server";
import { printable } from "../../base/index.ts";
import { type Message, refuseMessage } from "./read-message.ts";

/** The requests of both sides that have no answer yet. A cancelled one gets none. */
export interface OpenRequests {
  /**
   * For what the client says. Of two requests with the same number nobody could tell which one an answer or a cancellation is for: the
   * second is refused. An answer counts under exactly the number that was asked: the kit takes a text for the number that it spells.
   */
  readonly take: (message: Message) => Message;
  /** For what we say. Returns what the client has wanted, where this answers it. */
  readonly sent: (message: JSONRPCMessage) => string | undefined;
  /** Whether the client owes us an answer with exactly this number. */
  readonly isAsked: (id: unknown) => boolean;
}

export function createOpenRequests(): OpenRequests {
  /** The client's, with their methods, and our own. */
  const open = new Map<unknown, string>();
  const asked = new Set<unknown>();
  const take = (value: JSONRPCMessage): Message => {
    const taken = { kind: "message", value } as const;
    if (!("method" in value)) return asked.delete(value.id) ? taken : { kind: "nothing" };
    if (value.method === cancelled) open.delete(value.params?.["requestId"]);
    if (!("id" in value)) return taken;
    if (open.has(value.id))
      return refuseMessage(`the request ${printable(String(value.id), 100)} has no answer yet: number each one anew`);
    open.set(value.id, value.method);
    return taken;
  };
  return {
    take: (message) => {
      if (message.kind === "message") return take(message.value);
      // Else it would pass for the answer to another one.
      if (message.kind === "fault" && open.has(message.fault.id)) return refuseMessage(message.fault.error.message);
      return message;
    },
    sent: (value) => {
      if (!("method" in value)) {
        const wanted = open.get(value.id);
        open.delete(value.id);
        return wanted;
      }
      if (value.method === cancelled) asked.delete(value.params?.["requestId"]);
      else if ("id" in value) asked.add(value.id);
      return undefined;
    },
    isAsked: (id) => asked.has(id),
  };
}

const cancelled = "notifications/cancelled";
