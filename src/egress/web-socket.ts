import { type IncomingMessage, STATUS_CODES, request as sendRequest } from "node:http";
import type { Duplex } from "node:stream";
import { admit, type Admission, arrive, type Arrival } from "./admit.ts";
import type { Core, Visit } from "./core.ts";
import { limitAnswer } from "./limit-answer.ts";
import { fieldsOf, passedOn, type RawHeaders } from "./headers.ts";
import { hangUp } from "./hang-up.ts";
import { joinStreams } from "./join-streams.ts";
import { failureOf, statusOf } from "./network-failure.ts";
import { refusalText } from "./plain-refusal.ts";
import { serverHeaders } from "./server-headers.ts";
import { turnAwayUnknown } from "./turn-away.ts";

interface Upgrading {
  readonly request: IncomingMessage;
  readonly stream: Duplex;
  readonly head: Buffer;
}

/** A WebSocket is judged as the request that asks for it; what follows is carried like a tunnel. */
export async function openWebSocket(core: Core, visit: Visit, upgrading: Upgrading): Promise<void> {
  const { request, stream } = upgrading;
  const arrival = arrive(core, visit, request);
  if (!arrival.known) return turnAwayUnknown(core, visit, { request, stream, asks: arrival.asks });
  const admitted = await admit(core, arrival);
  if (!admitted.ok) return hangUp(stream, refusalText(403, "Forbidden", admitted.refusal.message));
  return pass(core, arrival, { ...upgrading, ...admitted });
}

type Passing = Upgrading & Extract<Admission, { ok: true }>;

function pass(core: Core, { policy }: Arrival, { request, stream, head, ...admitted }: Passing): void {
  const { target, to, entry } = admitted;
  const method = request.method ?? "GET";
  const headers = serverHeaders({ method, headers: request.rawHeaders }, { ...admitted, policy });
  const server = sendRequest({
    ...core.pool.options(to, target.scheme, true),
    method,
    path: target.path,
    headers: [...headers, "Connection", "Upgrade", "Upgrade", "websocket"],
  });
  limitAnswer(server);
  const end = (status?: number): void => entry.finish({ to, status });
  stream.once("close", () => {
    server.destroy();
    end();
  });
  const timer = setTimeout(() => server.destroy(new Error("timeout")), core.limits.connectMs);
  server.once("close", () => clearTimeout(timer));
  server.on("upgrade", (answer, far, first) => {
    clearTimeout(timer);
    stream.write(headText(answer, ["Connection", "Upgrade", "Upgrade", "websocket"]));
    if (first.length > 0) stream.write(first);
    if (head.length > 0) far.write(head);
    void joinStreams(stream, far, core.limits.idleMs).then(() => end(101));
  });
  server.on("response", (answer) => {
    stream.write(headText(answer, ["Connection", "close"]));
    answer.pipe(stream);
    end(answer.statusCode);
  });
  server.on("error", (error) => {
    const failure = failureOf(error, to);
    const status = statusOf(failure);
    entry.finish({ to, failure, status });
    if (!stream.destroyed) hangUp(stream, refusalText(status, STATUS_CODES[status] ?? "", failure.message));
  });
  server.end();
}

function headText(answer: IncomingMessage, extra: RawHeaders): string {
  const kept = [...passedOn(answer.rawHeaders, fieldsOf(answer.rawHeaders)), ...extra];
  const lines = kept.flatMap((name, at) => (at % 2 === 0 ? [`${name}: ${kept[at + 1] ?? ""}\r\n`] : []));
  return `HTTP/1.1 ${answer.statusCode ?? 502} ${answer.statusMessage ?? ""}\r\n${lines.join("")}\r\n`;
}
