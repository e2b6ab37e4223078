import { embeddedAddress } from "./host-address.ts";

/** A host as a request names it, read once and in normal form. */
export type Host = NamedHost | AddressedHost;

interface NamedHost {
  readonly kind: "name";
  /** Lower case, punycode, no final dot. */
  readonly name: string;
}

interface AddressedHost {
  readonly kind: "address";
  /** What would be dialled, in canonical form and without brackets. */
  readonly address: string;
  /** Every address that it stands for: itself and the IPv4 address it carries. */
  readonly forms: readonly string[];
  /** Those of them that allow it where they are listed. */
  readonly listed: readonly string[];
  /** False for another spelling of the address: octal, short, mapped, with a zone. */
  readonly exact: boolean;
}

/** What was read, or why the text names no host. */
export type HostParsed = { readonly ok: true; readonly host: Host } | { readonly ok: false; readonly fault: string };

const longestText = 1024;
const label = /^[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?$/u;
const refused = (fault: string): HostParsed => ({ ok: false, fault });

/** Most names: the URL parser leaves them as they are. Its last label can't be part of an address in any spelling. */
const plain = /^(?:[a-z0-9_-]+\.)*[a-z][a-z0-9_-]*$/u;

/** True for a name that is in normal form for sure, so that nothing needs to read it. */
export function isPlainName(text: string): boolean {
  return plain.test(text) && !text.includes("xn--");
}

// What the URL parser would repair, cut off or decode: refused before it gets to see it.
// oxlint-disable-next-line no-control-regex -- control characters are what is being looked for
const repaired = /[\u0000-\u0020\u007f-\u00a0\u2028\u2029\ufeff%/\\#?@<>^|"`{}]/u;

/** Where a scheme's servers are when no port is named. */
export const standardPorts = { http: 80, https: 443 } as const;

/** Reads a host name or an address, without a port. Strict: what is not in a valid form is refused, never repaired. */
export function parseHostName(text: string): HostParsed {
  if (text === "") return refused("there is no host");
  if (text.length > longestText) return refused("the host is longer than any name");
  if (text.startsWith("[")) return text.endsWith("]") ? parseIPv6(text.slice(1, -1)) : refused("a bracket is missing");
  if (text.includes(":")) return parseIPv6(text);
  if (repaired.test(text) || text.includes("]")) return refused("the host holds a character that no name has");
  const spelled = isPlainName(text) ? text : URL.parse(`http://${text}/`)?.hostname;
  if (spelled === undefined || spelled === "") return refused("the host is not a valid name");
  if (isIPv4(spelled)) {
    const forms = [spelled];
    return { ok: true, host: { kind: "address", address: spelled, forms, listed: forms, exact: spelled === text } };
  }
  return parseName(spelled.replace(/\.$/u, ""));
}

function parseName(name: string): HostParsed {
  if (name.length > 253) return refused("the name is longer than 253 characters");
  if (!name.split(".").every((part) => label.test(part))) return refused("a label of the name is not valid");
  // Beside a label that needs it, the URL parser checks that `xn--` labels are valid punycode, too.
  if (name.includes("xn--") && URL.parse(`http://ü.${name}/`) === null)
    return refused("the name is not valid punycode");
  return { ok: true, host: { kind: "name", name } };
}

function parseIPv6(text: string): HostParsed {
  const percent = text.indexOf("%");
  const bare = percent === -1 ? text : text.slice(0, percent);
  if (!/^[0-9a-f:.]+$/iu.test(bare)) return refused("what stands in brackets is no address");
  const spelled = URL.parse(`http://[${bare}]/`)?.hostname.slice(1, -1);
  if (spelled === undefined) return refused("what stands in brackets is no address");
  const embedded = embeddedAddress(spelled);
  const address = embedded?.spelling === true ? embedded.address : spelled;
  const forms = embedded === undefined ? [spelled] : [spelled, embedded.address];
  const listed = embedded?.leads === false ? [spelled] : forms;
  const exact = spelled === text && address === spelled;
  return { ok: true, host: { kind: "address", address, forms, listed, exact } };
}

function isIPv4(text: string): boolean {
  return /^\d{1,3}(?:\.\d{1,3}){3}$/u.test(text);
}

/** The host as a URL writes it: an IPv6 address in brackets. */
export function hostText(host: Host): string {
  if (host.kind === "name") return host.name;
  return host.address.includes(":") ? `[${host.address}]` : host.address;
}

/** True when both are the same host. */
export function isSameHost(one: Host, other: Host): boolean {
  return hostText(one) === hostText(other);
}
