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
  readonly head: RequestHead;
  readonly visit: Visit;
  readonly client: Client | undefined;
  readonly policy: EgressPolicy;
}

export function headOf({ method = "", url = "", httpVersion, rawHeaders }: IncomingMessage): RequestHead {
  return { method, target: url, version: httpVersion, headers: rawHeaders };
}

/** Who asks, where that has to be known. */
export function arrive(core: Core, visit: Visit, head: RequestHead): Arrival | Unknown {
  const found = visit.needsClient ? findClient(head.headers, visit.peer, core.settings) : stillKnown(visit.client);
  return found.known ? { ...found, head, visit, policy: policyOf(core, found.client) } : found;
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
  const { head, visit, client } = arrival;
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
  const judged = await judgeRequest(core, arrival, { target, url, fields });
  if (judged.ok) {
    const refused = countOnce(core, arrival, url);
    if (refused === undefined) return { ok: true, target, url, fields, to: judged.to, entry };
    entry.refuse(refused);
    return { ok: false, refusal: refused };
  }
  entry.refuse(judged.refusal);
  return judged;
}

/** Counts what was judged, once however often it is looked at. */
export function countOnce(core: Core, { visit, client, policy }: Arrival, subject: string): Refusal | undefined {
  return isCounted(visit) ? undefined : core.count(policy, client?.name ?? visit.peer, subject);
}

/** The verdict on a request that was read, before it is counted. */
export async function judgeRequest(
  core: Core,
  { head: { method }, visit: { bound, peer }, client, policy }: Arrival,
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
  const refused = ruled ?? tooMany(depth, url, policy);
  return refused === undefined ? judged : { ok: false, refusal: refused };
}

function isCounted({ counted }: Visit): boolean {
  if (counted?.first !== true) return false;
  counted.first = false;
  return true;
}

export function urlOf({ scheme, host, port, path }: WebTarget): string {
  return `${scheme}://${hostText(host)}:${port}${path}`;
}
