import type { NetworkEntry } from "../base/index.ts";
import { timingSafeEqual } from "node:crypto";
import type { Socket as NamesSocket } from "node:dgram";
import { connect, type Socket } from "node:net";
import { allowedByList, type CompiledPolicy, hostPolicyOf, parseHostName } from "../policy/index.ts";
import { createEgress } from "./create-egress.ts";
import { createPolicies } from "./egress-policy.ts";
import { createNameTable } from "./names/name-table.ts";
import { serveNames, serveNamesOver } from "./names/serve-names.ts";
import { createResolver } from "./resolver.ts";
import type { Client } from "./settings.ts";
import type { SessionTls } from "./tls/open-session-tls.ts";
import { createInterception } from "./tls/open-tls.ts";

const namesPort = 53;

interface SandboxAsked {
  /** `user:password`, new for each sandbox. */
  readonly credentials: string;
  readonly policy: () => CompiledPolicy;
  /** Counts one request; false when there were as many as the limit that holds now. */
  readonly admit: (limit: number) => boolean;
  readonly record: (entry: NetworkEntry) => void;
  readonly ownAddresses: () => readonly string[];
  /** What opens TLS. Absent: nothing that can't be read gets to hosts with rules for requests. */
  readonly tls?: Pick<SessionTls, "authority" | "secretsOf">;
}

/** One client, whichever way its connections take: its requests are counted together. */
const client: Client = { name: "sandbox" };

/** One sandbox's way out, for the sockets that were made inside it. Disposed, it has let go of every connection. */
interface SandboxNetwork extends AsyncDisposable {
  readonly client: (socket: Socket) => void;
  readonly names: (socket: NamesSocket) => void;
  readonly connection: (socket: Socket, to: { readonly address: string; readonly port: number }) => void;
}

/** Filters what leaves a sandbox: through its proxy, or past it by names and addresses. */
export function openSandboxNetwork({ credentials, policy, tls, ...asked }: SandboxAsked): SandboxNetwork {
  const table = createNameTable();
  const policies = createPolicies(tls?.secretsOf);
  const egress = createEgress({
    policy: () => policies(policy()),
    ...(tls && { intercept: createInterception({ authority: tls.authority }) }),
    resolve: createResolver(),
    dial: (address, port) => connect({ host: address, port, allowHalfOpen: true }),
    ...asked,
    authenticate: (name, word) => (isSame(`${name}:${word}`, credentials) ? client : undefined),
  });
  return {
    client: (socket) => egress.handle(socket),
    names: (socket) => serveNames(socket, table),
    connection: (socket, { address, port }) => {
      if (port === namesPort) return serveNamesOver(socket, table);
      const host = isLoopback(address) ? nameOfLoopback(policy(), port) : table.nameOf(address);
      return egress.handle(socket, { client, address, port, ...(host !== undefined && { host }) });
    },
    [Symbol.asyncDispose]: () => egress[Symbol.asyncDispose](),
  };
}

/** Only listed ports of it lead here; to a program inside it is this machine, as outside. */
function isLoopback(address: string): boolean {
  return address === "::1" || address.startsWith("127.");
}

/** The name, where that is what is listed; else the address speaks for itself. */
function nameOfLoopback(policy: CompiledPolicy, port: number): string | undefined {
  const parsed = parseHostName("localhost");
  if (!parsed.ok) return undefined;
  return allowedByList(hostPolicyOf(policy), parsed.host, port) === undefined ? undefined : "localhost";
}

function isSame(word: string, secret: string): boolean {
  const [one, other] = [Buffer.from(word), Buffer.from(secret)];
  return one.length === other.length && timingSafeEqual(one, other);
}
