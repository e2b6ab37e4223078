import type { DnsAnswer, DnsRecord } from "./dns-peer.ts";

const a = (...addresses: readonly string[]): readonly DnsRecord[] => addresses.map((data) => ({ type: "A", data }));
const aaaa = (...addresses: readonly string[]): readonly DnsRecord[] =>
  addresses.map((data) => ({ type: "AAAA", data }));
const cname = (data: string, ...records: readonly DnsRecord[]): readonly DnsRecord[] => [
  { type: "CNAME", data },
  ...records.map((record) => ({ ...record, name: data })),
];

export interface Resolving {
  readonly name: string;
  /** By type of the question; what is not here has no record. */
  readonly says: Readonly<Partial<Record<"A" | "AAAA", DnsAnswer>>>;
  /** Over TCP, where that differs. */
  readonly overTcp?: DnsAnswer;
  /** The addresses that may be dialled, or the code of the refusal. */
  readonly expected: readonly string[] | "net/address-refused" | "net/unresolved" | "net/address-blocked";
}

const many = Array.from({ length: 24 }, (_none, at) => `203.0.113.${at + 1}`);

export const resolving: readonly Resolving[] = [
  { name: "a public address", says: { A: { records: a("203.0.113.7") } }, expected: ["203.0.113.7"] },
  {
    name: "addresses of both families",
    says: { A: { records: a("203.0.113.7") }, AAAA: { records: aaaa("2606:4700::1") } },
    expected: ["203.0.113.7", "2606:4700::1"],
  },
  { name: "loopback", says: { A: { records: a("127.0.0.1") } }, expected: "net/address-refused" },
  { name: "the address of metadata", says: { A: { records: a("169.254.169.254") } }, expected: "net/address-refused" },
  { name: "a private address", says: { A: { records: a("10.1.2.3") } }, expected: "net/address-refused" },
  {
    name: "this host's own public address",
    says: { A: { records: a("198.51.100.9") } },
    expected: "net/address-refused",
  },
  { name: "no address at all", says: { A: { records: a("0.0.0.0") } }, expected: "net/address-refused" },
  { name: "IPv6 loopback", says: { AAAA: { records: aaaa("::1") } }, expected: "net/address-refused" },
  { name: "mapped loopback", says: { AAAA: { records: aaaa("::ffff:127.0.0.1") } }, expected: "net/address-refused" },
  {
    name: "mapped metadata",
    says: { AAAA: { records: aaaa("::ffff:169.254.169.254") } },
    expected: "net/address-refused",
  },
  {
    name: "NAT64 to a private address",
    says: { AAAA: { records: aaaa("64:ff9b::10.0.0.1") } },
    expected: "net/address-refused",
  },
  {
    name: "6to4 to a private address",
    says: { AAAA: { records: aaaa("2002:a00:1::1") } },
    expected: "net/address-refused",
  },
  { name: "a unique local address", says: { AAAA: { records: aaaa("fd12::1") } }, expected: "net/address-refused" },
  {
    name: "public and private, mixed",
    says: { A: { records: a("10.0.0.1", "203.0.113.7", "127.0.0.1") }, AAAA: { records: aaaa("::ffff:10.0.0.1") } },
    expected: ["203.0.113.7"],
  },
  {
    name: "an alias of a private address",
    says: { A: { records: cname("inside.test", ...a("192.168.0.1")) } },
    expected: "net/address-refused",
  },
  {
    name: "an alias of `localhost`",
    says: { A: { records: cname("localhost", ...a("127.0.0.1")) } },
    expected: "net/address-refused",
  },
  {
    name: "an alias of a public address",
    says: { A: { records: cname("edge.test", ...a("203.0.113.8")) } },
    expected: ["203.0.113.8"],
  },
  {
    name: "an alias of itself",
    says: { A: { records: cname("name.test") }, AAAA: { records: cname("name.test") } },
    expected: "net/unresolved",
  },
  { name: "many addresses", says: { A: { records: a(...many) } }, expected: many },
  {
    name: "no such name",
    says: { A: { records: [], code: 3 }, AAAA: { records: [], code: 3 } },
    expected: "net/unresolved",
  },
  { name: "no address", says: {}, expected: "net/unresolved" },
  {
    name: "a server that can't",
    says: { A: { records: [], code: 2 }, AAAA: { records: [], code: 2 } },
    expected: "net/unresolved",
  },
  {
    name: "a server that won't",
    says: { A: { records: [], code: 5 }, AAAA: { records: [], code: 5 } },
    expected: "net/unresolved",
  },
  { name: "silence", says: { A: undefined, AAAA: undefined }, expected: "net/unresolved" },
  {
    name: "an answer for one family, silence for the other",
    says: { A: { records: a("203.0.113.7") }, AAAA: undefined },
    expected: ["203.0.113.7"],
  },
  {
    name: "a cut answer, the whole over TCP",
    says: { A: { records: a("203.0.113.7"), truncated: true } },
    overTcp: { records: a("203.0.113.8", "10.0.0.1") },
    expected: ["203.0.113.8"],
  },
  {
    name: "a cut answer, silence over TCP",
    says: { A: { records: a("203.0.113.7"), truncated: true } },
    overTcp: undefined,
    expected: "net/unresolved",
  },
  { name: "garbage", says: { A: Buffer.alloc(40, 0xff), AAAA: Buffer.from("no answer") }, expected: "net/unresolved" },
  {
    name: "a head that promises more records than there are",
    says: { A: Buffer.from([0x81, 0x80, 0, 1, 0xff, 0xff, 0, 0, 0, 0]), AAAA: Buffer.alloc(1) },
    expected: "net/unresolved",
  },
  {
    name: "a private address under another name",
    says: { A: { records: [{ type: "A", data: "10.0.0.66", name: "other.test" }] } },
    expected: "net/address-refused",
  },
];
