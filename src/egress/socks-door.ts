import type { Duplex } from "node:stream";
import { connectTunnel } from "./connect-server.ts";
import { type Core, policyOf, type Visit } from "./core.ts";
import { hangUp } from "./hang-up.ts";
import { judgeTarget } from "./judge-target.ts";
import type { Failure } from "./network-failure.ts";
import { openEntry } from "./open-entry.ts";
import { refusal } from "./refusal.ts";
import { serveTunnel } from "./serve-tunnel.ts";
import type { Client, Judged, Refusal } from "./settings.ts";
import {
  readGreeting,
  readLogin,
  readSocksRequest,
  socksReplies,
  socksReply,
  type SocksRequest,
} from "./socks-messages.ts";
import { type Authority, authorityText, parsePort } from "./target.ts";
import { parseHostName } from "../policy/index.ts";
import { takeMessages } from "./take-messages.ts";
import { findByAddress } from "./find-client.ts";
import { unknownClient } from "./turn-away.ts";

const methods = { none: 0, login: 2, noneFits: 0xff } as const;

/** SOCKS 5: names and addresses, `CONNECT` only. */
export async function serveSocks(core: Core, visit: Visit, stream: Duplex): Promise<void> {
  stream.on("error", () => undefined); // its close is what counts
  using messages = takeMessages(stream, core.limits);
  const client = await greet(core, visit, { messages, stream });
  if (client === "refused") return hangUp(stream);
  const request = await messages.next(readSocksRequest);
  if (request === undefined) {
    note(core, visit, { client, request: undefined }).refuse(refusal("net/bad-request", { subject: "SOCKS request" }));
    return hangUp(stream);
  }
  messages[Symbol.dispose]();
  return connect(core, visit, { client, request, stream, head: messages.rest() });
}

type Messages = ReturnType<typeof takeMessages>;

interface Greeting {
  readonly messages: Messages;
  readonly stream: Duplex;
}

async function greet(
  core: Core,
  visit: Visit,
  { messages, stream }: Greeting,
): Promise<Client | "refused" | undefined> {
  const { authenticate } = core.settings;
  const needed = visit.needsClient && authenticate !== undefined;
  const offered = await messages.next(readGreeting);
  const byAddress = needed
    ? findByAddress(visit.peer, core.settings.recognize)
    : ({ known: true, client: visit.client } as const);
  // Who is known both ways and offers to log in is taken at that word.
  const open =
    byAddress.known && offered?.includes(methods.none) === true && !(needed && offered.includes(methods.login));
  const method = open ? methods.none : methods.login;
  if (offered === undefined || !offered.includes(method)) {
    stream.write(Buffer.from([5, methods.noneFits]));
    note(core, visit, { client: undefined, request: undefined }).refuse(unknownClient(visit));
    return "refused";
  }
  stream.write(Buffer.from([5, method]));
  if (method === methods.none) return byAddress.known ? byAddress.client : "refused";
  const login = await messages.next(readLogin);
  const found = login === undefined || !needed ? undefined : authenticate(login.user, login.secret, visit.peer);
  const known = login !== undefined && (!needed || found !== undefined);
  stream.write(Buffer.from([1, known ? 0 : 1]));
  if (!known) note(core, visit, { client: undefined, request: undefined }).refuse(unknownClient(visit));
  return known ? (found ?? visit.client) : "refused";
}

interface Noted {
  readonly client: Client | undefined;
  readonly request: SocksRequest | undefined;
}

const commands = new Map([
  [1, "CONNECT"],
  [2, "BIND"],
  [3, "UDP"],
]);

function note(core: Core, visit: Visit, { client, request }: Noted): ReturnType<typeof openEntry> {
  const method = commands.get(request?.command ?? 0) ?? "";
  const opening = { door: "socks5", client: client?.name ?? visit.peer, method } as const;
  return openEntry(core.settings, { ...opening, host: request?.host ?? "", port: request?.port });
}

interface Connecting {
  readonly client: Client | undefined;
  readonly request: SocksRequest;
  readonly stream: Duplex;
  readonly head: Buffer;
}

async function connect(core: Core, visit: Visit, { client, request, stream, head }: Connecting): Promise<void> {
  const entry = note(core, visit, { client, request });
  const policy = policyOf(core, client);
  const target = readTarget(request);
  const judged =
    "code" in target ? ({ ok: false, refusal: target } as const) : await judgeCounted(core, visit, { client, target });
  if (!judged.ok) {
    entry.refuse(judged.refusal);
    const code = judged.refusal.code === "net/method-refused" ? socksReplies.unknownCommand : socksReplies.notAllowed;
    return hangUp(stream, socksReply(code));
  }
  const { to } = judged;
  const dialled = await connectTunnel(to, core.settings, core.limits);
  if (!dialled.ok) {
    entry.finish({ to, failure: dialled.failure });
    return hangUp(stream, socksReply(replyTo(dialled.failure)));
  }
  if (stream.destroyed) {
    dialled.socket.destroy();
    return entry.finish({ to, address: dialled.address });
  }
  stream.write(socksReply(socksReplies.succeeded));
  const { socket: server, address } = dialled;
  return serveTunnel(core, visit, { client: stream, head, server, address, to, policy, entry, who: client });
}

function replyTo({ code, message }: Failure): number {
  if (code === "net/proxy-failed" || code === "net/proxy-refused") return socksReplies.failed;
  return message.includes("ECONNREFUSED") ? socksReplies.refused : socksReplies.unreachable;
}

function readTarget({ command, host, port }: SocksRequest): Authority | Refusal {
  const subject = `${host}:${port}`;
  if (command !== 1) return refusal("net/method-refused", { subject, detail: commands.get(command) ?? "unknown" });
  const parsed = parseHostName(host);
  if (!parsed.ok) return refusal("net/bad-target", { subject, detail: parsed.fault });
  if (parsePort(String(port)) === undefined) return refusal("net/bad-target", { subject, detail: "port 0" });
  return { host: parsed.host, port };
}

async function judgeCounted(
  core: Core,
  visit: Visit,
  { client, target }: { readonly client: Client | undefined; readonly target: Authority },
): Promise<Judged> {
  const policy = policyOf(core, client);
  const judged = await judgeTarget(target, policy, core.settings);
  const refused = judged.ok ? core.count(policy, client?.name ?? visit.peer, authorityText(target)) : undefined;
  return refused === undefined ? judged : { ok: false, refusal: refused };
}
