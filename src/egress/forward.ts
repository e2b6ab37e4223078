import type { IncomingMessage, ServerResponse } from "node:http";
import type { Duplex } from "node:stream";
import { guardEvents } from "./guard-events.ts";
import type { Fields } from "./headers.ts";
import type { OpenEntry } from "./open-entry.ts";
import { sendAlone } from "./send-alone.ts";
import { sendKept } from "./send-kept.ts";
import { serverHeaders } from "./server-headers.ts";
import type { ServerPool } from "./server-pool.ts";
import type { Destination, EgressPolicy } from "./settings.ts";
import type { WebTarget } from "./target.ts";
import { asWritten } from "./upstream/request-form.ts";

/** A request that was judged, on its way to the server. */
export interface Forwarding {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly fields: Fields;
  readonly target: WebTarget;
  readonly to: Destination;
  readonly policy: EgressPolicy;
  readonly pool: ServerPool;
  /** Who asks. */
  readonly client: string | undefined;
  readonly entry: OpenEntry;
  readonly timeoutMs: number;
  /** What has got the request already, in place of a connection of its own. */
  readonly adopted: Duplex | undefined;
  /** Told of each answer's status and location. */
  readonly answered: (status: number, location: string | undefined) => void;
}

/** A forwarding as the server will see it, with the bytes of both bodies so far. */
export interface Sending extends Forwarding {
  readonly asked: { readonly method: string; readonly path: string; readonly headers: string[] };
  readonly hasBody: boolean;
  readonly counts: { sent: number; received: number };
}

const repeatable: ReadonlySet<string> = new Set(["GET", "HEAD", "OPTIONS"]);

/** Schemes that speak for one request. Others, NTLM and Negotiate among them, may speak for all that follow on the connection. */
const perRequest = /^(?:basic|bearer|digest|token|dpop|aws4-hmac-sha256) /iu;

export function bindsConnection(fields: Fields): boolean {
  return fields.get("authorization")?.some((value) => !perRequest.test(value)) === true;
}

/** Sends the request on and the answer back. */
export function forward(forwarding: Forwarding): void {
  const { request, response, fields, target, to, policy, entry, pool } = forwarding;
  const { method = "GET" } = request;
  const counts = { sent: 0, received: 0 };
  const headers = serverHeaders({ method, headers: request.rawHeaders }, { fields, target, policy });
  const hasBody = fields.has("transfer-encoding") || (fields.get("content-length")?.[0] ?? "0") !== "0";
  const sending = { ...forwarding, asked: { method, ...asWritten(to, target, headers) }, hasBody, counts };
  guardEvents(response, () => response.destroy());
  response.once("close", () =>
    entry.finish({ to, ...counts, status: response.headersSent ? response.statusCode : undefined }),
  );
  // What can't be sent again never meets a kept connection that the server is just closing.
  const mayRepeat = !hasBody && repeatable.has(method) && !fields.has("expect") && !bindsConnection(fields);
  const kept = mayRepeat && forwarding.adopted === undefined ? pool.kept() : undefined;
  if (kept === undefined) return sendAlone(sending);
  return sendKept(sending, kept);
}
