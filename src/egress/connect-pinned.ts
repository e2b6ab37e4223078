import type { Socket } from "node:net";
import type { Duplex } from "node:stream";
import type { ReasonCode } from "../base/index.ts";
import { parseHostName } from "../policy/index.ts";
import type { Failure } from "./network-failure.ts";
import type { Destination, EgressLimits, EgressSettings } from "./settings.ts";
import { authorityText } from "./target.ts";

export type Dialled =
  | { readonly ok: true; readonly socket: Duplex; readonly address: string | undefined }
  | { readonly ok: false; readonly failure: Failure };

type Where = Pick<Destination, "host" | "port" | "addresses">;

/** Connects to one of the checked addresses, the first that answers. Never looks a name up. */
export async function connectPinned(to: Where, dial: EgressSettings["dial"], limits: EgressLimits): Promise<Dialled> {
  const deadline = performance.now() + limits.connectMs;
  let told = "no answer";
  for (const [at, address] of to.addresses.entries()) {
    const left = deadline - performance.now();
    if (left <= 0) return failed("net/timed-out", to, told);
    const share = Math.max(1000, left / (to.addresses.length - at));
    const socket = dial(address, to.port);
    const failure = await connected(socket, Math.min(left, share));
    if (failure === undefined) {
      if (leadsTo(socket, address)) return { ok: true, socket, address };
      socket.destroy();
      return failed("net/address-changed", to, `checked ${address}`);
    }
    socket.destroy();
    told = failure;
  }
  return failed(told === "timeout" ? "net/timed-out" : "net/unreachable", to, told);
}

function failed(code: ReasonCode, to: Where, why: string): Dialled {
  return { ok: false, failure: { code, message: `failed: ${authorityText(to)}: ${why}` } };
}

/** Nothing when connected, else why not. */
function connected(socket: Socket | Duplex, ms: number): Promise<string | undefined> {
  if (!("connecting" in socket) || !socket.connecting)
    return Promise.resolve(socket.destroyed ? "the connection was closed" : undefined);
  const { promise, resolve } = Promise.withResolvers<string | undefined>();
  const timer = setTimeout(() => resolve("timeout"), ms);
  const fail = (error: Error): void => resolve("code" in error ? String(error.code) : error.message);
  socket.once("connect", () => resolve(undefined)).once("error", fail);
  return promise.finally(() => {
    clearTimeout(timer);
    socket.off("error", fail).on("error", () => undefined);
  });
}

/** True when the connection's other end is the address that was checked, as far as the stream can say. */
function leadsTo(socket: Socket | Duplex, address: string): boolean {
  if (!("remoteAddress" in socket) || typeof socket.remoteAddress !== "string") return true;
  const there = parseHostName(socket.remoteAddress);
  return there.ok && there.host.kind === "address" && there.host.address === address;
}
