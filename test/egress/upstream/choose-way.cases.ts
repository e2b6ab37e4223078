/** What is asked for, what the name's addresses are here, and what becomes of it. */
export interface WayRow {
  readonly name: string;
  readonly allowed?: readonly string[];
  readonly noProxy?: readonly string[];
  readonly proxies?: "both" | "http" | "https" | "none";
  readonly asked: string;
  readonly scheme?: "http" | "https";
  readonly upgrades?: boolean;
  readonly found?: readonly string[];
  /** The way, and what is dialled or asked for; or the reason of the refusal. */
  readonly expected: string;
}

const ways: readonly WayRow[] = [
  { name: "plain HTTP by name", asked: "a.test:80", scheme: "http", expected: "request http.proxy" },
  { name: "TLS by name", asked: "a.test:443", scheme: "https", expected: "tunnel https.proxy" },
  { name: "a tunnel by name", asked: "a.test:443", expected: "tunnel https.proxy" },
  { name: "a tunnel for another protocol", asked: "a.test:22", expected: "tunnel https.proxy" },
  { name: "what may be plain HTTP waits", asked: "a.test:80", expected: "late tunnel https.proxy" },
  { name: "a WebSocket", asked: "a.test:80", scheme: "http", upgrades: true, expected: "tunnel https.proxy" },
  { name: "TLS without a proxy for it", proxies: "http", asked: "a.test:443", found: ["9.9.9.9"], expected: "9.9.9.9" },
  {
    name: "a WebSocket with a proxy for plain HTTP alone",
    proxies: "http",
    asked: "a.test:80",
    scheme: "http",
    upgrades: true,
    expected: "tunnel http.proxy",
  },
  {
    name: "plain HTTP without a proxy for it",
    proxies: "https",
    asked: "a.test:80",
    scheme: "http",
    found: ["9.9.9.9"],
    expected: "9.9.9.9",
  },
  {
    name: "what may be plain HTTP with a proxy for that alone",
    proxies: "http",
    asked: "a.test:80",
    found: ["9.9.9.9"],
    expected: "late 9.9.9.9",
  },
  { name: "no proxies", proxies: "none", asked: "a.test:443", found: ["9.9.9.9"], expected: "9.9.9.9" },
];

