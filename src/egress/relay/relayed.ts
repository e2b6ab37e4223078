import type { Visit } from "../core.ts";
import type { RequestHead } from "../read-request.ts";
import type { ServerPool } from "../server-pool.ts";
import type { Destination } from "../settings.ts";

/** What is known of a request whatever its form. */
export interface Seen {
  readonly visit: Visit;
  readonly head: Pick<RequestHead, "method" | "target">;
}

/** A request that a relay shows. */
export interface Asked extends Seen {
  readonly id: number;
  readonly head: RequestHead;
  /** Bytes of its head. */
  readonly length: number;
}

/** The address that a relay may connect to; nothing where the way leads through a proxy. */
export function directAddress({ way, late, addresses }: Destination): string | undefined {
  return way === undefined && late !== true ? addresses[0] : undefined;
}

/** So many servers are told apart at a time; later on, connections to the others are no more used again. */
const mostKeys = 1000;

/** Numbers for connections that may be used again: the same for the same client, server and checked addresses. */
export function createKeys(pool: ServerPool): (to: Destination, client: string | undefined) => number {
  const keys = new Map<string, number>();
  let next = 0;
  return (to, client) => {
    const { key } = pool.filed(to, { scheme: "http", client });
    const known = keys.get(key) ?? (next += 1);
    keys.set(key, known);
    const [oldest] = keys.size > mostKeys ? keys.keys() : [];
    if (oldest !== undefined) keys.delete(oldest);
    return known;
  };
}
