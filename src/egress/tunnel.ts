import type { Duplex } from "node:stream";
import { type FirstBytes, readSecondHello } from "./first-bytes.ts";
import { type Gated, gateTunnel } from "./gate-tunnel.ts";
import { guardEvents } from "./guard-events.ts";
import { hangUp } from "./hang-up.ts";
import { joinFlowing, whenIdle } from "./join-streams.ts";
import { judgeFirstBytes } from "./judge-first-bytes.ts";
import { NetworkFailure } from "./network-failure.ts";
import type { OpenEntry } from "./open-entry.ts";
import { plainRefusal } from "./plain-refusal.ts";
import { asksForSecondHello } from "./server-hello.ts";
import { refusedUnread } from "./unreadable.ts";
import type { Destination, EgressLimits, EgressPolicy, Interception, Refusal } from "./settings.ts";

export interface Tunnel {
  readonly client: Duplex;
  /** What came from the client together with the request for the tunnel. */
  readonly head: Buffer;
  readonly server: Duplex;
  readonly address: string | undefined;
  readonly to: Destination;
  /** What holds now: it may have changed since the tunnel was asked for. */
  readonly policy: () => EgressPolicy;
  /** Asks once more whether the host may be reached. */
  readonly again: (policy: EgressPolicy) => Promise<Refusal | undefined>;
  readonly limits: EgressLimits;
  readonly entry: OpenEntry;
  readonly interception: Interception | undefined;
  /** Takes over a stream of plain requests to the same host. */
  readonly serveRequests: (stream: Duplex, how: "plain" | "opened") => void;
}

/** Carries a tunnel whose target was judged: looks at how it starts, then copies. */
export async function runTunnel(tunnel: Tunnel): Promise<void> {
  const { client, head, server, to, limits, entry, interception } = tunnel;
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
  const { opens, refused } = await judgeStart(tunnel, gated);
  if (refused !== undefined) return refuseTunnel(tunnel, first, refused);
  if (first.kind === "http" || opens) return serveInside(tunnel, taken, opens ? interception : undefined);
  const passed = first.kind === "hello" ? await passHellos(tunnel, { first, taken }) : pass(server, taken);
  if (!passed) return undefined;
  await joinFlowing(client, server, limits.idleMs);
  entry.finish({
    to,
    address: tunnel.address,
    sent: counted(server, "bytesWritten"),
    received: counted(server, "bytesRead"),
    // One that was only connected when something went through may not have been reached.
    ...(server.errored instanceof NetworkFailure && { failure: server.errored }),
  });
}

interface Start {
  /** TLS is opened, so that the requests in it can be judged. */
  readonly opens: boolean;
  readonly refused: Refusal | undefined;
}

/** The verdict on what a tunnel starts with, by what holds now. */
export async function judgeStart(
  { to, policy: current, again, interception }: Pick<Tunnel, "to" | "policy" | "again" | "interception">,
  { first, taken }: Gated,
): Promise<Start> {
  const policy = current();
  const opens = first.kind === "hello" && interception?.wants(to, policy.requests) === true;
  // Where TLS is opened, the requests inside say where they go.
  const hello = judgeFirstBytes(first, to, opens ? { ...policy, hiddenServerName: "allow" } : policy);
  // Who only leaves asks for nothing.
  const still = taken.length === 0 ? undefined : await again(policy);
  return { opens, refused: still ?? hello ?? (opens ? undefined : refusedUnread(first, to, policy)) };
}

/** Each request is judged and sent by itself from now on. */
function serveInside(tunnel: Tunnel, taken: Buffer, interception: Interception | undefined): void {
  const { client, server, to, address, entry, serveRequests } = tunnel;
  server.unpipe(client);
  server.destroy();
  client.unshift(taken);
  entry.finish({ to, address });
  if (interception === undefined) serveRequests(client, "plain");
  else serveRequests(interception.open(client, to), "opened");
}

function pass(server: Duplex, bytes: Buffer): true {
  if (bytes.length > 0) server.write(bytes);
  return true;
}

/**
 * Passes a hello on, and waits for the answer to it: a server may ask for a second one, and go by the name in that (RFC 8446
 * 4.1.4). False when the tunnel has ended with it.
 */
async function passHellos(tunnel: Tunnel, { first, taken }: Gated): Promise<boolean> {
  const { client, server, to, limits, entry } = tunnel;
  const length = first.kind === "hello" ? first.length : 0;
  server.write(taken.subarray(0, length));
  const gone = (): unknown => server.destroy();
  client.once("close", gone);
  const asked = await asksForSecondHello(server);
  client.off("close", gone);
  const rest = taken.subarray(length);
  if (!asked) return pass(server, rest);
  const gated = await gateTunnel(client, rest, { ...limits, read: readSecondHello });
  if (gated === undefined || client.destroyed) {
    server.destroy();
    entry.finish({ to, address: tunnel.address });
    return false;
  }
  const refused = judgeFirstBytes(gated.first, to, tunnel.policy());
  if (refused === undefined) return pass(server, gated.taken);
  refuseTunnel(tunnel, gated.first, refused);
  return false;
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
