import { fieldsOf, type RawHeaders } from "./headers.ts";
import type { Client, EgressSettings } from "./settings.ts";

/** Nobody who may use the filter. */
export interface Unknown {
  readonly known: false;
  /** Credentials could help. */
  readonly asks: boolean;
}

export type Found = { readonly known: true; readonly client: Client | undefined } | Unknown;

type Rules = Pick<EgressSettings, "authenticate" | "recognize">;
type Authenticate = NonNullable<Rules["authenticate"]>;

/** Base64 of `user:secret`, as `Proxy-Authorization: Basic` carries it (RFC 7617). */
const basic = /^basic +([a-z0-9+/]+={0,2})$/iu;

/** Who a request comes from by its `Proxy-Authorization`, else by its address; checked anew for each request of a connection. */
export function findClient(headers: RawHeaders, peer: string | undefined, { authenticate, recognize }: Rules): Found {
  if (authenticate === undefined) return { known: true, client: undefined };
  const values = fieldsOf(headers).get("proxy-authorization");
  if (values === undefined) return findByAddress(peer, recognize);
  const client = withCredentials(values, peer, authenticate);
  return client === undefined ? { known: false, asks: true } : { known: true, client };
}

/** Who somebody is that shows no credentials. */
export function findByAddress(peer: string | undefined, recognize: Rules["recognize"]): Found {
  const client = recognize?.(peer) ?? "ask";
  return typeof client === "string" ? { known: false, asks: client === "ask" } : { known: true, client };
}

/** Who a connection that stands was opened by. */
export function stillKnown(client: Client | undefined): Found {
  return client?.isKnown?.() === false ? { known: false, asks: false } : { known: true, client };
}

function withCredentials(
  values: readonly string[],
  peer: string | undefined,
  authenticate: Authenticate,
): Client | undefined {
  const encoded = values.length === 1 ? basic.exec(values[0] ?? "")?.[1] : undefined;
  if (encoded === undefined) return undefined;
  const decoded = Buffer.from(encoded, "base64").toString("utf8");
  const colon = decoded.indexOf(":");
  return colon === -1 ? undefined : authenticate(decoded.slice(0, colon), decoded.slice(colon + 1), peer);
}
