import type { IncomingMessage } from "node:http";
import { hostText } from "../policy/index.ts";
import { type Core, policyOf, type Visit } from "./core.ts";
import { findClient, stillKnown, type Unknown } from "./find-client.ts";
import { asksForWebSocket, type Fields } from "./headers.ts";
import { tooMany } from "./judge-redirect.ts";
import { judgeTarget } from "./judge-target.ts";
import { openEntry, type OpenEntry } from "./open-entry.ts";
import { refusedRequest } from "./refused-request.ts";
import { readRequest, type RequestHead } from "./read-request.ts";
import type { Client, Destination, EgressPolicy, Judged, Refusal } from "./settings.ts";
import type { WebTarget } from "./target.ts";

/** One request, who it comes from, and what holds for it. */
export interface Arrival {
  readonly known: true;
  readonly request: IncomingMessage;
  readonly visit: Visit;
  readonly client: Client | undefined;
  readonly policy: EgressPolicy;
}

export function headOf({ method = "", url = "", httpVersion, rawHeaders }: IncomingMessage): RequestHead {
  return { method, target: url, version: httpVersion, headers: rawHeaders };
}

/** Who asks, where that has to be known. */
export function arrive(core: Core, visit: Visit, request: IncomingMessage): Arrival | Unknown {
  const found = visit.needsClient
    ? findClient(request.rawHeaders, visit.peer, core.settings)
    : stillKnown(visit.client);
  return found.known ? { ...found, request, visit, policy: policyOf(core, found.client) } : found;
}

export type Admission =
  | {
      readonly ok: true;
      readonly target: WebTarget;
      readonly url: string;
      readonly fields: Fields;
      readonly to: Destination;
      readonly entry: OpenEntry;
    }
  | { readonly ok: false; readonly refusal: Refusal };

/** Everything that is decided about a request before any of it goes on. A refusal is recorded. */
export async function admit(core: Core, arrival: Arrival): Promise<Admission> {
  const { request, visit, client } = arrival;
  const head = headOf(request);
  const read = readRequest(head, visit.bound);
  const opening = { door: visit.door, client: client?.name ?? visit.peer, method: head.method };
  if (!read.ok) {
    openEntry(core.settings, { ...opening, host: head.target }).refuse(read.refusal);
    return read;
  }
  const { target, fields } = read.value;
  const { port, path } = target;
  const entry = openEntry(core.settings, { ...opening, host: hostText(target.host), port, path });
  const url = urlOf(target);
  const judged = await judgeOnce(core, arrival, { target, url, fields });
  if (judged.ok) return { ok: true, target, url, fields, to: judged.to, entry };
  entry.refuse(judged.refusal);
  return judged;
}

async function judgeOnce(
  core: Core,
  { request: { method = "" }, visit: { bound, peer }, client, policy }: Arrival,
  { target, url, fields }: { readonly target: WebTarget; readonly url: string; readonly fields: Fields },
): Promise<Judged> {
  // In a tunnel that stands the address stays; the policy is asked again, since it may have changed.
  const known = bound?.to?.addresses ?? [];
  const resolve = known.length === 0 ? core.settings.resolve : () => Promise.resolve(known);
  const asked = { ...target, upgrades: asksForWebSocket(fields) };
  const judged = await judgeTarget(asked, policy, { ...core.settings, resolve });
  if (!judged.ok) return judged;
  const who = client?.name ?? peer;
  const depth = core.redirects.depth(who, url);
  const ruled = refusedRequest({ ...target, method, fields }, policy);
  const spoken = ruled ?? tooMany(depth, url, policy);
  const refused = spoken ?? (isCounted(bound) ? undefined : core.count(policy, who, url));
  return refused === undefined ? judged : { ok: false, refusal: refused };
}

function isCounted(bound: Visit["bound"]): boolean {
  if (bound?.counted?.first !== true) return false;
  bound.counted.first = false;
  return true;
}

function urlOf({ scheme, host, port, path }: WebTarget): string {
  return `${scheme}://${hostText(host)}:${port}${path}`;
}
