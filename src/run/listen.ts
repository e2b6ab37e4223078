import { lstatSync, unlinkSync } from "node:fs";
import { connect, createServer, type ListenOptions, type Server, type Socket } from "node:net";
import process from "node:process";
import { ConfigError, EnforcementError, printable } from "../base/index.ts";

/** Where to listen: an address and a port, or the path of a socket. */
export type Endpoint = { readonly host: string; readonly port: number } | { readonly path: string };

/** Where a connection was meant to go before a rule led it here. */
interface Redirection {
  readonly address: string;
  readonly port: number;
}

/** Takes accepted connections over. */
export type TakeConnection = (socket: Socket, redirection?: Redirection) => void;

/** Something that listens. Disposed, nothing of it is left; connections are their owner's. */
export interface Listener extends AsyncDisposable {
  /** `host:port`, or the path of a socket. */
  readonly address: string;
  readonly port: number | undefined;
  /** What the operator should know. */
  readonly notes: readonly string[];
  /** Takes no new connections. */
  readonly close: () => void;
}

/**
 * Listens. A socket file is this user's alone, takes the place of one that a killed process left, and goes when the listener does.
 * Throws a `ConfigError` when the place is taken or is none, an `EnforcementError` when this user may not listen there.
 */
export async function listen(where: Endpoint, take: TakeConnection): Promise<Listener> {
  if ("path" in where) await removeStale(where.path);
  const server = createServer({ allowHalfOpen: true, noDelay: true }, (socket) => take(socket));
  try {
    await started(server, where);
  } catch (error) {
    throw listenFailure(where, error instanceof Error ? error.message : String(error));
  }
  return {
    address: "path" in where ? where.path : addressText(server),
    port: portOf(server),
    notes: [],
    close: () => server.close(),
    [Symbol.asyncDispose]: async () => {
      server.close();
      await Promise.resolve();
    },
  };
}

export function listenFailure(where: Endpoint, why: string): ConfigError | EnforcementError {
  const place = "path" in where ? where.path : `${where.host}:${where.port}`;
  const text = `listening on ${printable(place)}: ${printable(why)}`;
  if (!/EACCES|EPERM|permission denied|not permitted/iu.test(why)) return new ConfigError("config/usage", text);
  const advice =
    "path" in where
      ? "the folder has to be writable"
      : "a port below 1024 takes CAP_NET_BIND_SERVICE (in a container --cap-add NET_BIND_SERVICE), or choose another";
  return new EnforcementError("enforcement/start-failed", `${text}; ${advice}`);
}

async function started(server: Server, where: ListenOptions): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  server.once("error", reject);
  // A socket file gets its mode when it is bound: at no moment may others write to it. Binding happens within the call.
  const mask = "path" in where ? process.umask(0o177) : undefined;
  try {
    server.listen(where, resolve);
  } finally {
    if (mask !== undefined) process.umask(mask);
  }
  await promise;
  server.off("error", reject);
}

/** A socket file at which nobody answers is what a killed process has left. Anything else stays. */
async function removeStale(path: string): Promise<void> {
  const found = lstatSync(path, { throwIfNoEntry: false });
  if (found === undefined) return;
  if (!found.isSocket()) throw new ConfigError("config/usage", `${printable(path)} is there and is no socket`);
  const { promise, resolve } = Promise.withResolvers<string>();
  const probe = connect(path, () => resolve("")).once("error", (error: Error & { code?: string }) =>
    resolve(error.code ?? error.message),
  );
  const answer = await promise;
  probe.destroy();
  if (answer === "ECONNREFUSED") unlinkSync(path);
  else if (answer === "") throw new ConfigError("config/usage", `another process listens on ${printable(path)}`);
}

function portOf(server: Server): number | undefined {
  const address = server.address();
  return address === null || typeof address === "string" ? undefined : address.port;
}

function addressText(server: Server): string {
  const address = server.address();
  if (address === null || typeof address === "string") return address ?? "";
  return hostAndPort(address.address, address.port);
}

export function hostAndPort(host: string, port: number): string {
  return host.includes(":") ? `[${host}]:${port}` : `${host}:${port}`;
}
