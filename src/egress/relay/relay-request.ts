import type { Socket } from "node:net";
import type { RelayOrders } from "../../base/index.ts";
import { hostText } from "../../policy/index.ts";
import { arrive, type Arrival, countOnce, judgeRequest, urlOf } from "../admit.ts";
import type { Core } from "../core.ts";
import { bindsConnection } from "../forward.ts";
import { connectionNames, type Fields } from "../headers.ts";
import { noteRedirect } from "../note-redirect.ts";
import { openEntry, type OpenEntry, sinceNow } from "../open-entry.ts";
import { readRequest } from "../read-request.ts";
import { readAnswer } from "../server-answer.ts";
import { serverHeaders } from "../server-headers.ts";
import type { Destination } from "../settings.ts";
import { unknownClient } from "../turn-away.ts";
import { asWritten } from "../upstream/request-form.ts";
import { bodyOf } from "./plain-body.ts";
import { plainText, readPlainAnswer } from "./plain-head.ts";
import type { Outcome, Work } from "./relay.ts";
import { type Asked, directAddress } from "./relayed.ts";

/** Fields with which a message is more than its head, or its connection more than one for messages. */
const special = [
  "content-length",
  "transfer-encoding",
  "expect",
  "upgrade",
  "te",
  "trailer",
  "http2-settings",
] as const;

/** Clocks that run out sooner are Node's: the relay hands over what takes long, and then they have run already. */
const shortestTimeout = 10;

interface Request {
  readonly id: number;
  readonly arrival: Arrival;
  readonly to: Destination;
  readonly address: string;
  readonly url: string;
  readonly open: () => OpenEntry;
}

export interface RequestTools {
  readonly orders: RelayOrders;
  /** What connections to a server for a client are kept under. */
  readonly keyOf: (to: Destination, client: string | undefined) => number;
  /** Goes on without the relay, over a connection that the request was sent on. */
  readonly goOn: (to: { readonly address: string; readonly port: number }, client: Socket, server: Socket) => void;
}

/** A plain request without a body: judged here, and carried by the relay as far as the answer is plain, too. */
export async function relayRequest(core: Core, asked: Asked, tools: RequestTools): Promise<Outcome> {
  const { id, visit, head, length } = asked;
  const since = sinceNow();
  const arrival = arrive(core, visit, head);
  if (!arrival.known) return { kind: "give", refusal: unknownClient(visit) };
  const read = readRequest(head);
  if (!read.ok) return { kind: "give", refusal: read.refusal };
  const { target, fields } = read.value;
  const { policy, client } = arrival;
  if (target.scheme !== "http" || !isPlain(fields)) return { kind: "give" };
  if ((policy.timeoutSeconds ?? shortestTimeout) < shortestTimeout) return { kind: "give" };
  const url = urlOf(target);
  const judged = await judgeRequest(core, arrival, { target, url, fields });
  if (!judged.ok) return { kind: "give", refusal: judged.refusal };
  const { to } = judged;
  const address = directAddress(to);
  const headers = serverHeaders({ method: head.method, headers: head.headers }, { fields, target, policy });
  const written = asWritten(to, target, headers);
  const text = plainText(`${head.method} ${written.path} HTTP/1.1`, written.headers);
  if (address === undefined || text === undefined) return { kind: "give" };
  const refusal = countOnce(core, arrival, url);
  if (refusal !== undefined) return { kind: "give", refusal };
  const who = client?.name ?? visit.peer;
  const opening = { door: visit.door, client: who, method: head.method, host: hostText(target.host) };
  const open = (): OpenEntry => openEntry(core.settings, { ...opening, port: target.port, path: target.path }, since);
  const work = exchange(core, { id, arrival, to, address, url, open }, tools.orders);
  const key = tools.keyOf(to, who);
  return {
    kind: "work",
    work: {
      ...work,
      start: () => tools.orders.send(id, { address, port: to.port, asked: length, key, text }),
      given: (from, server) => tools.goOn({ address, port: to.port }, from, server),
    },
  };
}

function isPlain(fields: Fields): boolean {
  if (special.some((name) => fields.has(name)) || bindsConnection(fields)) return false;
  const connection = [...connectionNames(fields), ...(fields.get("proxy-connection") ?? [])];
  return connection.every((name) => name.toLowerCase() === "keep-alive");
}

function exchange(core: Core, { id, arrival, to, address, url, open }: Request, orders: RelayOrders) {
  const { policy, client, visit, head } = arrival;
  const who = client?.name ?? visit.peer;
  let status: number | undefined;
  const answer = (bytes: Buffer): void => {
    const raw = readPlainAnswer(bytes.toString("latin1"));
    const read = raw && readAnswer(raw);
    const body = raw && read && bodyOf(raw, head.method);
    const text = read && body && plainText(`HTTP/1.1 ${read.status} ${read.phrase}`, read.headers);
    if (read === undefined || body === undefined || text === undefined) return orders.give(id);
    status = read.status;
    noteRedirect(core, { who, url, policy }, read);
    orders.reply(id, { head: bytes.length, body: body.length, keep: body.keep, text });
  };
  const ended: Work["ended"] = (carried) => open().finish({ to, address, ...carried, status });
  return { answer, ended };
}
