import { timingSafeEqual } from "node:crypto";
import type { CompiledPolicy } from "../../policy/index.ts";
import type { Client, EgressPolicy, EgressSettings } from "../settings.ts";
import { addressBytes } from "../tls/address-bytes.ts";
import { type AddressRange, prefixLength } from "./address-range.ts";

/** Somebody who may use the filter: by a secret, from certain addresses, or both. */
export interface KnownClient {
  readonly name: string;
  readonly secret: string | undefined;
  /** Empty: from anywhere. */
  readonly from: readonly AddressRange[];
  readonly policy: () => CompiledPolicy;
}

type Recognition = Pick<EgressSettings, "authenticate" | "recognize">;

/**
 * Tells clients apart. Who gives a name is that client or nobody. Of those who give none, the longest prefix that an address has
 * decides; where that one belongs to clients with secrets only, a secret it takes.
 */
export function recognition(
  clients: () => readonly KnownClient[],
  compile: (policy: CompiledPolicy) => EgressPolicy,
): Recognition {
  const named = (name: string): KnownClient | undefined => clients().find((each) => each.name === name);
  // A tunnel outlives the entry that it was opened by: its requests are judged by the one that holds then.
  const clientOf = (known: KnownClient): Client => ({
    name: known.name,
    policy: () => compile((named(known.name) ?? known).policy()),
    isKnown: () => named(known.name) !== undefined,
  });
  return {
    authenticate: (name, secret, peer) => {
      const known = named(name);
      if (known?.secret === undefined || !isSameSecret(secret, known.secret)) return undefined;
      return known.from.length === 0 || longestPrefix(known, peer) >= 0 ? clientOf(known) : undefined;
    },
    recognize: (peer) => {
      const here = clients().map((known) => ({ known, length: longestPrefix(known, peer) }));
      const longest = Math.max(-1, ...here.map(({ length }) => length));
      const nearest = longest < 0 ? [] : here.filter(({ length }) => length === longest);
      const open = nearest.find(({ known }) => known.secret === undefined);
      if (open !== undefined) return clientOf(open.known);
      const mayAsk = ({ known, length }: (typeof here)[number]): boolean =>
        known.secret !== undefined && (length >= 0 || known.from.length === 0);
      return here.some(mayAsk) ? "ask" : "refuse";
    },
  };
}

/** The number of bits by which a client's addresses have this one; -1 where none has. A socket file has no addresses. */
function longestPrefix({ from }: KnownClient, peer: string | undefined): number {
  if (peer === undefined || from.length === 0) return -1;
  // As sockets of both families write IPv4 addresses, and link-local ones their device.
  const bytes = addressBytes(peer.replace(/^::ffff:(?=\d+\.)/u, "").replace(/%.*$/u, ""));
  return Math.max(-1, ...from.map((range) => prefixLength(range, bytes)));
}

function isSameSecret(given: string, known: string): boolean {
  const [one, other] = [Buffer.from(given), Buffer.from(known)];
  return one.length === other.length && timingSafeEqual(one, other);
}
