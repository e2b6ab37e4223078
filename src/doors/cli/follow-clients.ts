import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { ConfigError, printable } from "../../base/index.ts";
import { reopenSession, type Session, watchFiles, watchPolicy } from "../../engine/index.ts";
import type { EgressTools, KnownClient } from "../egress-tools.ts";
import { parseClients } from "./parse-clients.ts";

interface ClientsOptions {
  readonly session: Session;
  readonly tools: Pick<EgressTools, "parseRange">;
  readonly say: (line: string) => void;
}

/** Clients whose profiles are followed. Disposed, they stay as they are. */
export interface FollowedClients extends AsyncDisposable {
  readonly current: () => readonly KnownClient[];
}

/** The clients of a file, as it is now. A broken edit keeps the last good ones and says why; so does a good one. */
export async function followClients(file: string, options: ClientsOptions): Promise<FollowedClients> {
  const { say, session } = options;
  const path = resolve(session.host.places.cwd, file);
  let current = await loadClients(path, options);
  let work = Promise.resolve();
  const reload = async (): Promise<void> => {
    try {
      const next = await loadClients(path, options);
      const last = current;
      current = next;
      await last[Symbol.asyncDispose]();
      say(`clients reloaded: ${next.current().length}`);
    } catch (error) {
      if (!(error instanceof ConfigError)) throw error;
      say(`the changed clients can't be used, the last good ones still hold: ${error.message}`);
    }
  };
  const watcher = await watchFiles(
    () => [path],
    say,
    () => {
      work = work.then(reload);
    },
  );
  return {
    current: () => current.current(),
    [Symbol.asyncDispose]: async () => {
      await watcher[Symbol.asyncDispose]();
      await work;
      await current[Symbol.asyncDispose]();
    },
  };
}

async function loadClients(path: string, { session, tools, say }: ClientsOptions): Promise<FollowedClients> {
  const entries = parseClients(readText(path), path, tools);
  await using stack = new AsyncDisposableStack();
  const policies = new Map<string | undefined, KnownClient["policy"]>();
  for (const { profile } of entries) {
    if (policies.has(profile)) continue;
    const own = profile === undefined ? session : reopenSession(session, { ...session.choice, profile });
    const watched = stack.use(await watchPolicy(own, say));
    policies.set(profile, () => watched.current().loaded.policy);
  }
  const clients = entries.flatMap(({ profile, ...entry }) => {
    const policy = policies.get(profile);
    return policy === undefined ? [] : [{ ...entry, policy }];
  });
  const followed = stack.move();
  return { current: () => clients, [Symbol.asyncDispose]: () => followed.disposeAsync() };
}

function readText(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    throw new ConfigError("config/unreadable", `${printable(path)}: ${printable(String(error))}`);
  }
}
