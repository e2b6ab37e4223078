import type { NetworkEntry } from "../../../src/base/index.ts";
import { connect, createServer as createTcpServer } from "node:net";
import { createServer as createHttpsServer, type Server } from "node:https";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { TlsOptions } from "node:tls";
import { createEgress } from "../../../src/egress/create-egress.ts";
import { egressPolicyOf } from "../../../src/egress/egress-policy.ts";
import type { EgressLimits } from "../../../src/egress/settings.ts";
import { createAuthority } from "../../../src/egress/tls/authority.ts";
import { createTrust } from "../../../src/egress/tls/connect-verified.ts";
import { createInterception } from "../../../src/egress/tls/open-tls.ts";
import { type ProfileBody, policyOf } from "../../policy/policy-of.ts";
import { listening, publicAuthority, type Running, serving } from "./tls-servers.ts";

export const authority = createAuthority();
export const trust = createTrust([publicAuthority]);

interface Filter extends Running {
  readonly entries: readonly NetworkEntry[];
  /** Puts other network rules in force. */
  readonly change: (access: ProfileBody) => void;
}

const compiled = (access: ProfileBody) =>
  policyOf({
    permissions: {
      network_access: { ...access, allowed_domains: ["**.example.com", "127.0.0.1"] },
    },
  });

/** A filter for which every name stands for this machine. */
export async function openFilter(
  first: ProfileBody,
  secrets: ReadonlyMap<string, string> = new Map(),
  limits: Partial<EgressLimits> = {},
): Promise<Filter> {
  const entries: NetworkEntry[] = [];
  let policy = compiled(first);
  const egress = createEgress({
    policy: () => egressPolicyOf(policy, secrets),
    resolve: () => Promise.resolve(["127.0.0.1"]),
    dial: (address, port) => connect({ host: address, port, allowHalfOpen: true }),
    ownAddresses: () => [],
    record: (entry) => entries.push(entry),
    trust,
    limits,
    intercept: createInterception({ authority }),
  });
  const running = await listening(createTcpServer({ allowHalfOpen: true }, (socket) => egress.handle(socket)));
  return {
    port: running.port,
    entries,
    change: (access) => {
      policy = compiled(access);
    },
    [Symbol.asyncDispose]: async () => {
      await egress[Symbol.asyncDispose]();
      await running[Symbol.asyncDispose]();
    },
  };
}

export interface Seen {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingMessage["headers"];
}

/** A real HTTPS server that keeps what it was asked. */
export async function httpsServer(
  host: string,
  answer: (request: IncomingMessage, response: ServerResponse) => void,
  options: TlsOptions = serving(host),
): Promise<Running & { readonly seen: readonly Seen[]; readonly server: Server }> {
  const seen: Seen[] = [];
  const server = createHttpsServer(options, (request, response) => {
    seen.push({ method: request.method ?? "", url: request.url ?? "", headers: request.headers });
    answer(request, response);
  });
  server.on("tlsClientError", () => undefined);
  return { ...(await listening(server)), seen, server };
}
