/** A use of the network that must not lead out. `HOST` and `NAMES` stand for the test's own servers on the host. */
export interface NetworkCase {
  readonly name: string;
  readonly use: string;
  /** What it prints inside. */
  readonly inside: string;
  /** What it prints outside, as the same user: the proof that there was something to reach. */
  readonly control?: string;
  /** The same where the network is the host's. */
  readonly shared?: string;
  /** Needs rights that only root has outside. */
  readonly rootOnly?: true;
}

export const networkCases: readonly NetworkCase[] = [
  {
    name: "a server at the host's loopback address",
    use: "tcp 127.0.0.1 HOST",
    inside: "connect: ECONNREFUSED",
    control: "127.0.0.1 HOST: the host",
  },
  {
    name: "the same at another loopback address",
    use: "tcp 127.9.9.9 HOST",
    inside: "connect: ECONNREFUSED",
    control: "127.9.9.9 HOST: the host",
  },
  {
    name: "the same by IPv6 spelling",
    use: "tcp ::ffff:127.0.0.1 HOST",
    inside: "connect: ECONNREFUSED",
    control: "::ffff:127.0.0.1 HOST: the host",
  },
  {
    name: "the same without waiting",
    use: "tcp-later 127.0.0.1 HOST",
    inside: "connect: ECONNREFUSED",
    control: "127.0.0.1 HOST: the host",
  },
  {
    name: "the unspecified address",
    use: "tcp 0.0.0.0 HOST",
    inside: "connect: ECONNREFUSED",
    control: "127.0.0.1 HOST: the host",
  },
  {
    name: "a server that takes datagrams",
    use: "udp 127.0.0.1 NAMES",
    inside: "recv: ECONNREFUSED",
    shared: "socket: EAFNOSUPPORT",
    control: "answered",
  },
  {
    name: "datagrams to anybody else",
    use: "udp 192.0.2.1 443",
    inside: "recv: ECONNREFUSED",
    shared: "socket: EAFNOSUPPORT",
  },
  {
    name: "datagrams to anybody else, IPv6",
    use: "udp 2001:db8::1 443",
    inside: "recv: ECONNREFUSED",
    shared: "socket: EAFNOSUPPORT",
  },
  {
    name: "raw sockets",
    use: "raw",
    inside: "socket: EPERM",
    shared: "socket: EAFNOSUPPORT",
    control: "ok",
    rootOnly: true,
  },
  { name: "packets", use: "packets", inside: "socket: EAFNOSUPPORT", control: "ok", rootOnly: true },
];

/** A use of the network that ends at whoever decides, who says where it was meant to go. */
export interface ArrivalCase {
  readonly name: string;
  readonly use: string;
  readonly hosts?: readonly string[];
  readonly inside: string;
  /** What there is none of where the network is the host's: datagrams, or a port that a server of the host has. */
  readonly needs?: "datagrams" | "port";
}

export const arrivals: readonly ArrivalCase[] = [
  { name: "any port", use: "tcp 192.0.2.1 5432", inside: "192.0.2.1 5432: 192.0.2.1 5432" },
  { name: "the lowest", use: "tcp 192.0.2.1 1", inside: "192.0.2.1 1: 192.0.2.1 1" },
  { name: "the highest", use: "tcp 192.0.2.1 65535", inside: "192.0.2.1 65535: 192.0.2.1 65535" },
  { name: "the proxy's port elsewhere", use: "tcp 192.0.2.1 1023", inside: "192.0.2.1 1023: 192.0.2.1 1023" },
  { name: "without waiting", use: "tcp-later 192.0.2.1 80", inside: "192.0.2.1 80: 192.0.2.1 80" },
  { name: "IPv6", use: "tcp 2001:db8::7 22", inside: "2001:db8::7 22: 2001:db8::7 22" },
  { name: "IPv4 as IPv6", use: "tcp ::ffff:192.0.2.1 22", inside: "::ffff:192.0.2.1 22: 192.0.2.1 22" },
  { name: "a private address", use: "tcp 10.0.0.1 80", inside: "10.0.0.1 80: 10.0.0.1 80" },
  { name: "many at once", use: "crowd 192.0.2.1 1", inside: "ok" },
  { name: "the proxy", use: "tcp 127.0.0.1 1023", inside: "127.0.0.1 1023: the proxy" },
  {
    name: "a listed port of this machine",
    use: "tcp 127.0.0.1 HOST",
    hosts: ["localhost:HOST"],
    inside: "127.0.0.1 HOST: 127.0.0.1 HOST",
  },
  {
    name: "the same where a server inside has it",
    use: "own 192.0.2.1 HOST",
    needs: "port",
    hosts: ["localhost:HOST"],
    inside: "127.0.0.1 HOST: own\n192.0.2.1 HOST",
  },
  { name: "a server inside has the port", use: "own 192.0.2.1 8080", inside: "127.0.0.1 8080: own\n192.0.2.1 8080" },
  {
    name: "a name, asked for where the file says",
    use: "names 198.18.0.1 53",
    needs: "datagrams",
    inside: "198.18.0.16",
  },
  { name: "a name, asked for elsewhere", use: "names 8.8.8.8 53", needs: "datagrams", inside: "198.18.0.16" },
  {
    name: "a name, asked for at the loopback address",
    use: "names 127.0.0.1 53",
    needs: "datagrams",
    inside: "198.18.0.16",
  },
];
