import { type ClientRequest, type IncomingMessage, request as sendRequest, type ServerResponse } from "node:http";
import type { Duplex } from "node:stream";
import { answerFailure } from "./answer.ts";
import { limitAnswer } from "./limit-answer.ts";
import { guardEvents } from "./guard-events.ts";
import type { Fields } from "./headers.ts";
import { failureOf, statusOf } from "./network-failure.ts";
import type { OpenEntry } from "./open-entry.ts";
import { isFinal, noStatus, readAnswer } from "./server-answer.ts";
import { serverHeaders } from "./server-headers.ts";
import type { ServerPool } from "./server-pool.ts";
import type { Destination, EgressPolicy } from "./settings.ts";
import type { WebTarget } from "./target.ts";
import { asWritten, refusedByProxy } from "./upstream/request-form.ts";

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
  /** Told of each answer's status and location. */
  readonly answered: (status: number, location: string | undefined) => void;
}

const repeatable: ReadonlySet<string> = new Set(["GET", "HEAD", "OPTIONS"]);

function hasBody(fields: Fields): boolean {
  return fields.has("transfer-encoding") || (fields.get("content-length")?.[0] ?? "0") !== "0";
}

interface Counts {
  sent: number;
  received: number;
}

/** Sends the request on and the answer back. */
export function forward(forwarding: Forwarding): void {
  const { request, response, fields, to, entry } = forwarding;
  const counts: Counts = { sent: 0, received: 0 };
  guardEvents(response, () => response.destroy());
  // What can't be sent again never meets a kept connection that the server is just closing.
  const mayRepeat = !hasBody(fields) && repeatable.has(request.method ?? "");
  const server = send(forwarding, !mayRepeat);
  response.once("close", () =>
    entry.finish({ to, ...counts, status: response.headersSent ? response.statusCode : undefined }),
  );
  attach(forwarding, server, { counts, mayRepeat });
  if (!hasBody(fields)) return void server.end();
  request.on("data", (chunk: Buffer) => (counts.sent += chunk.length));
  request.pipe(server);
  // Node keeps the head back until there is a body; a server may have an answer to the head alone.
  setImmediate(() => counts.sent > 0 || server.flushHeaders());
}

/** Schemes that speak for one request. Others, NTLM and Negotiate among them, may speak for all that follow on the connection. */
const perRequest = /^(?:basic|bearer|digest|token|dpop|aws4-hmac-sha256) /iu;

function bindsConnection(fields: Fields): boolean {
  return (fields.get("authorization") ?? []).some((value) => !perRequest.test(value));
}

function send({ request, fields, target, to, policy, pool, client }: Forwarding, fresh: boolean): ClientRequest {
  const method = request.method ?? "GET";
  const headers = serverHeaders({ method, headers: request.rawHeaders }, { fields, target, policy });
  return sendRequest({
    ...pool.options(to, { scheme: target.scheme, fresh: fresh || bindsConnection(fields), client }),
    method,
    ...asWritten(to, target, headers),
  });
}

interface Attempt {
  readonly counts: Counts;
  readonly mayRepeat: boolean;
}

function attach(forwarding: Forwarding, server: ClientRequest, { counts, mayRepeat }: Attempt): void {
  const { request, response, to, timeoutMs } = forwarding;
  guardEvents(server, (error) => {
    server.destroy();
    fail(forwarding, error);
  });
  const giveUp = (): unknown => server.destroy(new Error("timeout"));
  const timer = setTimeout(giveUp, timeoutMs);
  const abandon = (): unknown => server.destroy();
  const detach = (): void => {
    clearTimeout(timer);
    response.off("close", abandon).off("timeout", giveUp);
  };
  // Else an idle client would be closed without a word, at the moment when its server is given up.
  response.once("close", abandon).on("timeout", giveUp);
  server.once("close", detach);
  limitAnswer(server);
  server.once("continue", () => {
    if (forwarding.fields.has("expect")) response.writeContinue();
  });
  server.once("upgrade", (_answer, far: Duplex) => {
    detach();
    far.destroy();
    fail(forwarding, new Error("it switched to a protocol that nobody asked for"));
  });
  server.on("response", (answer) => {
    clearTimeout(timer);
    const fault = refusedByProxy(to, answer) ?? giveBack(forwarding, answer, counts);
    if (fault !== undefined) server.destroy(fault);
  });
  server.on("error", (error: Error & { code?: string }) => {
    detach();
    // A kept connection may have been closed by the server at this very moment (RFC 9112 9.3.1).
    if (mayRepeat && server.reusedSocket && error.code === "ECONNRESET" && !response.headersSent) {
      const again = send(forwarding, true);
      attach(forwarding, again, { counts, mayRepeat: false });
      return void again.end();
    }
    request.unpipe(server);
    return fail(forwarding, error);
  });
}

function fail({ response, entry, to }: Forwarding, error: Error & { code?: string }): void {
  if (response.headersSent || response.destroyed) return void response.destroy();
  const failure = failureOf(error, to);
  const status = statusOf(failure);
  entry.finish({ to, failure, status });
  answerFailure(response, status, failure.message);
}

/** Nothing when the answer is under way, else what is wrong with it. */
function giveBack({ response, answered }: Forwarding, answer: IncomingMessage, counts: Counts): Error | undefined {
  const { status, phrase, headers, location } = readAnswer(answer);
  if (!isFinal(status)) return new Error(noStatus);
  guardEvents(answer, () => response.destroy());
  answered(status, location);
  response.sendDate = false;
  response.writeHead(status, phrase, headers);
  answer.on("data", (chunk: Buffer) => (counts.received += chunk.length));
  // An answer that stops half way must not look complete.
  answer.once("error", () => response.destroy());
  answer.once("close", () => {
    if (!answer.complete) response.destroy();
  });
  answer.pipe(response);
  return undefined;
}
