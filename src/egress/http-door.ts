import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { Duplex } from "node:stream";
import { admit, arrive, headOf } from "./admit.ts";
import { answerRefusal, answerUnknown } from "./answer.ts";
import type { Core, Visit } from "./core.ts";
import { hangUp } from "./hang-up.ts";
import { forward } from "./forward.ts";
import { asksForWebSocket, fieldsOf } from "./headers.ts";
import { openTunnel } from "./http-tunnel.ts";
import { noteRedirect } from "./note-redirect.ts";
import type { Destination, EgressLimits } from "./settings.ts";
import { isLost, refuseAhead, refuseUnknown, turnAwayUnread } from "./turn-away.ts";
import { createTurns, type Turns } from "./one-by-one.ts";
import { openWebSocket } from "./web-socket.ts";

export interface HttpDoor {
  readonly server: Server;
  readonly serve: Core["serveHttp"];
  /** Keeps no connection for a next request any more. */
  readonly endIdle: () => void;
}

/** The connection that has got this request already, where it still leads to what was judged. */
function takeAdopted({ adopted }: Visit, to: Destination): Duplex | undefined {
  if (adopted?.server === undefined) return undefined;
  const { server, address, port } = adopted;
  adopted.server = undefined;
  if (to.way === undefined && to.port === port && to.addresses.includes(address)) return server;
  server.destroy();
  return undefined;
}

/** An HTTP server that listens nowhere: connections are handed to it. */
export function createHttpDoor(limits: EgressLimits, core: () => Core): HttpDoor {
  const visits = new WeakMap<Duplex, Visit>();
  const turns = new WeakMap<Duplex, Turns>();
  const server = createHttpServer(limits);
  const visited = <T extends object>(
    stream: Duplex,
    run: (core: Core, visit: Visit, what: T) => Promise<void>,
    what: T,
  ): void => {
    const visit = visits.get(stream);
    if (visit === undefined) return void stream.destroy();
    return void run(core(), visit, what).catch(() => stream.destroy());
  };
  const inTurn = (request: IncomingMessage, response: ServerResponse): void => {
    const stream: Duplex = request.socket;
    const run = (): void => visited(stream, onRequest, { request, response });
    if (turns.get(stream)?.take(response, run) !== true) stream.destroy();
  };
  server.on("request", inTurn).on("checkContinue", inTurn).on("checkExpectation", inTurn);
  // What takes the connection over can't wait for its turn: sent ahead, its answer would overtake another one.
  const atOnce = (run: typeof openTunnel) => (request: IncomingMessage, stream: Duplex, head: Buffer) => {
    const before = turns.get(stream);
    if (before?.isBusy() !== true) return visited(stream, run, { request, stream, head });
    const text = refuseAhead(core(), visits.get(stream), request);
    return before.afterAll(() => hangUp(stream, text));
  };
  server.on("upgrade", atOnce(openWebSocket)).on("connect", atOnce(openTunnel));
  server.on("clientError", ({ code = "" }: Error & { code?: string }, stream) => {
    const turnAway = (): void => turnAwayUnread(core(), visits.get(stream), { code, stream });
    sayBehind(turns.get(stream), code, turnAway);
  });
  // Node starts its clock for slow heads when a server begins to listen.
  server.emit("listening");
  const serve: Core["serveHttp"] = (stream, visit) => {
    visits.set(stream, visit);
    turns.set(stream, createTurns(stream));
    stream.on("error", () => undefined); // its close is what counts
    server.emit("connection", stream);
    stream.resume(); // whoever looked at its first bytes has paused it
  };
  return { server, serve, endIdle: () => endIdle(server) };
}

/** Said ahead, it would be taken for the answer to a request that was read. */
function sayBehind(before: Turns | undefined, code: string, turnAway: () => void): void {
  // Its last answer was asked for: nothing behind that is a request (RFC 9112 9.6).
  if (code === "HPE_CLOSED_CONNECTION") return;
  if (before?.isOwing() === true && !isLost(code)) before.afterAll(turnAway);
  else turnAway();
}

function createHttpServer({ headBytes, headMs, keepAliveMs, idleMs }: EgressLimits): Server {
  const server = createServer({
    maxHeaderSize: headBytes,
    headersTimeout: headMs,
    requestTimeout: 0, // an upload takes as long as it takes; idle ones end
    keepAliveTimeout: keepAliveMs,
    connectionsCheckingInterval: Math.min(5000, headMs),
    requireHostHeader: false, // looked at together with the target, and refused with a reason
    shouldUpgradeCallback: (request) => asksForWebSocket(fieldsOf(request.rawHeaders)),
  });
  // Node drops what is beyond its limit of fields in silence; here the size of the head is the limit.
  server.maxHeadersCount = 0;
  server.timeout = idleMs;
  // A client may end its side once it has asked. Not in Node's types.
  return Object.assign(server, { httpAllowHalfOpen: true });
}

function endIdle(server: Server): void {
  server.keepAliveTimeout = 1; // zero means for ever
  server.closeIdleConnections();
}

interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
}

async function onRequest(core: Core, visit: Visit, { request, response }: Exchange): Promise<void> {
  const arrival = arrive(core, visit, headOf(request));
  if (!arrival.known) {
    const message = refuseUnknown(core, visit, request);
    return arrival.asks ? answerUnknown(response, message) : answerRefusal(response, message);
  }
  request.on("error", () => undefined); // the client went away: the end of the response makes the record
  const admitted = await admit(core, arrival);
  if (!admitted.ok) return answerRefusal(response, admitted.refusal.message);
  const { url, to, entry } = admitted;
  if (response.destroyed) return entry.finish({ to });
  const { client, policy } = arrival;
  const who = client?.name ?? visit.peer;
  const timeoutMs = policy.timeoutSeconds === undefined ? core.limits.idleMs : policy.timeoutSeconds * 1000;
  return forward({
    ...admitted,
    request,
    response,
    policy,
    pool: core.pool,
    client: who,
    timeoutMs,
    adopted: takeAdopted(visit, to),
    answered: (status, location) => noteRedirect(core, { who, url, policy }, { status, location }),
  });
}
