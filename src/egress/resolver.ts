import { lookup, Resolver } from "node:dns/promises";
import type { EgressSettings } from "./settings.ts";

export interface Asking {
  /** `address:port` of each; absent: as the programs of this machine look names up. */
  readonly servers?: readonly string[];
  readonly patienceMs?: number;
  /** Answers are kept for a moment, so that a busy client does not ask for each request. */
  readonly keptMs?: number;
}

const mostKept = 1000;

/** What `localhost` stands for: no server is asked for it (RFC 6761). */
const loopback: Promise<readonly string[]> = Promise.resolve(["127.0.0.1", "::1"]);

/** Each of these holds one of the few threads of the process, for as long as a silent server lets it wait. */
const mostLookups = 2;

interface Kept {
  readonly until: number;
  readonly addresses: Promise<readonly string[]>;
}

export type Resolve = EgressSettings["resolve"];

/** Finds all addresses of a name; none where it has none or nobody answers in time. */
export function createResolver({ servers, patienceMs = 10_000, keptMs = 5000 }: Asking = {}): Resolve {
  const asked = new Resolver({ timeout: patienceMs / 5, tries: 2 });
  if (servers !== undefined) asked.setServers(servers);
  const find = servers === undefined ? createFinder(asked) : (name: string) => askServers(name, asked);
  const kept = new Map<string, Kept>();
  return (name) => {
    if (/(?:^|\.)localhost$/u.test(name)) return loopback;
    const now = performance.now();
    const found = kept.get(name);
    if (found !== undefined && found.until > now) return found.addresses;
    const addresses = inTime(find(name), patienceMs);
    kept.delete(name);
    kept.set(name, { until: now + keptMs, addresses });
    const [oldest] = kept.keys();
    if (kept.size > mostKept && oldest !== undefined) kept.delete(oldest);
    return addresses;
  };
}

/** What was found, or none when that takes longer. */
export function inTime(addresses: Promise<readonly string[]>, ms: number): Promise<readonly string[]> {
  const { promise, resolve } = Promise.withResolvers<readonly string[]>();
  const timer = setTimeout(() => resolve([]), ms);
  addresses.then(resolve, () => resolve([])).finally(() => clearTimeout(timer));
  return promise;
}

/** As the programs of this machine look names up, with `/etc/hosts` and all; where that is slow, from its DNS servers directly. */
function createFinder(servers: Resolver): Resolve {
  let running = 0;
  return async (name) => {
    if (running >= mostLookups) return askServers(name, servers);
    running += 1;
    try {
      const found = await lookup(name, { all: true });
      return found.map(({ address }) => address);
    } finally {
      running -= 1;
    }
  };
}

async function askServers(name: string, servers: Resolver): Promise<readonly string[]> {
  const none = (): string[] => [];
  const [four, six] = await Promise.all([servers.resolve4(name).catch(none), servers.resolve6(name).catch(none)]);
  return [...four, ...six];
}
