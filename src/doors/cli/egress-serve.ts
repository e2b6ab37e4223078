import { readFileSync } from "node:fs";
import { ConfigError, printable } from "../../base/index.ts";
import { openNetworkLog, openSession, reopenSession, type Session, watchPolicy } from "../../engine/index.ts";
import type { KnownClient, Listening, Serving } from "../egress-tools.ts";
import { writeAll } from "../world.ts";
import { type Invocation, ownValue } from "./command.ts";

/** Seconds that tunnels get to end by themselves. */
const standardGrace = 10;

const say = (line: string): void => writeAll(2, `sallyport: ${printable(line, 1000)}\n`);

/** `egress serve`: runs until it is told to stop. */
export async function egressServe(invocation: Invocation, words: readonly string[]): Promise<number> {
  const { world, options, own } = invocation;
  const listen = readListening("--listen", ownValue(invocation, "--listen"));
  if (listen === undefined || words.length > 0 || own.has("--batch"))
    throw new ConfigError("config/usage", "egress serve: --listen takes ADDR:PORT or unix:PATH");
  const status = readListening("--status", ownValue(invocation, "--status"));
  const grace = readGrace(ownValue(invocation, "--grace"));
  const tools = await world.egressTools();
  const session = openSession(world, options);
  await using stack = new AsyncDisposableStack();
  const watched = stack.use(await watchPolicy(session, say));
  const clients = await readClients(ownValue(invocation, "--clients"), session, stack);
  const stop = waitForSignals();
  // INVARIANT I8: what can't be recorded is not served.
  const { record } = stack.use(
    openNetworkLog(session, (error) => {
      say(`stopping, since nothing can be recorded: ${String(error)}`);
      stop.now();
    }),
  );
  const policy = (): Session["loaded"]["policy"] => watched.current().loaded.policy;
  const serving = stack.use(await start(() => tools.serve({ listen, status, policy, clients, record })));
  say(`listening on ${serving.address}`);
  await stop.first;
  await Promise.race([serving.drain(grace * 1000), stop.second]);
  return 0;
}

async function start(serve: () => Promise<Serving>): Promise<Serving> {
  try {
    return await serve();
  } catch (error) {
    throw new ConfigError("config/usage", `egress serve: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** Reads `ADDR:PORT`, `[ADDR]:PORT` or `unix:PATH`. */
function readListening(flag: string, text: string | undefined): Listening | undefined {
  if (text === undefined) return undefined;
  const [, path] = /^unix:(.+)$/su.exec(text) ?? [];
  if (path !== undefined) return { path };
  const [, bracketed, plain, port] = /^(?:\[([0-9a-f:.]+)\]|([^:[\]]+)):(\d{1,5})$/iu.exec(text) ?? [];
  const host = bracketed ?? plain;
  if (host === undefined || Number(port) > 65_535)
    throw new ConfigError("config/usage", `egress serve: ${flag} takes ADDR:PORT or unix:PATH`);
  return { host, port: Number(port) };
}

function readGrace(text: string | undefined): number {
  if (text === undefined) return standardGrace;
  if (/^\d{1,6}$/u.test(text)) return Number(text);
  throw new ConfigError("config/usage", "egress serve: --grace takes a number of seconds");
}

type Clients = ReadonlyMap<string, KnownClient> | undefined;

/** Lines of `name:secret`, and the profile that holds for that client where it is another one. */
async function readClients(path: string | undefined, session: Session, stack: AsyncDisposableStack): Promise<Clients> {
  if (path === undefined) return undefined;
  const clients = new Map<string, KnownClient>();
  for (const [at, line] of readText(path).split("\n").entries()) {
    if (/^\s*(?:#|$)/u.test(line)) continue;
    const [, name = "", secret = "", profile] = /^([^\s:]+):(\S+)(?:\s+(\S+))?\s*$/u.exec(line) ?? [];
    if (name === "") throw new ConfigError("config/usage", `${path}:${at + 1}: a line is name:secret [PROFILE]`);
    const own = profile === undefined ? session : reopenSession(session, { ...session.choice, profile });
    const watched = stack.use(await watchPolicy(own, say));
    clients.set(name, { secret, policy: () => watched.current().loaded.policy });
  }
  return clients;
}

function readText(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    throw new ConfigError("config/unreadable", `${printable(path)}: ${String(error)}`);
  }
}

interface Stop {
  readonly first: Promise<void>;
  /** Who asks twice does not want to wait. */
  readonly second: Promise<void>;
  readonly now: () => void;
}

function waitForSignals(): Stop {
  const first = Promise.withResolvers<void>();
  const second = Promise.withResolvers<void>();
  let asked = false;
  const ask = (): void => {
    if (asked) second.resolve();
    asked = true;
    first.resolve();
  };
  for (const signal of ["SIGTERM", "SIGINT"] as const) process.on(signal, ask);
  return { first: first.promise, second: second.promise, now: ask };
}
