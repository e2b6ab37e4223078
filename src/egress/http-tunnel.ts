import { type IncomingMessage, STATUS_CODES } from "node:http";
import type { Duplex } from "node:stream";
import { hostText } from "../policy/index.ts";
import { arrive, countOnce, type Arrival, headOf } from "./admit.ts";
import { connectTunnel } from "./connect-server.ts";
import type { Core, Visit } from "./core.ts";
import { hangUp } from "./hang-up.ts";
import { judgeTarget } from "./judge-target.ts";
import { statusOf } from "./network-failure.ts";
import { openEntry } from "./open-entry.ts";
import { refusalText } from "./plain-refusal.ts";
import { type HeadRead, readConnect } from "./read-request.ts";
import { refusal } from "./refusal.ts";
import { serveTunnel } from "./serve-tunnel.ts";
import type { Judged } from "./settings.ts";
import type { Authority } from "./target.ts";
import { turnAwayUnknown } from "./turn-away.ts";

export interface TunnelRequest {
  readonly request: IncomingMessage;
  readonly stream: Duplex;
  readonly head: Buffer;
}

/** `CONNECT host:port`: judged, connected, and carried. */
export async function openTunnel(core: Core, visit: Visit, { request, stream, head }: TunnelRequest): Promise<void> {
  const arrival = arrive(core, visit, headOf(request));
  if (!arrival.known) return turnAwayUnknown(core, visit, { request, stream, asks: arrival.asks });
  const { client, policy } = arrival;
  const opening = { door: "connect", client: client?.name ?? visit.peer, method: "CONNECT" } as const;
  const read = readTunnel(request, visit);
  if (!read.ok) {
    openEntry(core.settings, { ...opening, host: request.url ?? "" }).refuse(read.refusal);
    return hangUp(stream, refusalText(403, "Forbidden", read.refusal.message));
  }
  const { target } = read.value;
  const entry = openEntry(core.settings, { ...opening, host: hostText(target.host), port: target.port });
  const judged = await judgeCounted(core, arrival, target);
  if (!judged.ok) {
    entry.refuse(judged.refusal);
    return hangUp(stream, refusalText(403, "Forbidden", judged.refusal.message));
  }
  const { to } = judged;
  const dialled = await connectTunnel(to, core.settings, core.limits);
  if (!dialled.ok) {
    const status = statusOf(dialled.failure);
    entry.finish({ to, failure: dialled.failure, status });
    return hangUp(stream, refusalText(status, STATUS_CODES[status] ?? "", dialled.failure.message));
  }
  if (stream.destroyed) {
    dialled.socket.destroy();
    return entry.finish({ to, address: dialled.address });
  }
  stream.write("HTTP/1.1 200 Connection Established\r\n\r\n");
  return serveTunnel(core, visit, {
    client: stream,
    head,
    server: dialled.socket,
    address: dialled.address,
    to,
    policy,
    entry,
    who: client,
  });
}

function readTunnel(request: IncomingMessage, visit: Visit): HeadRead<Authority> {
  if (visit.bound === undefined) return readConnect(headOf(request));
  return {
    ok: false,
    refusal: refusal("net/method-refused", { subject: request.url ?? "", detail: "CONNECT in a tunnel" }),
  };
}

async function judgeCounted(core: Core, arrival: Arrival, target: Authority): Promise<Judged> {
  const judged = await judgeTarget(target, arrival.policy, core.settings);
  const refused = judged.ok ? countOnce(core, arrival, hostText(target.host)) : undefined;
  return refused === undefined ? judged : { ok: false, refusal: refused };
}
