import { BlockList } from "node:net";

export type AddressClass =
  | "public"
  | "loopback"
  | "unspecified"
  | "private"
  | "link-local"
  | "metadata"
  | "multicast"
  | "reserved";

/** IANA's special-purpose registries. The first row that holds an address names its class. Documentation's ranges lead nowhere. */
const rows: readonly (readonly [AddressClass, string])[] = [
  ["metadata", "169.254.169.254/32"],
  ["metadata", "169.254.170.2/32"],
  ["metadata", "168.63.129.16/32"],
  ["metadata", "100.100.100.200/32"],
  ["metadata", "192.0.0.192/32"],
  ["metadata", "fd00:ec2::/32"],
  ["metadata", "fd20:ce::254/128"],
  ["unspecified", "0.0.0.0/8"],
  ["private", "10.0.0.0/8"],
  ["private", "100.64.0.0/10"],
  ["loopback", "127.0.0.0/8"],
  ["link-local", "169.254.0.0/16"],
  ["private", "172.16.0.0/12"],
  ["reserved", "192.0.0.0/24"],
  ["reserved", "192.88.99.0/24"],
  ["private", "192.168.0.0/16"],
  ["private", "198.18.0.0/15"],
  ["multicast", "224.0.0.0/4"],
  ["reserved", "240.0.0.0/4"],
  ["unspecified", "::/128"],
  ["loopback", "::1/128"],
  ["private", "64:ff9b:1::/48"],
  ["reserved", "2001::/32"], // Teredo: hides where it leads
  ["reserved", "2001:2::/48"],
  ["reserved", "2001:10::/28"],
  ["private", "fc00::/7"],
  ["link-local", "fe80::/10"],
  ["private", "fec0::/10"],
  ["multicast", "ff00::/8"],
];

const lists = rows.map(([name, range]) => {
  const [network = "", bits = ""] = range.split("/");
  const list = new BlockList();
  list.addSubnet(network, Number(bits), network.includes(":") ? "ipv6" : "ipv4");
  return [name, list] as const;
});

/** All of IPv6 that is routed, and the prefix behind which IPv4 is reached. */
const routed = new BlockList();
routed.addSubnet("2000::", 3, "ipv6");
routed.addSubnet("64:ff9b::", 96, "ipv6");

/** What kind of address this is; it must be in canonical form. */
export function addressClass(address: string): AddressClass {
  const family = address.includes(":") ? "ipv6" : "ipv4";
  for (const [name, list] of lists) if (list.check(address, family)) return name;
  return family === "ipv6" && !routed.check(address, family) ? "reserved" : "public";
}
