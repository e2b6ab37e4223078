import { type ChildProcess, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { isIP, type Socket } from "node:net";
import { Duplex } from "node:stream";
import type { RelayDesk, RelayOrders } from "../base/index.ts";
import { type Endpoint, hostAndPort, listen, listenFailure, type Listener, type TakeConnection } from "./listen.ts";
import { createFrameReader, type Told } from "./relay-frames.ts";
import { createHandover, type Handover } from "./relay-handover.ts";
import { createOrders } from "./relay-orders.ts";
import { hearSockets } from "./relay-sockets.ts";
import { endOf, firstLine } from "./talking-helper.ts";

/** Opens what decides, given whom it orders about. */
export type OpenDesk = (orders: RelayOrders) => RelayDesk<Socket>;

interface RelayedOptions {
  /** The native helper. */
  readonly warden: string;
  readonly desk: OpenDesk;
  /** Takes what comes where there is no helper, or where it can't listen. */
  readonly take: TakeConnection;
  /** After so long without a byte a connection ends. */
  readonly idleMs: number;
  /** Told when it stops listening though nobody wanted that. */
  readonly failed: (why: string) => void;
}

const talkFd = 3;

/**
 * Listens by way of the native helper, which moves bytes and decides nothing: what clients ask for is shown to the desk, and
 * whatever is not plain is handed to it. Throws as `listen` does.
 */
export async function listenRelayed(
  where: Extract<Endpoint, { host: string }>,
  { warden, desk: openDesk, take, idleMs, failed }: RelayedOptions,
): Promise<Listener> {
  if (isIP(where.host) === 0 || !existsSync(warden)) return listen(where, take);
  const child = start(warden, ["--relay", where.host, String(where.port), String(Math.ceil(idleMs / 1000))]);
  const ended = endOf(child);
  const exited = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  const talk = talkOf(child);
  const { drain, quit, ...orders } = createOrders(talk);
  const desk = openDesk(orders);
  const handover = createHandover((id, handed) => (handed === undefined ? desk.gone(id) : desk.given(id, handed)));
  hearSockets(child, handover);
  talk.on(
    "data",
    createFrameReader((told) => pass(desk, handover, told)),
  );
  const silent = new Promise<void>((resolve) => talk.once("close", resolve));
  const first = await Promise.race([firstLine(child), ended]);
  const [, port] = /^(\d+)\n/u.exec(first) ?? [];
  if (port === undefined) throw listenFailure(where, first.replace(/^sallyport warden: listen: /u, "").trim());
  let wanted = true;
  void ended.then((why) => wanted && failed(why));
  void silent.then(handover.end).then(desk.closed);
  return {
    address: hostAndPort(where.host, Number(port)),
    port: Number(port),
    notes: [],
    close: drain,
    [Symbol.asyncDispose]: async () => {
      wanted = false;
      quit();
      await Promise.all([exited, silent]);
      if (child.connected) child.disconnect();
    },
  };
}

function start(warden: string, argv: readonly string[]): ChildProcess {
  return spawn(warden, argv, {
    argv0: "sallyport-warden",
    cwd: "/",
    env: {},
    stdio: ["ignore", "pipe", "pipe", "pipe", "ipc"], // the channel's descriptor is the fourth
  });
}

function talkOf({ stdio }: ChildProcess): Duplex {
  const talk: unknown = stdio[talkFd];
  if (!(talk instanceof Duplex)) throw new TypeError("the helper has no descriptor to talk over");
  return talk.on("error", () => undefined); // its close is what counts
}

function pass(desk: RelayDesk<Socket>, handover: Handover, { id, kind, bytes }: Told): void {
  switch (kind) {
    case "H": {
      const end = bytes.indexOf(0);
      return desk.head(id, bytes.toString("latin1", 0, end), bytes.subarray(end + 1));
    }
    case "F":
      return desk.first(id, bytes);
    case "A":
      return desk.answer(id, bytes);
    case "E":
      return desk.ended(id, {
        sent: Number(bytes.readBigUInt64LE(0)),
        received: Number(bytes.readBigUInt64LE(8)),
      });
    case "V":
      return handover.last(id);
    case "L":
      return desk.gone(id);
    default:
      throw new TypeError(`the helper said ${kind}, which nobody knows`);
  }
}
