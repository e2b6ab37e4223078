import { Socket } from "node:net";
import type { Duplex } from "node:stream";
import { type Dispatcher, Pool } from "undici";
import type { EgressLimits } from "./settings.ts";

/** Where connections lead, and whom they serve. */
export interface Filed {
  /** Equal for requests that may share connections. */
  readonly key: string;
  readonly open: () => Promise<Duplex>;
}

export interface KeptConnections extends Disposable {
  /** Sends a request without a body. The handler is told of all that comes of it. */
  readonly dispatch: (
    filed: Filed,
    request: { readonly method: string; readonly path: string; readonly headers: string[] },
    handler: Dispatcher.DispatchHandler,
  ) => void;
}

/** To one server for one client; what goes beyond them waits for its turn. */
const mostSockets = 256;

/** The form of an origin, for a pool that never uses it: where connections go, `open` knows. */
const nowhere = "http://checked.invalid";

/** Connections to servers, kept for a next request. */
export function keepConnections(limits: EgressLimits): KeptConnections {
  const pools = new Map<string, Pool>();
  const poolOf = ({ key, open }: Filed): Pool => {
    const known = pools.get(key);
    if (known !== undefined) return known;
    const pool = openPool(open, limits);
    pools.set(key, pool);
    const leave = (): void => {
      const { connected, size } = pool.stats;
      if (connected > 0 || size > 0 || pools.get(key) !== pool) return;
      pools.delete(key);
      void pool.destroy();
    };
    // Once undici has done with the event: only then its numbers count.
    pool.on("disconnect", () => setImmediate(leave)).on("connectionError", () => setImmediate(leave));
    return pool;
  };
  return {
    dispatch: (filed, request, handler) => void poolOf(filed).dispatch(request, handler),
    [Symbol.dispose]: () => {
      for (const pool of pools.values()) void pool.destroy();
      pools.clear();
    },
  };
}

function openPool(open: () => Promise<Duplex>, { headBytes, keepAliveMs }: EgressLimits): Pool {
  return new Pool(nowhere, {
    connections: mostSockets,
    pipelining: 1,
    allowH2: false,
    maxHeaderSize: headBytes,
    keepAliveTimeout: keepAliveMs,
    keepAliveMaxTimeout: keepAliveMs,
    // Whoever asked has a clock of his own.
    headersTimeout: 0,
    bodyTimeout: 0,
    connect: (_, done) =>
      void open().then(
        (stream) => (stream instanceof Socket ? done(null, stream) : done(new Error("no socket"), null)),
        (error: Error) => done(error, null),
      ),
  });
}
