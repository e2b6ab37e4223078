import type { Duplex } from "node:stream";
import { type Host, hostText, parseHostName } from "../policy/index.ts";
import { connectTunnel } from "./connect-server.ts";
import { type Core, policyOf, type Visit } from "./core.ts";
import { gateTunnel } from "./gate-tunnel.ts";
import { hangUp } from "./hang-up.ts";
import { judgeTarget } from "./judge-target.ts";
import { openEntry } from "./open-entry.ts";
import { plainRefusal } from "./plain-refusal.ts";
import { refusal } from "./refusal.ts";
import { serveTunnel } from "./serve-tunnel.ts";
import type { Judged, Origin, Refusal } from "./settings.ts";

export interface Captured {
  readonly stream: Duplex;
  readonly origin: Origin;
  /** What was taken from it already. */
  readonly head?: Buffer;
}

const nothing = Buffer.alloc(0);

/** A connection that knows nothing of a proxy. It is judged by the name that its address stands for, else as that address. */
export async function serveCaptured(core: Core, visit: Visit, captured: Captured): Promise<void> {
  const { stream, origin, head = nothing } = captured;
  stream.on("error", () => undefined); // its close is what counts
  const policy = policyOf(core, visit.client);
  const text = origin.host ?? origin.address;
  const entry = openEntry(core.settings, {
    door: "captured",
    client: visit.client?.name ?? visit.peer,
    method: "CONNECT",
    host: text,
    port: origin.port,
  });
  const judged = await judgeOrigin(core, visit, { text, port: origin.port });
  if (!judged.ok) {
    entry.refuse(judged.refusal);
    return sayRefusal(core, stream, { refused: judged.refusal, head });
  }
  const { to } = judged;
  const dialled = await connectTunnel(to, core.settings, core.limits);
  if (!dialled.ok) {
    entry.finish({ to, failure: dialled.failure });
    return void stream.destroy();
  }
  if (stream.destroyed) {
    dialled.socket.destroy();
    return entry.finish({ to, address: dialled.address });
  }
  const { socket: server, address } = dialled;
  return serveTunnel(core, visit, {
    client: stream,
    head,
    server,
    address,
    to,
    policy,
    entry,
    who: visit.client,
  });
}

/** By a name or an address as text; what passes is counted. */
export async function judgeOrigin(
  core: Core,
  visit: Visit,
  { text, port }: { readonly text: string; readonly port: number },
): Promise<Judged> {
  const parsed = parseHostName(text);
  if (!parsed.ok) return { ok: false, refusal: refusal("net/bad-target", { subject: text, detail: parsed.fault }) };
  const { host }: { readonly host: Host } = parsed;
  const policy = policyOf(core, visit.client);
  const judged = await judgeTarget({ host, port }, policy, core.settings);
  const refused = judged.ok ? core.count(policy, visit.client?.name ?? visit.peer, hostText(host)) : undefined;
  return refused === undefined ? judged : { ok: false, refusal: refused };
}

interface Said {
  readonly refused: Refusal;
  readonly head: Buffer;
}

/** Waits a moment for what the client speaks, so that it is told in its own language. */
export async function sayRefusal(core: Core, stream: Duplex, { refused, head }: Said): Promise<void> {
  const timer = setTimeout(() => stream.destroy(), 1000);
  const gated = await gateTunnel(stream, head, core.limits);
  clearTimeout(timer);
  if (gated === undefined) return;
  hangUp(stream, plainRefusal(gated.first, refused));
}
