import type { Socket } from "node:net";
import type { Duplex } from "node:stream";
import type { RelayDesk, RelayOrders } from "../base/index.ts";
import { serveCaptured } from "./captured-door.ts";
import { serveRedirected } from "./redirected-door.ts";
import type { Core, Visit } from "./core.ts";
import { guardEvents } from "./guard-events.ts";
import { hangUp } from "./hang-up.ts";
import { createHttpDoor } from "./http-door.ts";
import { judgeTarget } from "./judge-target.ts";
import { createRelayDesk } from "./relay/relay-desk.ts";
import { createRedirects } from "./redirects.ts";
import { refusal } from "./refusal.ts";
import { createServerPool } from "./server-pool.ts";
import { defaultLimits, type Egress, type EgressLimits, type EgressSettings, type Judged } from "./settings.ts";
import { allRecorded } from "./under-way.ts";
import { serveSocks } from "./socks-door.ts";
import { parseAuthority } from "./target.ts";

const firstOf = { socks5: 5, socks4: 4, tls: 0x16 } as const;

/** The filter: takes accepted connections and lets through what the policy allows, by HTTP, `CONNECT` and SOCKS 5 alike. */
export function createEgress(settings: EgressSettings): Egress {
  const limits: EgressLimits = { ...defaultLimits, ...settings.limits };
  const entrance = createEntrance(limits);
  const pool = createServerPool(settings, limits);
  const door = createHttpDoor(limits, () => core);
  const underWay = { open: new Set<object>() };
  const core: Core = {
    settings: { ...settings, underWay },
    limits,
    pool,
    redirects: createRedirects(),
    count: createCounter(settings.admit ?? countEach()),
    tunnels: { open: 0 },
    serveHttp: door.serve,
  };
  const captured = { door: "captured", needsClient: false } as const;
  return {
    handle: (stream, origin) => {
      const visit = entrance.enter(stream, origin === undefined ? plain : captured);
      if (visit === undefined) return;
      if (origin === undefined) meet(core, visit, stream);
      else
        void serveCaptured(core, { ...visit, client: origin.client }, { stream, origin }).catch(() => stream.destroy());
    },
    redirected: (stream, to) => {
      const visit = entrance.enter(stream, captured);
      if (visit !== undefined) void serveRedirected(core, visit, { stream, to }).catch(() => stream.destroy());
    },
    openTunnels: () => core.tunnels.open,
    relayDesk: (orders, joined) => deskFor(core, entrance, { orders, joined }),
    endIdle: door.endIdle,
    judge: (target) => judgeText(settings, target),
    [Symbol.asyncDispose]: async () => {
      for (const stream of entrance.open) stream.destroy();
      pool[Symbol.dispose]();
      door.server.close();
      await allRecorded(underWay);
    },
  };
}

const plain = { door: "http", needsClient: true } as const;

function deskFor(core: Core, entrance: Entrance, { orders, joined }: Relaying): RelayDesk<Socket> {
  return createRelayDesk(core, {
    orders,
    join: () => {
      const free = entrance.reserve();
      if (free === undefined) return undefined;
      const leave = joined();
      return () => {
        free();
        leave();
      };
    },
    enter: (client, leave) => {
      // In this order at no moment in between is it nowhere.
      joined(client);
      leave();
      return entrance.enter(client, plain) !== undefined;
    },
    serve: (client, seen) => meet(core, { ...plain, ...seen, peer: client.remoteAddress, client: undefined }, client),
  });
}

async function judgeText(
  settings: EgressSettings,
  { host, port, scheme }: Parameters<Egress["judge"]>[0],
): Promise<Judged> {
  const read = parseAuthority(`${host.includes(":") && !host.startsWith("[") ? `[${host}]` : host}:${port}`);
  if (!read.ok)
    return { ok: false, refusal: refusal("net/bad-target", { subject: `${host}:${port}`, detail: read.fault }) };
  return judgeTarget({ ...read.value, ...(scheme === undefined ? {} : { scheme }) }, settings.policy(), settings);
}

interface Relaying {
  readonly orders: RelayOrders;
  readonly joined: Parameters<Egress["relayDesk"]>[1];
}

interface Entrance {
  readonly open: ReadonlySet<Duplex>;
  /** Nothing when there are enough of them. */
  readonly enter: (stream: Socket | Duplex, visit: Pick<Visit, "door" | "needsClient">) => Visit | undefined;
  /** Counts one that somebody else holds, until what this gives is called. Nothing when there are enough. */
  readonly reserve: () => (() => void) | undefined;
}

function createEntrance(limits: EgressLimits): Entrance {
  const open = new Set<Duplex>();
  let elsewhere = 0;
  const isFull = (): boolean => open.size + elsewhere >= limits.connections;
  return {
    open,
    reserve: () => {
      if (isFull()) return undefined;
      elsewhere += 1;
      return () => (elsewhere -= 1);
    },
    enter: (stream, visit) => {
      if (isFull()) return void stream.destroy();
      open.add(stream);
      guardEvents(stream, () => stream.destroy());
      stream.once("close", () => open.delete(stream));
      // Each side may end before the other one: an end is passed on, and is not the end of the connection.
      stream.allowHalfOpen = true;
      const peer = "remoteAddress" in stream ? stream.remoteAddress : undefined;
      return { ...visit, peer, client: undefined };
    },
  };
}

/** Tells SOCKS from HTTP by the first byte. Who says nothing is sent away after a while. */
function meet(core: Core, visit: Visit, stream: Duplex): void {
  const ignore = (): undefined => undefined;
  const timer = setTimeout(() => stream.destroy(), core.limits.headMs);
  stream.on("error", ignore).once("close", () => clearTimeout(timer));
  const leave = (): unknown => stream.end();
  stream.once("end", leave);
  stream.once("data", (chunk: Buffer) => {
    clearTimeout(timer);
    stream.off("end", leave);
    stream.pause();
    stream.unshift(chunk);
    switch (chunk[0]) {
      case firstOf.socks5:
        return void serveSocks(core, { ...visit, door: "socks5" }, stream).catch(() => stream.destroy());
      case firstOf.socks4:
        // Request rejected: version 4 knows neither names nor credentials.
        return hangUp(stream, Buffer.from([0, 0x5b, 0, 0, 0, 0, 0, 0]));
      default:
        return core.serveHttp(stream, visit);
    }
  });
}

function createCounter(admit: NonNullable<EgressSettings["admit"]>): Core["count"] {
  return ({ maxRequests }, client, subject) =>
    maxRequests === undefined || admit(maxRequests, client)
      ? undefined
      : refusal("net/too-many-requests", { subject, detail: `at most ${maxRequests}` });
}

/** So many clients are counted at a time; the one that was first goes first. */
const mostCounted = 100_000;

/** Counts requests by client, over the life of the filter. */
function countEach(): NonNullable<EgressSettings["admit"]> {
  const counts = new Map<string, number>();
  return (limit, client = "") => {
    const made = (counts.get(client) ?? 0) + 1;
    if (made > limit) return false;
    counts.set(client, made);
    const [first] = counts.size > mostCounted ? counts.keys() : [];
    if (first !== undefined) counts.delete(first);
    return true;
  };
}
