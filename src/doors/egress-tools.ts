import type { Decision } from "../base/index.ts";
import type { FetchPage, Session } from "../engine/index.ts";

/** What the network's filter offers to the command line. */
export interface EgressTools {
  /** The verdict on one line of a batch; anything may be handed in. Groups of hosts stand for what they are given as. */
  readonly checkLine: (line: unknown, groups: ReadonlyMap<string, readonly string[]>) => Promise<Decision>;
  /** The verdict on a URL, or `host:port`, under a session's profile: by name, and by what the name resolves to. */
  readonly checkUrl: (session: Session, url: string) => Promise<Decision>;
  readonly fetchPage: FetchPage;
}
