import type { Duplex } from "node:stream";
import type { FirstBytes } from "./first-bytes.ts";
import { gateTunnel } from "./gate-tunnel.ts";
import { guardEvents } from "./guard-events.ts";
import { hangUp } from "./hang-up.ts";
import { joinStreams, whenIdle } from "./join-streams.ts";
import { judgeFirstBytes } from "./judge-first-bytes.ts";
import { NetworkFailure } from "./network-failure.ts";
import type { OpenEntry } from "./open-entry.ts";
import { plainRefusal } from "./plain-refusal.ts";
import { refusedUnread } from "./unreadable.ts";
import type { Destination, EgressLimits, EgressPolicy, Interception, Refusal } from "./settings.ts";

export interface Tunnel {
  readonly client: Duplex;
  /** What came from the client together with the request for the tunnel. */
  readonly head: Buffer;
  readonly server: Duplex;
  readonly address: string | undefined;
  readonly to: Destination;
  readonly policy: EgressPolicy;
  readonly limits: EgressLimits;
  readonly entry: OpenEntry;
  readonly interception: Interception | undefined;
  /** Takes over a stream of plain requests to the same host. */
  readonly serveRequests: (stream: Duplex, how: "plain" | "opened") => void;
}

/** Carries a tunnel whose target was judged: looks at how it starts, then copies. */
export async function runTunnel(tunnel: Tunnel): Promise<void> {
  const { client, head, server, to, policy, limits, entry, interception } = tunnel;
  guardEvents(server, () => server.destroy());
  client.on("error", () => server.destroy());
  server.on("error", () => client.destroy());
  whenIdle(client, limits.idleMs, () => client.destroy());
  server.pipe(client);
  const gated = await gateTunnel(client, head, limits);
  if (gated === undefined) {
    server.destroy();
    entry.finish({ to, address: tunnel.address });
    return;
  }
  const { first, taken } = gated;
  const opens = first.kind === "hello" && interception?.wants(to, policy.requests) === true;
  // Where TLS is opened, the requests inside say where they go.
  const hello = judgeFirstBytes(first, to, opens ? { ...policy, hiddenServerName: "allow" } : policy);
  const refused = hello ?? (opens ? undefined : refusedUnread(first, to, policy));
  if (refused !== undefined) return refuseTunnel(tunnel, first, refused);
  if (first.kind === "http" || opens) {
    server.unpipe(client);
    server.destroy();
    client.unshift(taken);
    entry.finish({ to, address: tunnel.address });
    if (opens && interception !== undefined) tunnel.serveRequests(interception.open(client, to), "opened");
    else tunnel.serveRequests(client, "plain");
    return;
  }
  server.unpipe(client);
  if (taken.length > 0) server.write(taken);
  await joinStreams(client, server, limits.idleMs);
  entry.finish({
    to,
    address: tunnel.address,
    sent: counted(server, "bytesWritten"),
    received: counted(server, "bytesRead"),
    // One that was only connected when something went through may not have been reached.
    ...(server.errored instanceof NetworkFailure && { failure: server.errored }),
  });
}

function counted(stream: Duplex, key: "bytesRead" | "bytesWritten"): number {
  const count: unknown = Reflect.get(stream, key);
  return typeof count === "number" ? count : 0;
}

function refuseTunnel({ client, server, entry }: Tunnel, first: FirstBytes, refused: Refusal): void {
  server.unpipe(client);
  server.destroy();
  entry.refuse(refused, { sent: 0, received: counted(server, "bytesRead") });
  hangUp(client, plainRefusal(first, refused));
}
