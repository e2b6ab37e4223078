import {
  type Endpoint,
  listen,
  type Listener,
  listenRedirected,
  listenRelayed,
  type OpenDesk,
  type TakeConnection,
} from "../run/index.ts";
import type { Session } from "./session.ts";

interface ListenerOptions {
  /** Takes connections that were made to other hosts and are led here. */
  readonly redirected: boolean;
  readonly take: TakeConnection;
  /** Decides for the native helper, which then carries what is plain. Absent: everything is taken here. */
  readonly relayed?: { readonly desk: OpenDesk; readonly idleMs: number } | undefined;
  /** Told when it stops listening though nobody wanted that. */
  readonly failed: (why: string) => void;
}

/** Listens for a filter that belongs to no command. A socket file is only ever for clients that know of it. */
export function openListener(session: Session, where: Endpoint, options: ListenerOptions): Promise<Listener> {
  const { redirected, take, failed, relayed } = options;
  const { warden } = session.host.places;
  if ("path" in where) return listen(where, take);
  if (redirected) return listenRedirected(where, { warden, take, failed });
  return relayed === undefined ? listen(where, take) : listenRelayed(where, { ...relayed, warden, take, failed });
}