const star = ["*"];
const names: readonly WayRow[] = [
  {
    name: "a listed name with public addresses",
    asked: "a.test:443",
    found: ["9.9.9.9"],
    expected: "tunnel https.proxy",
  },
  {
    name: "a listed name with a private one",
    asked: "a.test:443",
    found: ["10.0.0.1"],
    expected: "net/address-refused",
  },
  {
    name: "a listed name with both",
    asked: "a.test:443",
    found: ["10.0.0.1", "9.9.9.9"],
    expected: "tunnel https.proxy 9.9.9.9",
  },
  {
    name: "a listed name with a listed private one",
    allowed: ["a.test", "10.0.0.1"],
    asked: "a.test:443",
    found: ["10.0.0.1"],
    expected: "tunnel https.proxy",
  },
  { name: "one label below", allowed: ["*.a.test"], asked: "b.a.test:443", expected: "tunnel https.proxy" },
  { name: "any label below", allowed: ["**.a.test"], asked: "c.b.a.test:443", expected: "tunnel https.proxy" },
  { name: "listed beside a star", allowed: ["*", "a.test"], asked: "a.test:443", expected: "tunnel https.proxy" },
  {
    name: "listed for another port only",
    allowed: ["*", "a.test:444"],
    asked: "a.test:443",
    expected: "net/unresolved",
  },
  { name: "a star, unknown here", allowed: star, asked: "a.test:443", expected: "net/unresolved" },
  { name: "a star with a port, unknown here", allowed: ["*:443"], asked: "a.test:443", expected: "net/unresolved" },
  {
    name: "a star with public addresses",
    allowed: star,
    asked: "a.test:443",
    found: ["9.9.9.9", "2606:4700::1111"],
    expected: "tunnel https.proxy 9.9.9.9 2606:4700::1111",
  },
  {
    name: "a star with a private one",
    allowed: star,
    asked: "a.test:443",
    found: ["10.0.0.1"],
    expected: "net/address-refused",
  },
  {
    name: "plain HTTP under a star is no request to the proxy, which would take the address for the site",
    allowed: star,
    asked: "a.test:80",
    scheme: "http",
    found: ["9.9.9.9"],
    expected: "tunnel http.proxy 9.9.9.9",
  },
  { name: "another name", asked: "b.test:443", expected: "net/host-not-allowed" },
  { name: "the proxy's own name", asked: "https.proxy:3128", expected: "net/host-not-allowed" },
  { name: "the proxy's own address", asked: "10.0.0.99:3128", expected: "net/address-not-listed" },
  {
    name: "a listed address",
    allowed: ["9.9.9.9"],
    asked: "9.9.9.9:443",
    expected: "tunnel https.proxy 9.9.9.9",
  },
  {
    name: "a listed address by plain HTTP",
    allowed: ["9.9.9.9"],
    asked: "9.9.9.9:8080",
    scheme: "http",
    expected: "request http.proxy 9.9.9.9",
  },
  {
    name: "a listed private address",
    allowed: ["10.0.0.1"],
    asked: "10.0.0.1:22",
    expected: "tunnel https.proxy 10.0.0.1",
  },
  {
    name: "this machine",
    allowed: ["localhost"],
    asked: "localhost:5432",
    found: ["127.0.0.1"],
    expected: "127.0.0.1",
  },
  { name: "this machine's address", allowed: ["127.0.0.1"], asked: "127.0.0.1:5432", expected: "127.0.0.1" },
  {
    name: "the address of metadata",
    allowed: ["169.254.169.254"],
    asked: "169.254.169.254:80",
    expected: "169.254.169.254",
  },
];

const excepted = (name: string, noProxy: readonly string[], asked: string, isExcepted: boolean): WayRow => ({
  name: `no_proxy: ${name}`,
  allowed: ["**.test", "10.0.0.0", "10.1.2.3", "9.9.9.9", "2606:4700::1111"],
  noProxy,
  asked,
  found: ["9.9.9.9"],
  expected: isExcepted ? "9.9.9.9" : "tunnel https.proxy",
});

const exceptions: readonly WayRow[] = [
  excepted("the name", ["a.test"], "a.test:443", true),
  excepted("not what is below", ["a.test"], "b.a.test:443", false),
  excepted("a suffix", [".a.test"], "c.b.a.test:443", true),
  excepted("a suffix with a star", ["*.a.test"], "c.b.a.test:443", true),
  excepted("not what a suffix is of", [".a.test"], "a.test:443", false),
  excepted("not what only ends alike", [".a.test"], "ba.test:443", false),
  excepted("a port", ["a.test:443"], "a.test:443", true),
  excepted("another port", ["a.test:8443"], "a.test:443", false),
  excepted("everything", ["*"], "a.test:443", true),
  excepted("nothing", [], "a.test:443", false),
  { ...excepted("an address", ["10.1.2.3"], "10.1.2.3:22", true), expected: "10.1.2.3" },
  { ...excepted("a network", ["10.0.0.0/8"], "10.1.2.3:22", true), expected: "10.1.2.3" },
  { ...excepted("another network", ["10.2.0.0/16"], "10.1.2.3:22", false), expected: "tunnel https.proxy 10.1.2.3" },
  { ...excepted("a network of IPv6", ["2606:4700::/32"], "[2606:4700::1111]:22", true), expected: "2606:4700::1111" },
  { ...excepted("everything, an address too", ["*"], "10.1.2.3:22", true), expected: "10.1.2.3" },
  excepted("no address of a name", ["9.9.9.9", "9.0.0.0/8"], "a.test:443", false),
];

export const wayRows: readonly WayRow[] = [...ways, ...names, ...exceptions];
