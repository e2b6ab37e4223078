import { type Endpoint, listen, type Listener, listenRedirected, type TakeConnection } from "../run/index.ts";
import type { Session } from "./session.ts";

interface ListenerOptions {
  /** Takes connections that were made to other hosts and are led here. */
  readonly redirected: boolean;
  readonly take: TakeConnection;
  /** Told when it stops listening though nobody wanted that. */
  readonly failed: (why: string) => void;
}

/** Listens for a filter that belongs to no command. A socket file is only ever for clients that know of it. */
export function openListener(session: Session, where: Endpoint, options: ListenerOptions): Promise<Listener> {
  const { redirected, take, failed } = options;
  if (!redirected || "path" in where) return listen(where, take);
  return listenRedirected(where, { warden: session.host.places.warden, take, failed });
}
