import type { Duplex } from "node:stream";
import { parseHostName } from "../policy/index.ts";
import { judgeOrigin, sayRefusal, serveCaptured } from "./captured-door.ts";
import type { Dialled } from "./connect-pinned.ts";
import { connectTunnel } from "./connect-server.ts";
import { type Core, policyOf, type Visit } from "./core.ts";
import { findByAddress, type Found } from "./find-client.ts";
import { type Gated, gateTunnel } from "./gate-tunnel.ts";
import { whenIdle } from "./join-streams.ts";
import { openEntry, type OpenEntry } from "./open-entry.ts";
import { refusal } from "./refusal.ts";
import { serveTunnel } from "./serve-tunnel.ts";
import type { Judged, Redirected, Refusal } from "./settings.ts";
import { unknownClient } from "./turn-away.ts";

interface Arrived {
  readonly stream: Duplex;
  readonly to: Redirected;
}

const nothing = Buffer.alloc(0);

/**
 * A connection that a rule led here. Its first bytes name the host, which is judged and looked up as in any request: the
 * address that the client had for it counts for nothing. One that names none is judged as that address.
 */
export async function serveRedirected(core: Core, visit: Visit, { stream, to }: Arrived): Promise<void> {
  stream.on("error", () => undefined); // its close is what counts
  const found = findRedirected(core, visit);
  const client = found.known ? found.client : undefined;
  const known: Visit = { ...visit, client };
  const entry = openEntry(core.settings, {
    door: "captured",
    client: client?.name ?? visit.peer,
    method: "CONNECT",
    host: to.address,
    port: to.port,
  });
  const refused = to.leadsBack ? leadsBack(to) : found.known ? undefined : unknownClient(visit);
  if (refused !== undefined) {
    entry.refuse(refused);
    return sayRefusal(core, stream, { refused, head: nothing });
  }
  return carry(core, known, { stream, to, entry });
}

/** There is no way to ask for credentials. */
function findRedirected({ settings: { recognize } }: Core, { peer }: Visit): Found {
  return recognize === undefined ? { known: true, client: undefined } : findByAddress(peer, recognize);
}

function leadsBack({ address, port }: Redirected): Refusal {
  return refusal("net/leads-back", {
    subject: `${address}:${port}`,
    detail: "only connections to other hosts may be redirected here, and none of this process's own",
  });
}

interface Carrying extends Arrived {
  readonly entry: OpenEntry;
}

async function carry(core: Core, visit: Visit, { stream, to, entry }: Carrying): Promise<void> {
  const judged = await judgeOrigin(core, visit, { text: to.address, port: to.port });
  // A server whose address is listed may be one that speaks first.
  const direct = judged.ok ? await connectTunnel(judged.to, core.settings, core.limits) : undefined;
  const gated = await begin(core, stream, direct);
  if (gated === undefined) return leave(entry, judged, direct);
  const { first, taken } = gated;
  if (first.kind === "hello" && first.serverName !== undefined) {
    close(direct);
    return serveCaptured(core, visit, { stream, origin: { ...to, host: first.serverName }, head: taken });
  }
  if (first.kind === "http") {
    close(direct);
    return serveRequests(core, visit, { stream, to, taken });
  }
  if (!judged.ok || direct?.ok !== true) {
    leave(entry, judged, direct);
    return judged.ok ? void stream.destroy() : sayRefusal(core, stream, { refused: judged.refusal, head: taken });
  }
  const { socket: server, address } = direct;
  const policy = policyOf(core, visit.client);
  const tunnel = { client: stream, head: taken, server, address, to: judged.to, policy, entry, who: visit.client };
  return serveTunnel(core, visit, tunnel);
}

/** Waits for the first bytes; what the server sends flows meanwhile. Who has no server to hear from has to speak soon. */
async function begin(core: Core, stream: Duplex, direct: Dialled | undefined): Promise<Gated | undefined> {
  const server = direct?.ok === true ? direct.socket : undefined;
  const timer = server === undefined ? setTimeout(() => stream.destroy(), core.limits.headMs) : undefined;
  whenIdle(stream, core.limits.idleMs, () => stream.destroy());
  server?.on("error", () => stream.destroy()).pipe(stream);
  const gated = await gateTunnel(stream, nothing, core.limits);
  clearTimeout(timer);
  server?.unpipe(stream);
  return gated;
}

function serveRequests(core: Core, visit: Visit, { stream, to, taken }: Arrived & Pick<Gated, "taken">): void {
  const parsed = parseHostName(to.address);
  if (!parsed.ok) return void stream.destroy();
  stream.unshift(taken);
  const bound = { host: parsed.host, port: to.port, scheme: "http", hostInField: true } as const;
  core.serveHttp(stream, { ...visit, bound });
}

/** The record of a connection that was judged by its address and came to nothing. */
function leave(entry: OpenEntry, judged: Judged, direct: Dialled | undefined): void {
  close(direct);
  if (!judged.ok) return entry.refuse(judged.refusal);
  if (direct?.ok === false) return entry.finish({ to: judged.to, failure: direct.failure });
  return entry.finish({ to: judged.to, address: direct?.address });
}

function close(direct: Dialled | undefined): void {
  if (direct?.ok === true) direct.socket.destroy();
}
