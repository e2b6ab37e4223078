import { exitStatus, printable } from "../../base/index.ts";
import {
  interceptsAny,
  openListener,
  openNetworkLog,
  openSession,
  type Session,
  watchPolicy,
} from "../../engine/index.ts";
import type { EgressTools, Listen, ServeAsked, Serving } from "../egress-tools.ts";
import { writeAll } from "../world.ts";
import { writeAuthority } from "./authority-file.ts";
import type { Invocation } from "./command.ts";
import { followClients } from "./follow-clients.ts";
import { readServeOptions, type ServeOptions } from "./serve-options.ts";

const say = (line: string): void => writeAll(2, `sallyport: ${printable(line, 1000)}\n`);

/** `egress serve`: runs until it is told to stop. */
export async function egressServe(invocation: Invocation, words: readonly string[]): Promise<number> {
  const { world, options } = invocation;
  const asked = readServeOptions(invocation, words);
  const tools = await world.egressTools();
  const session = openSession(world, options);
  await using stack = new AsyncDisposableStack();
  const watched = stack.use(await watchPolicy(session, say));
  const clients =
    asked.clients === undefined ? undefined : stack.use(await followClients(asked.clients, { session, tools, say }));
  const stop = waitForSignals();
  // INVARIANT I8: what can't be recorded is not served.
  const { record } = stack.use(
    openNetworkLog(session, (error) => stop.fail(`nothing can be recorded: ${String(error)}`)),
  );
  const policy = (): Policy => watched.current().loaded.policy;
  const policies = (): readonly Policy[] => [policy(), ...(clients?.current() ?? []).map((client) => client.policy())];
  const listening =
    (where: ServeOptions["listen"][number], redirected: boolean): Listen =>
    (take, relayed) =>
      openListener(session, where, {
        redirected,
        take,
        relayed,
        failed: (why) => stop.fail(`nobody listens any more: ${why}`),
      });
  const { serve, trust } = opening(asked, tools, policies());
  if (trust !== undefined) stack.use(trust);
  const serving: Serving = stack.use(
    await serve({
      listen: asked.listen.map((where) => listening(where, asked.transparent)),
      status: asked.status && listening(asked.status, false),
      policy,
      clients: clients?.current,
      record,
    }),
  );
  tellListeners(serving);
  await stop.first;
  await Promise.race([serving.drain(asked.graceMs), stop.second]);
  return stop.hasFailed() ? exitStatus.failed : 0;
}

function tellListeners({ listeners, status }: Serving): void {
  if (status !== undefined) say(`status on ${status.address}`);
  for (const { address, notes } of listeners)
    for (const line of [`listening on ${address}`, ...notes.map((note) => `${address}: ${note}`)]) say(line);
}

type Policy = Session["loaded"]["policy"];

interface Opening {
  readonly serve: (asked: ServeAsked) => Promise<Serving>;
  readonly trust?: Disposable;
}

/** The filter as it was asked for: with TLS opened, or with a word on what that means. */
function opening({ authority }: ServeOptions, tools: EgressTools, policies: readonly Policy[]): Opening {
  if (authority === undefined) {
    if (policies.some(interceptsAny))
      say(
        "the profile has rules for requests, or credentials, and TLS is not opened: hosts that they are for are refused over https; --authority FILE opens it, and writes the certificate that clients must trust",
      );
    return { serve: tools.serve };
  }
  const tls = tools.serveTls();
  for (const line of new Set(policies.flatMap(tls.missing))) say(line);
  const trust = writeAuthority(authority, tls.bundle);
  return { serve: tls.serve, trust };
}

interface Stop {
  readonly first: Promise<void>;
  /** Who asks twice does not want to wait. */
  readonly second: Promise<void>;
  readonly fail: (why: string) => void;
  readonly hasFailed: () => boolean;
}

function waitForSignals(): Stop {
  const first = Promise.withResolvers<void>();
  const second = Promise.withResolvers<void>();
  let asked = false;
  let failed = false;
  const ask = (): void => {
    if (asked) second.resolve();
    asked = true;
    first.resolve();
  };
  for (const signal of ["SIGTERM", "SIGINT"] as const) process.on(signal, ask);
  return {
    first: first.promise,
    second: second.promise,
    fail: (why) => {
      say(`stopping, since ${why}`);
      failed = true;
      first.resolve();
      second.resolve();
    },
    hasFailed: () => failed,
  };
}
