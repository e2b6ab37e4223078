import { BlockList } from "node:net";
import { type Host, isListed, type ProxyConfig, type UpstreamProxy } from "../../policy/index.ts";
import { addressClass } from "../address-class.ts";
import type { Destination } from "../settings.ts";

/** Proxies that lead to other hosts, ready to be asked for. */
export interface Proxies {
  readonly http: UpstreamProxy | undefined;
  readonly https: UpstreamProxy | undefined;
  readonly isExcepted: (host: Host, port: number) => boolean;
}

export interface Asked {
  readonly host: Host;
  readonly port: number;
  /** `undefined` where the first bytes of a tunnel will tell. */
  readonly scheme?: "http" | "https";
  /** True for a request that becomes a tunnel when it is answered. */
  readonly upgrades?: boolean;
}

export function proxiesOf({ http, https, noProxy }: ProxyConfig): Proxies {
  const networks = new BlockList();
  const hosts: string[] = [];
  for (const text of noProxy) {
    const [address = "", bits] = text.split("/");
    if (bits !== undefined) networks.addSubnet(address, Number(bits), familyOf(address));
    else hosts.push(text.startsWith(".") ? `**${text}` : text);
  }
  const isExcepted = isListed(hosts);
  return {
    http,
    https,
    isExcepted: (host, port) =>
      isExcepted(host, port) || (host.kind === "address" && networks.check(host.address, familyOf(host.address))),
  };
}

const familyOf = (address: string): "ipv4" | "ipv6" => (address.includes(":") ? "ipv6" : "ipv4");

/** How a host is reached that may be: through a proxy, which is asked for one of the addresses where there are any. */
export function wayTo(
  asked: Asked,
  proxies: Proxies | undefined,
  addresses: readonly string[],
): Pick<Destination, "way" | "late"> {
  const proxy = chooseProxy(asked, proxies);
  // Most proxies carry plain HTTP as requests only.
  const mayBePlain = asked.scheme === undefined && asked.port === 80;
  const late = mayBePlain && chooseProxy({ ...asked, scheme: "http" }, proxies) !== undefined;
  if (proxy === undefined) return late ? { late } : {};
  // A proxy makes `Host` of what it is asked for (RFC 9112 3.2.2): an address in place of a name would be another site.
  const isAsWritten = asked.host.kind === "address" || addresses.length === 0;
  const isRequest = asked.scheme === "http" && asked.upgrades !== true && isAsWritten;
  return { way: { proxy, form: isRequest ? "request" : "tunnel" }, ...(late && { late }) };
}

/** The proxy that leads to a host; none where the way is direct. */
export function chooseProxy(asked: Asked, proxies: Proxies | undefined): UpstreamProxy | undefined {
  if (proxies === undefined || staysHere(asked.host) || proxies.isExcepted(asked.host, asked.port)) return undefined;
  if (asked.scheme !== "http") return proxies.https;
  return asked.upgrades === true ? (proxies.https ?? proxies.http) : proxies.http;
}

/** This machine, and what is only reached on its own link: a proxy would take it for its own. */
function staysHere(host: Host): boolean {
  if (host.kind === "name") return /(?:^|\.)localhost$/u.test(host.name);
  return !["public", "private"].includes(addressClass(host.address));
}
