import type { Socket } from "node:net";
import type { Carried, Given, RelayDesk, RelayOrders } from "../../base/index.ts";
import type { Core, Visit } from "../core.ts";
import { adopted } from "./adopted.ts";
import { readPlainRequest } from "./plain-head.ts";
import { recordLeft } from "./record-left.ts";
import type { Work } from "./relay.ts";
import { relayRequest } from "./relay-request.ts";
import { relayTunnel } from "./relay-tunnel.ts";
import { type Asked, createKeys } from "./relayed.ts";

/** A client of the relay's that has asked for something. */
interface Held {
  readonly leave: () => void;
  work?: Work | undefined;
  /** Makes the record of a request whose client went away. */
  left?: (() => void) | undefined;
  isGone?: boolean;
}

interface DeskTools {
  readonly orders: RelayOrders;
  /** Takes a connection over that comes without the relay from now on, in the place that it leaves; false when there are too many. */
  readonly enter: (client: Socket, leave: () => void) => boolean;
  /** Serves what comes over a connection that was taken over. */
  readonly serve: (client: Socket, seen: Pick<Visit, "counted" | "adopted">) => void;
  /** Counts a client among those that are here, until what it gives is called. Nothing when there are enough of them. */
  readonly join: () => (() => void) | undefined;
}

const nothing: Carried = { sent: 0, received: 0 };

/** Decides for a relay. What is not as plain as can be it takes over as if there were none. */
export function createRelayDesk(core: Core, tools: DeskTools): RelayDesk<Socket> {
  const holding = new Map<number, Held>();
  const begin = createBeginning(core, tools);
  const gone = (id: number): void => {
    const held = holding.get(id);
    if (held === undefined) return;
    holding.delete(id);
    held.isGone = true;
    held.left?.();
    held.leave();
  };
  return {
    head: (id, peer, bytes) => {
      const held = holding.get(id) ?? hold(tools.join());
      // One too many is let go of where it would come in.
      if (held === undefined) return tools.orders.give(id);
      holding.set(id, held);
      return begin(held, { id, peer, bytes });
    },
    first: (id, bytes) => holding.get(id)?.work?.first?.(bytes),
    answer: (id, bytes) => holding.get(id)?.work?.answer?.(bytes),
    ended: (id, carried) => {
      const held = holding.get(id);
      const work = held?.work;
      if (held !== undefined) held.work = held.left = undefined;
      work?.ended(carried);
    },
    gone,
    given: (id, given) => {
      const held = holding.get(id);
      holding.delete(id);
      goOn(tools, held, given);
    },
    closed: () => {
      for (const id of holding.keys()) gone(id);
    },
  };
}

function hold(leave: Held["leave"] | undefined): Held | undefined {
  return leave && { leave };
}

/** Takes over what the relay hands over. */
function goOn({ enter, serve }: DeskTools, held: Held | undefined, { client, server, told }: Given<Socket>): void {
  const { work, leave = () => undefined } = held ?? {};
  if (!enter(client, leave)) {
    server?.destroy();
    return work?.ended(nothing);
  }
  if (server !== undefined && work !== undefined) return work.given(client, server, told);
  server?.destroy();
  work?.begunAnew?.();
  // What was begun was counted.
  return serve(client, work === undefined ? {} : { counted: { first: true } });
}

interface Shown {
  readonly id: number;
  readonly peer: string;
  readonly bytes: Buffer;
}

function createBeginning(core: Core, { orders, serve }: DeskTools): (held: Held, shown: Shown) => void {
  const { open: underWay } = core.settings.underWay;
  const tools = { orders, keyOf: createKeys(core.pool), goOn: adopted(serve) };
  const begin = async (held: Held, asked: Asked): Promise<void> => {
    underWay.add(held);
    const deciding =
      asked.head.method === "CONNECT" ? relayTunnel(core, asked, orders) : relayRequest(core, asked, tools);
    const outcome = await deciding.finally(() => underWay.delete(held));
    const work = outcome.kind === "work" ? outcome.work : undefined;
    held.left = work === undefined ? recordLeft(core, asked, outcome) : () => work.ended(nothing);
    if (held.isGone === true) return held.left();
    held.work = work;
    if (work === undefined) orders.give(asked.id);
    else work.start();
  };
  return (held, { id, peer, bytes }) => {
    const text = bytes.toString("latin1");
    const head = readPlainRequest(text);
    const visit: Visit = { door: "http", needsClient: true, peer, client: undefined };
    held.left = head === undefined ? recordLeft(core, { visit, head: startOf(text) }) : undefined;
    if (head === undefined) orders.give(id);
    else void begin(held, { id, visit, head, length: bytes.length }).catch(() => orders.give(id));
  };
}

function startOf(text: string): { readonly method: string; readonly target: string } {
  const [method = "", target = ""] = text.split(/[ \r\n]/u, 2);
  return { method, target };
}
