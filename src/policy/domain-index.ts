import type { DomainIndex, DomainPattern } from "./compiled-policy.ts";
import { isPlainName } from "./host-name.ts";

/** A host as a request names it, in normal form. */
export interface HostTarget {
  readonly host: string;
  readonly port: number | undefined;
}

/** How wide a star reaches: a denial covers names of any depth and addresses too. */
export type DomainReach = "grant" | "refusal";

export function indexDomains<T>(entries: Iterable<readonly [string, T]>): DomainIndex<T> {
  const exact = new Map<string, DomainPattern<T>[]>();
  const below = new Map<string, DomainPattern<T>[]>();
  const any: DomainPattern<T>[] = [];
  for (const [text, value] of entries) {
    const stars = /^\*{1,2}\./u.exec(text)?.[0] ?? "";
    const { host, port } = splitPort(text.slice(stars.length));
    const labels = stars === "" ? "none" : stars === "*." ? "one" : "many";
    const pattern = { labels, port, value } as const;
    if (host === "*" || host === "**") any.push(pattern);
    else file(stars === "" ? exact : below, normalHost(host), pattern);
  }
  return { exact, below, any };
}

function file<T>(map: Map<string, DomainPattern<T>[]>, key: string, pattern: DomainPattern<T>): void {
  const filed = map.get(key);
  if (filed === undefined) map.set(key, [pattern]);
  else filed.push(pattern);
}

function splitPort(text: string): { readonly host: string; readonly port: number | undefined } {
  const match = /^(?<host>\[[^\]]*\]|[^:]*):(?<port>\d{1,5})$/u.exec(text);
  return { host: match?.groups?.["host"] ?? text, port: match === null ? undefined : Number(match.groups?.["port"]) };
}

/** The entry that names the host, if any. */
export function findDomain<T>(index: DomainIndex<T>, target: HostTarget, reach: DomainReach): T | undefined {
  const fits = (pattern: DomainPattern<T>): boolean =>
    pattern.port === undefined || (target.port === undefined ? reach === "refusal" : pattern.port === target.port);
  const host = normalHost(target.host);
  const exact = index.exact.get(host)?.find(fits);
  if (exact !== undefined) return exact.value;
  if (!isAddress(host)) {
    const above = findAbove(index, host, (pattern, depth) => fits(pattern) && (depth === 1 || wide(pattern, reach)));
    if (above !== undefined) return above;
  }
  // A star stands for names; an address is granted only by being listed.
  return isAddress(host) && reach === "grant" ? undefined : index.any.find(fits)?.value;
}

function wide<T>(pattern: DomainPattern<T>, reach: DomainReach): boolean {
  return pattern.labels === "many" || reach === "refusal";
}

function findAbove<T>(
  index: DomainIndex<T>,
  host: string,
  accepts: (pattern: DomainPattern<T>, depth: number) => boolean,
): T | undefined {
  let depth = 1;
  for (let dot = host.indexOf("."); dot !== -1; dot = host.indexOf(".", dot + 1), depth += 1) {
    const here = depth;
    const found = index.below.get(host.slice(dot + 1))?.find((pattern) => accepts(pattern, here));
    if (found !== undefined) return found.value;
  }
  return undefined;
}

function isAddress(host: string): boolean {
  return host.includes(":") || /^\d+(?:\.\d+){3}$/u.test(host);
}

/** Lower case, no final dot, addresses and international names as the platform's URL parser spells them. */
export function normalHost(text: string): string {
  if (isPlainName(text)) return text;
  const bare = text
    .replace(/^\[|\]$/gu, "")
    .replace(/\.$/u, "")
    .toLowerCase();
  const parsed = URL.parse(`http://${bare.includes(":") ? `[${bare}]` : bare}/`);
  return parsed === null ? bare : parsed.hostname.replace(/^\[|\]$/gu, "").replace(/\.$/u, "");
}
