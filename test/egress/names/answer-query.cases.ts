/** A query, and what comes back. */
export interface QueryCase {
  readonly name: string;
  /** As it is asked for, labels separated by dots. */
  readonly asked: string;
  readonly type: number;
  readonly class?: number;
  readonly code: number;
  /** The address or name answered; nothing where there is no record. */
  readonly answer?: string;
}

const [a, ns, ptr, mx, txt, aaaa, srv, https, any] = [1, 2, 12, 15, 16, 28, 33, 65, 255];

export const queryCases: readonly QueryCase[] = [
  { name: "an address", asked: "example.com", type: a, code: 0, answer: "198.18.0.16" },
  { name: "an IPv6 address", asked: "example.com", type: aaaa, code: 0, answer: "fd53:616c:6c79::10" },
  { name: "whatever there is", asked: "example.com", type: any, code: 0, answer: "198.18.0.16" },
  { name: "capital letters", asked: "eXaMpLe.CoM", type: a, code: 0, answer: "198.18.0.16" },
  { name: "another name", asked: "other.example", type: a, code: 0, answer: "198.18.0.17" },
  { name: "one label", asked: "database", type: a, code: 0, answer: "198.18.0.18" },
  { name: "a service", asked: "_ldap._tcp.example.com", type: a, code: 0, answer: "198.18.0.19" },
  { name: "the sandbox itself", asked: "localhost", type: a, code: 0, answer: "127.0.0.1" },
  { name: "the sandbox itself, IPv6", asked: "a.localhost", type: aaaa, code: 0, answer: "::1" },
  { name: "no name servers", asked: "example.com", type: ns, code: 0 },
  { name: "no mail", asked: "example.com", type: mx, code: 0 },
  { name: "no text", asked: "secret.example.com", type: txt, code: 0 },
  { name: "no services", asked: "example.com", type: srv, code: 0 },
  { name: "no keys", asked: "example.com", type: https, code: 0 },
  { name: "the name behind an address", asked: "16.0.18.198.in-addr.arpa", type: ptr, code: 0, answer: "example.com" },
  { name: "an address without a name", asked: "9.9.19.198.in-addr.arpa", type: ptr, code: 3 },
  { name: "another's address", asked: "8.8.8.8.in-addr.arpa", type: ptr, code: 3 },
  { name: "an address as a name", asked: "10.0.0.1", type: a, code: 3 },
  { name: "a space", asked: "ex ample.com", type: a, code: 3 },
  { name: "a hyphen first", asked: "-a.example.com", type: a, code: 3 },
  { name: "the root", asked: "", type: a, code: 3 },
  { name: "another class", asked: "version.bind", type: txt, class: 3, code: 5 },
];
