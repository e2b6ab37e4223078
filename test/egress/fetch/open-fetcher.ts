import type { NetworkEntry } from "../../../src/base/index.ts";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { connect } from "node:net";
import { egressPolicyOf } from "../../../src/egress/egress-policy.ts";
import { type Fetched, fetchPage } from "../../../src/egress/fetch/fetch-page.ts";
import { type ProfileBody, policyOf } from "../../policy/policy-of.ts";
import { trust } from "../tls/open-filter.ts";
import { listening, type Running } from "../tls/tls-servers.ts";

export interface Fetcher {
  readonly fetch: (url: string, more?: { readonly maxBytes?: number }) => Promise<Fetched>;
  readonly entries: readonly NetworkEntry[];
}

/** Fetches under a profile, in a world where every name stands for this machine. */
export function fetcher(
  access: ProfileBody,
  resolve: (name: string) => Promise<readonly string[]> = () => Promise.resolve(["127.0.0.1"]),
): Fetcher {
  const entries: NetworkEntry[] = [];
  const allowed_domains = ["*.example.com", "127.0.0.1"];
  const policy = policyOf({ permissions: { network_access: { allowed_domains, ...access } } });
  return {
    entries,
    fetch: (url, more) =>
      fetchPage(url, {
        policy: () => egressPolicyOf(policy),
        resolve,
        dial: (address, port) => connect({ host: address, port }),
        ownAddresses: () => [],
        record: (entry) => entries.push(entry),
        trust,
        ...more,
      }),
  };
}

type Answering = (request: IncomingMessage, response: ServerResponse) => void;

/** A plain server, and a list of what it was asked for. */
export async function httpServer(answer: Answering): Promise<Running & { readonly asked: readonly string[] }> {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(`${request.headers.host?.split(":")[0] ?? ""} ${request.url ?? ""}`);
    answer(request, response);
  });
  return { ...(await listening(server)), asked };
}
