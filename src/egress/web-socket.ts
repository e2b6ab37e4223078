import { type ClientRequest, type IncomingMessage, STATUS_CODES, request as sendRequest } from "node:http";
import { Socket } from "node:net";
import type { Duplex } from "node:stream";
import { admit, type Admission, arrive, type Arrival, headOf } from "./admit.ts";
import type { Core, Visit } from "./core.ts";
import { limitAnswer } from "./limit-answer.ts";
import { guardEvents } from "./guard-events.ts";
import { asksForWebSocket, fieldsOf, type RawHeaders } from "./headers.ts";
import { hangUp } from "./hang-up.ts";
import { joinStreams, whenIdle } from "./join-streams.ts";
import { failureOf, statusOf } from "./network-failure.ts";
import { refusalText } from "./plain-refusal.ts";
import { isFinal, noStatus, readAnswer } from "./server-answer.ts";
import { serverHeaders } from "./server-headers.ts";
import type { EgressPolicy } from "./settings.ts";
import { turnAwayUnknown } from "./turn-away.ts";

interface Upgrading {
  readonly request: IncomingMessage;
  readonly stream: Duplex;
  readonly head: Buffer;
}

/** A WebSocket is judged as the request that asks for it; what follows is carried like a tunnel. */
export async function openWebSocket(core: Core, visit: Visit, upgrading: Upgrading): Promise<void> {
  const { request, stream } = upgrading;
  const arrival = arrive(core, visit, headOf(request));
  if (!arrival.known) return turnAwayUnknown(core, visit, { request, stream, asks: arrival.asks });
  const admitted = await admit(core, arrival);
  if (!admitted.ok) return hangUp(stream, refusalText(403, "Forbidden", admitted.refusal.message));
  return pass(core, arrival, { ...upgrading, ...admitted });
}

type Passing = Upgrading & Extract<Admission, { ok: true }>;

function pass(core: Core, { policy }: Arrival, { request, stream, head, ...admitted }: Passing): void {
  const { to, entry } = admitted;
  const { connectMs, idleMs } = core.limits;
  const server = ask(core, policy, { request, ...admitted });
  const end = (status?: number): void => entry.finish({ to, status });
  const fail = (error: Error): void => {
    const failure = failureOf(error, to);
    const status = statusOf(failure);
    entry.finish({ to, failure, status });
    if (!stream.destroyed) hangUp(stream, refusalText(status, STATUS_CODES[status] ?? "", failure.message));
  };
  guardEvents(server, () => stream.destroy());
  limitAnswer(server);
  stream.once("close", () => {
    server.destroy();
    end();
  });
  const timer = setTimeout(() => server.destroy(new Error("timeout")), connectMs);
  const stop = (): void => clearTimeout(timer);
  server.once("close", stop).on("error", fail);
  server.on("upgrade", (answer, far, first) => {
    stop();
    if (!asksForWebSocket(fieldsOf(answer.rawHeaders))) {
      far.destroy();
      return fail(new Error("it switched to a protocol that nobody asked for"));
    }
    guardEvents(far, () => far.destroy());
    stream.write(headText(answer, ["Connection", "Upgrade", "Upgrade", "websocket"]));
    if (first.length > 0) stream.write(first);
    if (head.length > 0) far.write(head);
    return void joinStreams(stream, far, idleMs).then(() => end(101));
  });
  server.on("response", (answer) => {
    stop();
    if (!isFinal(answer.statusCode ?? 0)) return void server.destroy(new Error(noStatus));
    giveBack(stream, answer, idleMs);
    return end(answer.statusCode);
  });
  server.end();
}

function ask(
  { pool }: Core,
  policy: EgressPolicy,
  { request, ...admitted }: Omit<Passing, "stream" | "head">,
): ClientRequest {
  const { target, to } = admitted;
  const method = request.method ?? "GET";
  const headers = serverHeaders({ method, headers: request.rawHeaders }, { ...admitted, policy });
  return sendRequest({
    ...pool.options(to, { scheme: target.scheme, client: undefined }),
    method,
    path: target.path,
    headers: [...headers, "Connection", "Upgrade", "Upgrade", "websocket"],
  });
}

/** Passes on an answer that is no switch. Its end is the connection's end; one that stops half way must not look like that. */
function giveBack(stream: Duplex, answer: IncomingMessage, idleMs: number): void {
  guardEvents(answer, () => stream.destroy());
  whenIdle(stream, idleMs, () => stream.destroy());
  stream.write(headText(answer, ["Connection", "close"]));
  const reset = (): unknown => (stream instanceof Socket ? stream.resetAndDestroy() : stream.destroy());
  answer.once("error", reset).once("close", () => answer.complete || reset());
  answer.pipe(stream);
}

function headText(answer: IncomingMessage, extra: RawHeaders): string {
  const { status, phrase, headers } = readAnswer(answer);
  const kept = [...headers, ...extra];
  const lines = kept.flatMap((name, at) => (at % 2 === 0 ? [`${name}: ${kept[at + 1] ?? ""}\r\n`] : []));
  return `HTTP/1.1 ${status} ${phrase}\r\n${lines.join("")}\r\n`;
}
