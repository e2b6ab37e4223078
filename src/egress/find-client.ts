import type { Client, EgressSettings } from "./settings.ts";

/** Base64 of `user:secret`, as `Proxy-Authorization: Basic` carries it (RFC 7617). */
const basic = /^basic +([a-z0-9+/]+={0,2})$/iu;

/** Who a request comes from by its `Proxy-Authorization`; checked anew for each request of a connection. */
export function findClient(
  values: readonly string[] | undefined,
  authenticate: NonNullable<EgressSettings["authenticate"]>,
): Client | undefined {
  const encoded = values?.length === 1 ? basic.exec(values[0] ?? "")?.[1] : undefined;
  if (encoded === undefined) return undefined;
  const decoded = Buffer.from(encoded, "base64").toString("utf8");
  const colon = decoded.indexOf(":");
  return colon === -1 ? undefined : authenticate(decoded.slice(0, colon), decoded.slice(colon + 1));
}
