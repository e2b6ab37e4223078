import type { NetworkEntry } from "../../src/base/index.ts";
import { connect, createServer, type Socket } from "node:net";
import { createServer as createHttpServer, type RequestListener } from "node:http";
import { fileURLToPath } from "node:url";
import { createEgress } from "../../src/egress/create-egress.ts";
import { loadKeeping } from "../../src/egress/server-pool.ts";
import type { Egress, EgressLimits, EgressPolicy, EgressSettings, Origin } from "../../src/egress/settings.ts";
import { egressPolicyOf } from "../../src/egress/egress-policy.ts";
import { listenRelayed, type OpenDesk } from "../../src/run/listen-relayed.ts";
import { type ProfileBody, policyOf } from "../policy/policy-of.ts";
import { listening, type Running } from "./tls/tls-servers.ts";

export interface LoopbackFilter extends Running {
  readonly entries: readonly NetworkEntry[];
  /** Sends bytes to the filter and gives what came back when it ended, or when `until` stood in it. */
  readonly talk: (text: string | Buffer, until?: RegExp) => Promise<string>;
  readonly open: () => Socket;
  /** Takes no new connections, and keeps none for a next request. */
  readonly drain: () => void;
}

interface Wanted {
  readonly access?: ProfileBody;
  readonly limits?: Partial<EgressLimits>;
  readonly settings?: Partial<EgressSettings>;
  readonly policy?: Partial<EgressPolicy>;
  /** Where captured connections were to go. */
  readonly origin?: Origin;
  /** Behind the native helper, as `egress serve` runs it, or behind another build of it. */
  readonly relayed?: boolean | string;
}

const builtWarden = fileURLToPath(new URL("../../dist/warden", import.meta.url));

/** What listens for a filter, and leaves no connection behind. */
async function listenFor(
  egress: Egress,
  { origin, relayed = false }: Wanted,
): Promise<Running & { readonly close?: () => void }> {
  if (relayed === false)
    return listening(createServer({ allowHalfOpen: true }, (socket) => egress.handle(socket, origin)));
  const unwanted = (why?: unknown): never => {
    throw new Error(`the helper does not carry this: ${String(why)}`);
  };
  const warden = relayed === true ? builtWarden : relayed;
  const desk: OpenDesk = (orders) => egress.relayDesk(orders, () => () => undefined);
  const listener = await listenRelayed(
    { host: "127.0.0.1", port: 0 },
    { warden, desk, take: unwanted, idleMs: 600_000, failed: unwanted },
  );
  return { ...listener, port: listener.port ?? 0 };
}

/** A filter for which `*.test` names stand for this machine's loopback address, which is listed. */
export async function openLoopbackFilter({
  access,
  limits = {},
  settings = {},
  policy = {},
  ...wanted
}: Wanted = {}): Promise<LoopbackFilter> {
  // Else what is asked first would go another way than what is asked later.
  await loadKeeping();
  const entries: NetworkEntry[] = [];
  const network_access = { allowed_domains: ["allowed.test", "*.allowed.test", "127.0.0.1"], ...access };
  const compiled = policyOf({ permissions: { network_access } });
  const egress = createEgress({
    policy: () => ({ ...egressPolicyOf(compiled), ...policy }),
    resolve: () => Promise.resolve(["127.0.0.1"]),
    dial: (address, port) => connect({ host: address, port, allowHalfOpen: true }),
    ownAddresses: () => [],
    record: (entry) => entries.push(entry),
    limits,
    ...settings,
  });
  const running = await listenFor(egress, wanted);
  const isRelayed = (wanted.relayed ?? false) !== false;
  const open = (): Socket => connect({ host: "127.0.0.1", port: running.port, allowHalfOpen: true });
  return {
    port: running.port,
    entries,
    open,
    drain: () => {
      running.close?.();
      egress.endIdle();
    },
    talk: (text, until) => converse(open(), text, until),
    [Symbol.asyncDispose]: async () => {
      if (isRelayed) await running[Symbol.asyncDispose]();
      await egress[Symbol.asyncDispose]();
      if (!isRelayed) await running[Symbol.asyncDispose]();
    },
  };
}

/** Everything that comes back, as text. */
function converse(socket: Socket, text: string | Buffer, until?: RegExp): Promise<string> {
  const { promise, resolve } = Promise.withResolvers<string>();
  let got = "";
  const done = (): void => {
    resolve(got);
    socket.destroy();
  };
  socket.on("error", done).on("end", done).on("close", done);
  socket.on("data", (chunk) => {
    got += chunk.toString("latin1");
    if (until?.test(got) === true) done();
  });
  socket.write(text);
  return promise;
}

export async function httpServer(listener: RequestListener): Promise<Running> {
  return listening(createHttpServer(listener));
}

export async function rawServer(listener: (socket: Socket) => void): Promise<Running> {
  return listening(createServer({ allowHalfOpen: true }, listener));
}

/** Waits until something holds, and fails rather than waiting on after its test. */
export async function eventually(holds: () => boolean): Promise<void> {
  const deadline = performance.now() + 40_000;
  while (!holds()) {
    if (performance.now() > deadline) throw new Error(`it never came to hold: ${String(holds)}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
