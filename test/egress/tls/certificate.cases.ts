interface CertificateRow {
  readonly name: string;
  readonly host: string;
  readonly kind: "name" | "address";
  /** The subject that openssl prints; empty where the host is too long for a common name. */
  readonly subject: string;
}

const label = "a".repeat(59);

export const certificateRows: readonly CertificateRow[] = [
  { name: "a name", host: "api.example.com", kind: "name", subject: "CN=api.example.com" },
  { name: "one label", host: "localhost", kind: "name", subject: "CN=localhost" },
  { name: "punycode", host: "xn--bcher-kva.example", kind: "name", subject: "CN=xn--bcher-kva.example" },
  { name: "an underscore", host: "my_host.internal", kind: "name", subject: "CN=my_host.internal" },
  { name: "64 characters", host: `${label}.test`, kind: "name", subject: `CN=${label}.test` },
  { name: "65 characters", host: `${label}a.test`, kind: "name", subject: "" },
  { name: "a name of 250 characters", host: `${`${label}.`.repeat(4)}examplenet`, kind: "name", subject: "" },
  { name: "an IPv4 address", host: "192.0.2.250", kind: "address", subject: "CN=192.0.2.250" },
  { name: "an IPv6 address", host: "2001:db8::ff:1", kind: "address", subject: "CN=2001:db8::ff:1" },
  { name: "the shortest IPv6 address", host: "::1", kind: "address", subject: "CN=::1" },
  { name: "an IPv6 address without a gap", host: "1:2:3:4:5:6:7:8", kind: "address", subject: "CN=1:2:3:4:5:6:7:8" },
  { name: "an IPv6 address that ends in a gap", host: "2001:db8::", kind: "address", subject: "CN=2001:db8::" },
];
