/** Which URLs servers have just redirected a client to, and how many redirects lead there. */
export interface Redirects {
  readonly depth: (client: string | undefined, url: string) => number;
  /** Notes what a server answered: where to, or nothing for an answer that ends the chain. */
  readonly note: (client: string | undefined, url: string, next: string | undefined) => void;
}

/** So many are remembered; the oldest go first. */
const most = 2000;

export function createRedirects(): Redirects {
  const depths = new Map<string, number>();
  const keyOf = (client: string | undefined, url: string): string => `${client ?? ""} ${URL.parse(url)?.href ?? url}`;
  // Most clients are hardly ever redirected: then no key is made.
  const depth = (client: string | undefined, url: string): number =>
    depths.size === 0 ? 0 : (depths.get(keyOf(client, url)) ?? 0);
  return {
    depth,
    note: (client, url, next) => {
      if (next === undefined && depths.size === 0) return;
      const reached = depth(client, url);
      depths.delete(keyOf(client, url));
      if (next === undefined) return;
      depths.set(keyOf(client, next), reached + 1);
      const [oldest] = depths.keys();
      if (depths.size > most && oldest !== undefined) depths.delete(oldest);
    },
  };
}
