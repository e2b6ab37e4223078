/** The network's filter: what leaves for other hosts, decided by name and again by address. */
export { checkLine } from "./check/check-line.ts";
export { checkUrl } from "./check/check-url.ts";
export { fetchFor } from "./fetch/open-fetcher.ts";
export { openSessionTls } from "./tls/open-session-tls.ts";
export { parseRange } from "./serve/address-range.ts";
export { serveEgress } from "./serve/serve-egress.ts";
export { openSandboxNetwork } from "./sandbox-network.ts";
