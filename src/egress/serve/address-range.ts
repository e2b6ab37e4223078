import { parseHostName } from "../../policy/index.ts";
import { addressBytes } from "../tls/address-bytes.ts";

/** Addresses that begin with the same bits. */
export interface AddressRange {
  /** In canonical form, without bits beyond the length. */
  readonly address: string;
  readonly bits: number;
}

/** Reads `10.1.2.0/24`, `fd00::/8` or a single address. Nothing in it is repaired; what is wrong comes back as text. */
export function parseRange(text: string): AddressRange | string {
  const [, address = "", length] = /^([^/]*)(?:\/(0|[1-9]\d{0,2}))?$/su.exec(text) ?? [];
  const parsed = parseHostName(address);
  if (!parsed.ok || parsed.host.kind !== "address" || parsed.host.address !== address)
    return "write an address in its usual form, or its first one and a length: 10.1.2.0/24, fd00::/8";
  const bytes = addressBytes(address);
  const most = bytes.length * 8;
  const bits = length === undefined ? most : Number(length);
  if (bits > most) return `a prefix of this address has at most ${most} bits`;
  const beyond = bytes.some((byte, at) => (byte & (0xff >> Math.min(8, Math.max(0, bits - at * 8)))) !== 0);
  return beyond ? `the address has bits beyond the first ${bits}` : { address, bits };
}

/** By how many bits the range has the address; -1 when it does not. */
export function prefixLength({ address, bits }: AddressRange, bytes: Buffer): number {
  const prefix = addressBytes(address);
  if (bytes.length !== prefix.length) return -1;
  const same = prefix.every((byte, at) => {
    const left = Math.min(8, Math.max(0, bits - at * 8));
    return ((byte ^ (bytes[at] ?? 0)) & (0xff00 >> left) & 0xff) === 0;
  });
  return same ? bits : -1;
}
