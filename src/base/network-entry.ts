import type { Effect, RuleRef } from "./decision.ts";
import type { ReasonCode } from "./reason-codes.ts";

/** How a request to another host came in. */
export type NetworkDoor = "http" | "connect" | "socks5" | "captured" | "intercepted" | "fetch" | "dns";

/** One request to another host, as it ended. */
export interface NetworkEntry {
  readonly time: Date;
  readonly door: NetworkDoor;
  /** The name that its credentials stand for. */
  readonly client: string | undefined;
  readonly method: string;
  /** As asked for; not always a valid one. */
  readonly host: string;
  readonly port: number | undefined;
  readonly path: string | undefined;
  /** Absent where an upstream proxy finds the host by its name. */
  readonly address: string | undefined;
  /** The upstream proxy that it went through. */
  readonly via?: string | undefined;
  readonly verdict: Effect;
  readonly code: ReasonCode;
  readonly rule: RuleRef | undefined;
  readonly message: string;
  /** Bytes from the client to the server, without what the proxy added. */
  readonly sent: number;
  readonly received: number;
  readonly durationMs: number;
  readonly status: number | undefined;
}
